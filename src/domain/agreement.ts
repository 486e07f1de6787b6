import type { AuditLine } from "./audit-line.ts";
import { DAY_MS } from "./time.ts";

/** Lines of the log, the newest, among which an asking is looked for. */
export const LINES_LOOKED_AT = 500;
/** Asked once and agreed to by another within so long. */
export const ASK_LIVES_MS = DAY_MS;

/** Something that one moderator asks for with a command and another agrees to with the same one. */
export interface Wanted {
  /** In the log when it is done; `ask:…` when it is asked for. */
  readonly action: string;
  readonly subject: string;
  /** The fact that must be the same; null: the subject says it all. */
  readonly fact: readonly [name: string, value: string] | null;
}

/**
 * Did another moderator ask for just this within a day, and was it not done since?
 *
 * @param lines newest first
 */
export function agreementOn(
  lines: readonly AuditLine[],
  { action, subject, fact }: Wanted,
  who: string,
  now: Date,
): "agreed" | "asked_by_same" | "not_asked" {
  const about = lines.filter(
    (line) => line.subject === subject && (fact === null || line.facts[fact[0]] === fact[1]),
  );
  const done = about.findIndex((line) => line.action === action);
  const asks = about
    .slice(0, done < 0 ? about.length : done)
    .filter((line) => line.action === `ask:${action}` && now.getTime() - line.at.getTime() < ASK_LIVES_MS);
  if (asks.some((line) => line.who !== who)) return "agreed";
  return asks.length > 0 ? "asked_by_same" : "not_asked";
}
