import { LINES_LOOKED_AT } from "../domain/agreement.ts";
import type { CaseEvent } from "../domain/event.ts";
import type { ModeratePorts } from "./actions.ts";

const MOST_PASSED_OVER = 5;

/** What was passed over lately and still is, newest first: one moderator alone buries nothing for good. */
export async function passedOver({ audit, store }: ModeratePorts): Promise<readonly CaseEvent[]> {
  const lines = await audit.newest(LINES_LOOKED_AT);
  const ids = new Set(lines.filter(({ action }) => action === "ignore").map(({ subject }) => subject));
  const found: CaseEvent[] = [];
  for (const id of ids) {
    if (found.length === MOST_PASSED_OVER) break;
    const event = await store.byId(id);
    if (event?.ruling === "rejected" && event.reports.length > 0) found.push(event);
  }
  return found;
}
