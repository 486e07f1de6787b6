import { afterEach, beforeEach, expect, test } from "vitest";

import { createBirthdayReminder } from "../../src/alert/birthday-step.ts";
import type { Preferences } from "../../src/domain/subscriber.ts";
import { DAY_MS, HOUR_MS } from "../../src/domain/time.ts";
import { aPerson } from "../bot/people.ts";
import { type Delivering, FixedClock, openDelivering } from "../support/delivering.ts";
import { systemTimer } from "../../src/system/timer.ts";
import { FakeTelegram } from "../support/telegram.ts";

let telegram: FakeTelegram;
let all: Delivering;
let clock: FixedClock;
let reminder: ReturnType<typeof createBirthdayReminder>;

const bornOn = (value: string) => ({ value, precision: "day" as const });

beforeEach(async () => {
  telegram = new FakeTelegram();
  clock = new FixedClock(new Date("2026-11-22T10:00:00Z"));
  all = await openDelivering({ root: await telegram.listen(), clock });
  reminder = createBirthdayReminder({
    alerts: all.alerts,
    audience: all.roster,
    clock,
    timer: systemTimer,
    written: () => all.deliverer.nudge(),
    reading: {
      people: async (page) =>
        page?.after !== null
          ? []
          : [
              aPerson({ recordId: "1", names: ["Марыя Прыкладная"], birthDate: bornOn("1980-12-06") }),
              aPerson({ recordId: "2", names: ["Ганна Тэставая"], birthDate: bornOn("1980-12-07") }),
              aPerson(
                { recordId: "3", names: ["Ірына Схаваная"], birthDate: bornOn("1980-12-06") },
                { embargo: true },
              ),
            ],
    },
  });
  await all.deliverer.start();
});

afterEach(async () => {
  await all.close();
  await telegram.close();
});

async function subscribe(chatId: number, changes: Partial<Preferences>): Promise<void> {
  const chat = { chatId, threadId: null };
  await all.actions.subscribe(chat, "be");
  await all.actions.change(chat, "be", changes);
}

test("a fortnight before the birthday who asked is told once, and nobody else", async () => {
  await subscribe(501, { birthdayReminders: true, language: "be" });
  await subscribe(502, {});
  expect(await reminder.remind()).toBe(1);
  expect(await reminder.remind()).toBe(0);
  const message = await telegram.nextMessage(501);
  expect(message.plain).toContain("Праз два тыдні");
  expect(message.plain).toContain("Марыя Прыкладная, 46 гадоў");
  expect(message.plain).not.toContain("Тэставая");
  expect(message.plain).not.toContain("Схаваная");
  expect(telegram.sentTo(502)).toEqual([]);
});

test("a restart tells nobody twice", async () => {
  await subscribe(501, { birthdayReminders: true });
  await reminder.remind();
  await telegram.nextMessage(501);
  const { alerts, roster, deliverer } = all;
  const again = createBirthdayReminder({
    alerts,
    audience: roster,
    clock,
    timer: systemTimer,
    written: () => deliverer.nudge(),
    reading: {
      people: async (page) =>
        page?.after === null ? [aPerson({ recordId: "1", birthDate: bornOn("1980-12-06") })] : [],
    },
  });
  await again.remind();
  clock.advance(HOUR_MS);
  expect(telegram.sentTo(501)).toHaveLength(1);
});

test("what could not be written is written the next minute", async () => {
  await subscribe(501, { birthdayReminders: true });
  const { alerts, roster, deliverer } = all;
  let fails = true;
  const shaken = createBirthdayReminder({
    alerts: {
      saveDigest: (...digest) => alerts.saveDigest(...digest),
      enqueue: async (...rows) => {
        if (fails) throw new Error("the store is gone");
        await alerts.enqueue(...rows);
      },
    },
    audience: roster,
    clock,
    timer: systemTimer,
    written: () => deliverer.nudge(),
    reading: {
      people: async (page) =>
        page?.after === null ? [aPerson({ recordId: "1", birthDate: bornOn("1980-12-06") })] : [],
    },
  });
  await expect(shaken.remind()).rejects.toThrow("the store is gone");
  fails = false;
  expect(await shaken.remind()).toBe(1);
  await telegram.nextMessage(501);
});

test("a discreet reminder names nobody", async () => {
  await subscribe(501, { birthdayReminders: true, discreet: true, deleteAfterHours: 24, language: "be" });
  await reminder.remind();
  expect((await telegram.nextMessage(501)).plain).toBe("Ёсць навіны.");
});

test("no birthday, no message", async () => {
  await subscribe(501, { birthdayReminders: true });
  clock.advance(5 * DAY_MS);
  expect(await reminder.remind()).toBe(0);
});
