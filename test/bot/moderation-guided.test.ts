import { describe, expect, test } from "vitest";
import { addLines, draftIn, newDraft, readDraft, rowsOf, settleRow } from "../../src/moderate/draft.ts";
import { instantAt } from "../merge/finding.ts";
import { aModerationRoom, MODERATORS } from "./moderation-room.ts";

const [ADA] = MODERATORS;
const now = instantAt(0.01);

/** Two people share a surname; everybody else is unknown. */
const search = {
  find(query: string) {
    const both = [
      { id: "list:1", name: "Ян Прыкладны", score: 1 },
      { id: "list:2", name: "Алесь Прыкладны", score: 0.9 },
    ];
    if (query === "Прыкладны") return { verdict: "several" as const, candidates: both };
    if (query === "Ян Прыкладны") return { verdict: "one" as const, candidates: both.slice(0, 1) };
    return { verdict: "none" as const, candidates: [] };
  },
};

describe("a draft", () => {
  test("takes a pasted list with numbers, years and remarks, and sorts the rest below", () => {
    const pasted = "1. Ян Прыкладны, 1990\n2) Марыя Выдуманая — Гомель\nnote: са спіса\n2026-03-01";
    const draft = addLines(newDraft("release"), pasted, search);
    expect(draft).toBe("/post release\nЯн Прыкладны\nМарыя Выдуманая\nnote: са спіса\nnote: 2026-03-01");
  });

  test("is found again in a message", () => {
    expect(draftIn("Draft\n\n/post arrest\nЯн Прыкладны\n\nIn the register: 1")).toBe(
      "/post arrest\nЯн Прыкладны",
    );
    expect(draftIn("anything else")).toBeNull();
  });

  test("tells who is known, doubtful and unknown, and keeps what was settled", () => {
    const draft = "/post release\nПрыкладны\nЯн Прыкладны\nМарыя Выдуманая\n52\n2026-03-01";
    expect(rowsOf(draft, search).map(({ line, outcome }) => [line, outcome])).toEqual([
      [1, "ambiguous"],
      [2, "matched"],
      [3, "unknown"],
    ]);
    const settled = settleRow(draft, 1, { id: "list:2", name: "Алесь Прыкладны", score: 1 });
    expect(rowsOf(settled, search)[0]?.outcome).toBe("matched");
    const none = settleRow(settled, 3, null);
    expect(readDraft(none)).toEqual({
      text: "release\nАлесь Прыкладны\nЯн Прыкладны\nМарыя Выдуманая\n52\n2026-03-01",
      chosen: new Map([
        ["Алесь Прыкладны", "list:2"],
        ["Марыя Выдуманая", null],
      ]),
    });
  });

  test("of a hundred names fits a message, of five hundred none", () => {
    const letters = "абвгдезклмнопрстуфхц";
    const name = (i: number): string =>
      `Імя Прозвішча${letters[i % 20] ?? ""}${letters[Math.floor(i / 20) % 20] ?? ""}`.concat(
        i < 400 ? "" : "ая",
      );
    const pasted = (n: number): string => Array.from({ length: n }, (_, i) => name(i)).join("\n");
    expect(addLines(newDraft("release"), pasted(100), search)?.split("\n")).toHaveLength(101);
    expect(addLines(newDraft("release"), pasted(500), search)).toBeNull();
  });
});

test("a post is written step by step and leaves after its 30 seconds", async () => {
  const room = await aModerationRoom(now);
  expect(await room.say(ADA, "/post")).toContain("What happened?");
  await room.press(ADA, "mod:post:k:release");
  expect(await room.answer(ADA, "Яўген Прыкладны")).toContain("not in the list: 1");
  await room.press(ADA, "mod:post:m");
  expect(await room.answer(ADA, "2026-03-01\nhttps://spring96.org/be/news/1\nnote: Паводле сям'і")).toContain(
    "note: Паводле",
  );
  const send = room.button("Send");
  await room.press(ADA, send);
  expect(await room.press(ADA, send)).toContain("out of date");
  await room.wait(40);
  const alerts = await room.alerts();
  expect(alerts.map(({ event }) => [event.kind, event.people[0]?.name, event.note])).toEqual([
    ["release", "Яўген Прыкладны", "Паводле сям'і"],
  ]);
});

test("a draft that is dropped tells nobody", async () => {
  const room = await aModerationRoom(now);
  await room.say(ADA, "/post");
  await room.press(ADA, "mod:post:k:arrest");
  await room.answer(ADA, "Яўген Прыкладны");
  expect(await room.press(ADA, "mod:post:q")).toContain("Nobody was told");
  await room.wait(60);
  expect(await room.alerts()).toEqual([]);
});
