import fc from "fast-check";
import { expect, test } from "vitest";

import { personIdOf, startPayload } from "../../src/bot/deep-link.ts";
import { nearestCommands } from "../../src/bot/nearest.ts";
import { COMMANDS } from "../../src/locales/common-text.ts";

test.each([
  ["viasna-list:123", "p_viasna-list__123"],
  ["a_b:1", "p_a_b__1"],
  ["two__signs:1", null],
  ["with space:1", null],
  ["x".repeat(63), null],
])("the person %s is carried as %s", (id, expected) => {
  expect(startPayload(id)).toBe(expected);
});

test("what is carried is read back, and Telegram takes it", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 70 }), (id) => {
      const payload = startPayload(id);
      expect(payload ?? "p_").toMatch(/^[\w-]{1,64}$/u);
      expect(payload === null ? id : personIdOf(payload)).toBe(id);
    }),
  );
});

test.each([
  ["statuss", "status"],
  ["sub", "subscribe"],
  ["unsub", "unsubscribe"],
  ["SETINGS", "settings"],
  ["persn", "person"],
  ["folow", "follow"],
  ["", "help"],
  ["падпіска", "subscribe"],
  ["Падпісаца", "subscribe"],
  ["подписатся", "subscribe"],
  ["адпісацца", "unsubscribe"],
  ["отписаться", "unsubscribe"],
  ["старт", "start"],
  ["дапамога", "help"],
  ["помощ", "help"],
  ["лісты", "letter"],
  ["письмо", "letter"],
  ["настройки", "settings"],
  ["налады", "settings"],
  ["навіны", "latest"],
  ["мова", "language"],
  ["крыніцы", "sources"],
  // Typed with the Russian layout.
  ["ыгиыскшиу", "subscribe"],
  ["рудз", "help"],
])("/%s is answered with /%s among the nearest", (typed, expected) => {
  expect(nearestCommands(typed, COMMANDS)).toContain(expected);
});
