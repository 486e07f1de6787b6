import { agreementOn, LINES_LOOKED_AT, type Wanted } from "../domain/agreement.ts";
import { dayOf } from "../domain/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { DeskStore } from "../ports/desk-store.ts";
import type { AuditLog } from "../ports/event-store.ts";

export interface AskPorts {
  readonly audit: Pick<AuditLog, "append" | "newest">;
  readonly desk: Pick<DeskStore, "notify">;
  readonly clock: Clock;
}

/**
 * What one moderator must not do alone is noted as asked for, and the others hear by which command they agree.
 *
 * @returns null: another moderator asked for the same
 */
export async function askAnother(
  { audit, clock, desk }: AskPorts,
  who: string,
  wanted: Wanted & { readonly fact: NonNullable<Wanted["fact"]> },
  command: string,
): Promise<"second_needed" | "same_person" | null> {
  const at = clock.now();
  const { action, subject, fact } = wanted;
  const answer = agreementOn(await audit.newest(LINES_LOOKED_AT), wanted, who, at);
  if (answer === "agreed") return null;
  if (answer === "asked_by_same") return "same_person";
  const [name, value] = fact;
  await audit.append({ at, who, action: `ask:${action}`, subject, facts: { [name]: value } });
  const key = `ask:${action}:${subject}:${value}:${dayOf(at)}`;
  await desk.notify([{ key, code: "second_needed", facts: { who, command } }]);
  return "second_needed";
}
