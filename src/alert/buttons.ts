import type { MessageButton } from "../domain/alert.ts";

/** Telegram refuses longer data of a button; counted in bytes, and ours is ASCII. */
const MAX_ACTION = 64;

/**
 * The actions behind the buttons of alerts; the bot answers them.
 * `e:` details of an event, `o:` show a discreet message, `h:` hide it again, `w:` the step before following.
 */
export type AlertAction = "e" | "o" | "h" | "w";

/** No button when the id is too long to be carried. */
export function actionButton(text: string, action: AlertAction, id: string): readonly MessageButton[] {
  const data = `${action}:${id}`;
  return data.length <= MAX_ACTION ? [{ text, action: data }] : [];
}
