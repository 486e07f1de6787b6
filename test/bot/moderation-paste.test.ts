import { expect, test } from "vitest";

import { instantAt } from "../merge/finding.ts";
import { aModerationRoom, MODERATORS } from "./moderation-room.ts";

/** A list from somewhere, pasted behind `/post`. Everybody is invented. */

const [ADA] = MODERATORS;
const now = instantAt(0.01);

test("names in a list's dress are shown as a draft, and leave when it is sent", async () => {
  const room = await aModerationRoom(now);
  const pasted = "1. Янка Прыкладны (1980)\n2) Алесь Узорны — 3 гады\n2026-03-01\nПаводле сям'і";
  const shown = await room.say(ADA, `/post release\n${pasted}`);
  expect(shown).toContain("not in the list: 2");
  expect(shown).toContain("note: Паводле");
  await room.wait(60);
  expect(await room.alerts()).toEqual([]);
  await room.press(ADA, room.button("Send"));
  await room.wait(40);
  expect(
    (await room.alerts()).map(({ event }) => [event.people.map(({ name }) => name), event.note]),
  ).toEqual([[["Янка Прыкладны", "Алесь Узорны"], "Паводле сям'і"]]);
});

test("what is no list of names even so is refused with its line", async () => {
  const room = await aModerationRoom(now);
  expect(await room.say(ADA, "/post release\nЯнка Прыкладны\nfollow @evil now")).toContain("not a name");
});
