import type { Finding } from "../domain/finding.ts";
import { EVENT_KINDS } from "../domain/kind.ts";
import { HOUR_MS, type Day } from "../domain/time.ts";
import type { AuditLine } from "../ports/event-store.ts";
import { rule, type ActionResult, type ModeratePorts } from "./actions.ts";
import { SPLIT, splits, withoutPost } from "./ruling.ts";

/** More than one account can write in an hour: hiding a post behind other acts does not split a round. */
const LINES_OF_AN_HOUR = 10_000;

/** @returns false when this very post was sent before */
export async function post(
  { store, audit, clock }: ModeratePorts,
  who: string,
  finding: Finding,
): Promise<boolean> {
  const lines = await audit.newest(LINES_OF_AN_HOUR);
  if (lines.some((line) => line.action === "post" && line.subject === finding.id)) return false;
  const facts = { kind: finding.kind, people: finding.people.length, count: finding.count?.n ?? 0 };
  const split = splits(postedBy(lines, who, clock.now()), finding);
  const marked = split ? { ...finding, reasons: [...finding.reasons, SPLIT] } : finding;
  await store.saveFinding(marked, { at: clock.now(), who, action: "post", subject: finding.id, facts });
  return true;
}

const SPLIT_WITHIN_MS = HOUR_MS;

/** How many people this moderator's posts of the last hour told of. */
function postedBy(lines: readonly AuditLine[], who: string, now: Date): number {
  const recent = lines.filter(
    (line) =>
      line.who === who && line.action === "post" && now.getTime() - line.at.getTime() < SPLIT_WITHIN_MS,
  );
  return recent.reduce(
    (sum, { facts }) => sum + Math.max(Number(facts["people"]), Number(facts["count"])),
    0,
  );
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
