import type { CaseEvent, Urgency } from "./event.ts";

/**
 * One version of an event that is to be told. `new` tells everybody whom it concerns; `update` edits the
 * messages that were delivered; `retraction` edits them and tells their recipients in a message of its own.
 * An `update` of urgency `correction` does so too: what was told is wrong in part (one of the freed is back in
 * prison), and `event.details.returned` names whom it concerns.
 * A `new` one of an `unconfirmed` event reaches only those who asked for such; when it becomes confirmed a second
 * `new` one edits their messages and reaches all others whom it concerns.
 */
export interface Alert {
  /** `<event>:<version>` */
  readonly id: string;
  readonly event: CaseEvent;
  readonly purpose: "new" | "update" | "retraction";
  readonly urgency: Urgency;
  readonly createdAt: Date;
  /** Not sent after this instant: stale news alarm wrongly. */
  readonly expiresAt: Date;
}

/** Under this id stand the short words that tell of a correction beside its edits. They are told once, not edited. */
export function correctionIdOf(alertId: string): string {
  return `${alertId}:note`;
}

/** A button under a message: a link or an action of the bot. */
export type MessageButton =
  { readonly text: string; readonly url: string } | { readonly text: string; readonly action: string };

/** A message as it will be sent: Telegram's HTML, already escaped. */
export interface Message {
  readonly html: string;
  readonly buttons: readonly (readonly MessageButton[])[];
}
