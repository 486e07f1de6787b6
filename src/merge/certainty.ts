import type { CaseEvent, Certainty, Report } from "../domain/event.ts";
import { independentSources, sourceGroups } from "./independence.ts";
import { isFix, isUnheard } from "./node.ts";

/**
 * `confirmed` needs a primary source, two independent ones, or a moderator. Primary is the tier that an operator
 * gave to the source (an official register of decrees would be one); state media count as one source together, so
 * alone they leave it unconfirmed; a text that merely cites a primary source stays what it is, and analysis counts
 * for nothing.
 */
export function certaintyOf(reports: readonly Report[]): "unconfirmed" | "confirmed" {
  const counting = reports.filter((report) => report.origin.tier !== "analysis" && !isFix(report));
  if (counting.some((report) => report.route === "alert" && isFirstHand(report))) return "confirmed";
  return independentSources(counting) >= 2 ? "confirmed" : "unconfirmed";
}

function isFirstHand({ origin, standing }: Report): boolean {
  return origin.type === "moderator" || (origin.tier === "primary" && standing !== "flood");
}

/** What a denial does to what it denies. */
export type Denial = "disputed" | "taken_back";

/**
 * A denial by a primary source or by two independent ones takes a release back, and so does one by the very sources
 * that told it; any other only disputes it. Unlike news, a denial is heard even where the classifier wants a
 * moderator to look: a family that rejoices in vain is the greater harm. One moderator alone takes nothing back, not
 * even beside an outlet: two do.
 */
export function denialOf(told: readonly Report[], denied: readonly Report[]): Denial | null {
  const heard = denied.filter((report) => !isUnheard(report));
  if (heard.length === 0) return null;
  const sources = heard.filter(({ origin }) => origin.type !== "moderator");
  if (moderatorsOf(heard).size >= 2) return "taken_back";
  if (sources.length === 0) return "disputed";
  if (sources.some(isFirstHand) || independentSources(sources) >= 2) return "taken_back";
  const deniers = sourceGroups(sources);
  const tellers = told.filter((report) => !isFix(report));
  const alike = sourceGroups([...tellers, ...sources]);
  const ownWord = alike.size === deniers.size && tellers.length > 0 && !tellers.some(isFirstHand);
  return ownWord ? "taken_back" : "disputed";
}

function moderatorsOf(reports: readonly Report[]): ReadonlySet<string> {
  const posted = reports.filter(({ origin }) => origin.type === "moderator");
  return new Set(posted.flatMap(({ reasons }) => reasons.filter((reason) => reason.startsWith("by:"))));
}

/** What a moderator decided stands above what reports say. */
export function ruled(ruling: CaseEvent["ruling"], certainty: Certainty): Certainty {
  if (ruling === "retracted") return "retracted";
  return ruling === "approved" && certainty === "unconfirmed" ? "confirmed" : certainty;
}
