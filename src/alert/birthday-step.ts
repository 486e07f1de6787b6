import { LANGUAGES } from "../domain/language.ts";
import type { Person } from "../domain/person.ts";
import { type Day, DAY_MS, dayOf, later, startOf } from "../domain/time.ts";
import type { Audience } from "../ports/audience.ts";
import type { Clock } from "../ports/clock.ts";
import type { AlertStore } from "../ports/outbox.ts";
import type { Reading } from "../ports/reading.ts";
import type { Timer } from "../ports/timer.ts";
import { type Birthday, birthdaysAhead, renderBirthdays } from "./birthdays.ts";
import { createZoneClock, quietUntil } from "./quiet.ts";
import { PRIORITIES, type PlannedRecipient, targetOf } from "./recipients.ts";

export interface BirthdayPorts {
  readonly alerts: Pick<AlertStore, "saveDigest" | "enqueue">;
  readonly audience: Pick<Audience, "everyone">;
  readonly reading: Pick<Reading, "people">;
  readonly clock: Clock;
  readonly timer: Pick<Timer, "sleep">;
  /** Rows were written: they may be sent. */
  readonly written: () => void;
}

export interface BirthdayReminder {
  /** @returns how many chats are told */
  remind(): Promise<number>;
}

/** Late morning in Minsk and Vilnius. */
const HOUR_UTC = 8;
const BATCH_ROWS = 500;
const PAGE = 200;

/**
 * Reminds those who asked of birthdays a fortnight ahead, once a day; asked every minute. The text is the same for
 * all, so it tells nobody's list. After a restart the same rows are written again, which does nothing.
 */
export function createBirthdayReminder(ports: BirthdayPorts): BirthdayReminder {
  let doneOn: string | null = null;
  return {
    async remind() {
      const now = ports.clock.now();
      const today = dayOf(now);
      if (doneOn === today || now.getUTCHours() < HOUR_UTC) return 0;
      const recipients = recipientsOf(ports, now);
      const birthdays = recipients.length === 0 ? [] : await birthdaysOf(ports, today);
      if (birthdays.length === 0) {
        doneOn = today;
        return 0;
      }
      const id = `digest-birthdays-${today}:1`;
      const texts = LANGUAGES.flatMap((language) =>
        [false, true].map((discreet) => ({
          language,
          discreet,
          message: renderBirthdays(birthdays, language, discreet),
        })),
      );
      await ports.alerts.saveDigest(id, [], texts);
      const alert = { id, expiresAt: later(startOf(today), 2 * DAY_MS) };
      for (let at = 0; at < recipients.length; at += BATCH_ROWS) {
        await ports.alerts.enqueue(alert, recipients.slice(at, at + BATCH_ROWS), false);
      }
      // Not before: a write that failed is tried again the next minute, and what was written stays one row.
      doneOn = today;
      ports.written();
      return recipients.length;
    },
  };
}

/** Page by page, so that answers go between. */
async function birthdaysOf({ reading, timer }: BirthdayPorts, today: Day): Promise<readonly Birthday[]> {
  const found: Birthday[] = [];
  let page: readonly Person[] = await reading.people({ after: null, limit: PAGE });
  while (page.length > 0) {
    const shown = page.filter(({ embargo }) => !embargo);
    found.push(...birthdaysAhead(shown, today));
    await timer.sleep(0);
    page = await reading.people({ after: page.at(-1)?.id ?? null, limit: PAGE });
  }
  return found;
}

function recipientsOf({ audience }: BirthdayPorts, now: Date): readonly PlannedRecipient[] {
  const zones = createZoneClock();
  const recipients: PlannedRecipient[] = [];
  for (const subscriber of audience.everyone(0)) {
    if (!subscriber.birthdayReminders) continue;
    recipients.push({
      target: targetOf(subscriber),
      priority: PRIORITIES.digest,
      notBefore: quietUntil(now, subscriber.quiet, subscriber.timeZone, zones),
    });
  }
  return recipients;
}
