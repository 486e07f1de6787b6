import type { CaseEvent } from "../domain/event.ts";
import type { Notice } from "../domain/notice.ts";
import { authorOf, needsTwo } from "./ruling.ts";

/** Names in a notice. */
const MOST_NAMED = 3;

/**
 * What others shall hear when this moderator passes the event over: a planted volunteer shall not silently bury a
 * death, a round or a confirmed happening. Null: it weighs little, or only the moderator's own word is in it.
 */
export function buriedNotice(event: CaseEvent, who: string): Notice | null {
  if (!isNewsToBury(event, who)) return null;
  const name = event.people.slice(0, MOST_NAMED).map((person) => person.name);
  const count = Math.max(event.count?.n ?? 0, event.people.length, 1);
  return {
    key: `passed_over:${event.id}:${String(event.version)}`,
    code: "passed_over",
    facts: { who, event: event.id, kind: event.kind, name: name.join(", "), count },
  };
}

/** Also where the moderator called it something less before. */
function isNewsToBury(event: CaseEvent, who: string): boolean {
  const others = event.reports.filter((report) => !authorOf(report).includes(who));
  if (others.length === 0) return false;
  const isWeighty = others.some(({ said, count, people }) => needsTwo({ kind: said.kind, count, people }));
  return isWeighty || needsTwo(event) || event.certainty === "confirmed";
}
