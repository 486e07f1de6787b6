import { DAY_MS, HOUR_MS, MINUTE_MS } from "../domain/time.ts";
import type { Messages } from "../locales/messages.ts";

/** «5 хвілін таму», in the largest unit that says enough. */
export function agoText(text: Messages, at: Date, now: Date): string {
  const ms = Math.max(0, now.getTime() - at.getTime());
  if (ms < MINUTE_MS) return text.common.justNow;
  const { minutes, hours, days } = text.vocabulary;
  if (ms < HOUR_MS) return text.common.ago(minutes(Math.floor(ms / MINUTE_MS)));
  if (ms < 2 * DAY_MS) return text.common.ago(hours(Math.floor(ms / HOUR_MS)));
  return text.common.ago(days(Math.floor(ms / DAY_MS)));
}
