import type { AuditLine } from "../domain/audit-line.ts";
import type { CaseEvent } from "../domain/event.ts";
import type { Finding } from "../domain/finding.ts";
import { EVENT_KINDS } from "../domain/kind.ts";
import { addDays, DAY_MS, dayOf, daysBetween, HOUR_MS, type Day } from "../domain/time.ts";
import { rule, type ActionResult, type ModeratePorts } from "./actions.ts";
import { isStale, NEWS_DAYS } from "./expiry.ts";
import { authorOf, needsTwo, SPLIT, splits, withoutPost } from "./ruling.ts";

/** More than one account can write in a day: hiding a post behind other acts does not split a round. */
const LINES_OF_A_DAY = 100_000;

/** `known`: this very post was sent before. `recorded`: its day is too long past for an alert. */
export type PostFate = "leaves" | "second_needed" | "recorded" | "known";

/** Stores what a moderator posts. @returns what becomes of it */
export async function post(ports: ModeratePorts, who: string, finding: Finding): Promise<PostFate> {
  const { store, audit, clock } = ports;
  const now = clock.now();
  const lines = await audit.newest(LINES_OF_A_DAY);
  if (lines.some((line) => line.action === "post" && line.subject === finding.id)) return "known";
  const facts = { kind: finding.kind, people: finding.people.length, count: finding.count?.n ?? 0 };
  const split = await isSplit(ports, lines, who, finding);
  const marked = split ? { ...finding, reasons: [...finding.reasons, SPLIT] } : finding;
  await store.saveFinding(marked, { at: now, who, action: "post", subject: finding.id, facts });
  if (split || needsTwo(finding)) return "second_needed";
  return isStale(daysBetween(finding.happenedOn.to, dayOf(now))) ? "recorded" : "leaves";
}

/** What one account posts within this time is taken together, whatever became of it. */
const ALWAYS_MS = HOUR_MS;
/** And what still stands on its word alone, also if it is spread over the day. */
const ALONE_MS = DAY_MS;

/**
 * Is this one of many small posts that together tell of as many people as need two? Posts that others have told as well
 * meanwhile, or agreed to, do not count against who was first with the news.
 */
async function isSplit(
  { store, clock }: ModeratePorts,
  lines: readonly AuditLine[],
  who: string,
  finding: Finding,
): Promise<boolean> {
  const now = clock.now();
  const ageOf = ({ at }: AuditLine): number => now.getTime() - at.getTime();
  const posts = lines.filter((line) => line.who === who && line.action === "post" && ageOf(line) < ALONE_MS);
  const recent = posts.filter((line) => ageOf(line) < ALWAYS_MS);
  if (splits(toldIn(recent), finding)) return true;
  if (!splits(toldIn(posts), finding)) return false;
  const today = dayOf(now);
  const events = await store.near({
    kinds: EVENT_KINDS,
    from: addDays(today, -NEWS_DAYS),
    to: addDays(today, 1),
    personIds: [],
  });
  const alone = posts.filter(
    (line) => ageOf(line) < ALWAYS_MS || events.some((event) => standsAloneOn(event, line.subject, who)),
  );
  return splits(toldIn(alone), finding);
}

function standsAloneOn(event: CaseEvent, findingId: string, who: string): boolean {
  if (!event.reports.some((report) => report.findingId === findingId)) return false;
  const isAgreed = needsTwo(event) && event.ruling === "approved";
  return !isAgreed && event.reports.every((report) => authorOf(report).includes(who));
}

/** How many people these posts told of. */
function toldIn(posts: readonly AuditLine[]): number {
  return posts.reduce((sum, { facts }) => sum + Math.max(Number(facts["people"]), Number(facts["count"])), 0);
}

/** Takes a post back before it leaves. */
export async function withdraw(
  ports: ModeratePorts,
  who: string,
  findingId: string,
  day: Day,
): Promise<ActionResult | { readonly kind: "too_late" } | { readonly kind: "foreign" }> {
  if (!findingId.startsWith(`post:${who}-`)) return { kind: "foreign" };
  const { store, clock } = ports;
  const events = await store.near({ kinds: EVENT_KINDS, from: day, to: day, personIds: [] });
  const event = events.find((it) => it.reports.some((report) => report.findingId === findingId));
  if (event === undefined) return { kind: "missing" };
  const withdrawn = withoutPost(event, findingId, clock.now());
  return withdrawn === null
    ? { kind: "too_late" }
    : rule(ports, who, "withdraw", withdrawn, { post: findingId });
}
