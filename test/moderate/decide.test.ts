import { describe, expect, test } from "vitest";
import type { Alert } from "../../src/domain/alert.ts";
import type { CaseEvent } from "../../src/domain/event.ts";
import type { EventKind } from "../../src/domain/kind.ts";
import { decide, type Verdict } from "../../src/moderate/decide.ts";
import { floodsIn } from "../../src/moderate/flood.ts";
import { aFinding, aPerson, instantAt, mergeAll, type Told } from "../merge/finding.ts";

const primary: Told = { tier: "primary", outlet: "Viasna" };

function anEvent(...told: readonly Told[]): CaseEvent {
  const [event] = mergeAll(told.map(aFinding));
  if (event === undefined) throw new Error("no event");
  return event;
}

function decided(event: CaseEvent, lastAlert: Alert | null = null, at = 0.1, flood = false): Verdict {
  const verdict = decide(event, { lastAlert, now: instantAt(at), personEmbargo: false, flood, muted: false });
  if (verdict === null) throw new Error("not decided yet");
  return verdict;
}

function told(event: CaseEvent): Alert {
  const { alert } = decided(event);
  if (alert === null) throw new Error("not told");
  return alert;
}

const twice = (kind: EventKind): CaseEvent =>
  anEvent({ ...primary, kind, people: ["p:1"] }, { kind, people: ["p:1"] });

test.each<{ why: string; event: CaseEvent; kind: string; reason: string }>([
  {
    why: "a primary source is enough",
    event: anEvent({ ...primary, people: ["p:1"] }),
    kind: "publish",
    reason: "confirmed",
  },
  {
    why: "one outlet is told to those who asked",
    event: anEvent({ people: ["p:1"] }),
    kind: "publish",
    reason: "unconfirmed",
  },
  { why: "a death is never told by a machine", event: twice("death"), kind: "hold", reason: "death" },
  { why: "a deal waits for a moderator", event: twice("deal"), kind: "hold", reason: "deal" },
  {
    why: "what the classifier doubts waits",
    event: anEvent({ ...primary, route: "review" }),
    kind: "hold",
    reason: "review",
  },
  { why: "a flood waits", event: anEvent({ ...primary, standing: "flood" }), kind: "hold", reason: "flood" },
  {
    why: "what was there at the first poll is kept",
    event: anEvent({ ...primary, standing: "history" }),
    kind: "record",
    reason: "history",
  },
  {
    why: "a reprint of what was there at the first poll is kept",
    event: anEvent({ ...primary, standing: "history", people: ["p:1"] }, { people: ["p:1"], at: 0.5 }),
    kind: "record",
    reason: "history",
  },
  {
    why: "so is one that names nobody either",
    event: anEvent({ ...primary, standing: "history" }, { at: 0.5 }),
    kind: "record",
    reason: "history",
  },
  {
    why: "a name is told where only a number was there at the first poll: it may be somebody else",
    event: anEvent(
      { ...primary, standing: "history", title: "Палітвязня Цімоха Прыкладнага вызвалілі" },
      { ...primary, people: ["p:1"], at: 0.1, title: "Палітвязня Лявона Прыкладнага вызвалілі" },
    ),
    kind: "publish",
    reason: "confirmed",
  },
  {
    why: "a doubtful report names nobody for it",
    event: anEvent(
      { ...primary, standing: "history", title: "Палітвязня Цімоха Прыкладнага вызвалілі" },
      {
        ...primary,
        people: ["p:1"],
        at: 0.1,
        title: "Палітвязня Лявона Прыкладнага вызвалілі",
        route: "review",
      },
    ),
    kind: "record",
    reason: "history",
  },
  {
    why: "a look back names nobody for it",
    event: anEvent(
      { ...primary, standing: "history", title: "Палітвязня Цімоха Прыкладнага вызвалілі" },
      {
        ...primary,
        people: ["p:1"],
        at: 0.1,
        title: "Палітвязня Лявона Прыкладнага вызвалілі",
        tier: "analysis",
      },
    ),
    kind: "record",
    reason: "history",
  },
  {
    why: "doubtful words of before the first poll make nothing known",
    event: anEvent(
      { ...primary, people: ["p:1"], at: 0.05 },
      { people: ["p:1"], at: 0, route: "review", standing: "history" },
    ),
    kind: "publish",
    reason: "confirmed",
  },
  {
    why: "analysis alone tells nothing",
    event: anEvent({ tier: "analysis", people: ["p:1"] }),
    kind: "record",
    reason: "analysis",
  },
  {
    why: "what happened long ago is no news",
    event: anEvent({ ...primary, on: -40 }),
    kind: "record",
    reason: "old",
  },
  {
    why: "a denial of nothing that was told is kept",
    event: twice("not_released"),
    kind: "record",
    reason: "not_released",
  },
  {
    why: "a name in letters of two scripts waits",
    event: anEvent({ ...primary, people: [{ ...aPerson("Пpыкладны"), suspicious: true }] }),
    kind: "hold",
    reason: "suspicious_name",
  },
])("$why", ({ event, kind, reason }) => {
  expect(decided(event).decision).toMatchObject({ kind, reason });
});

describe("what was told", () => {
  const rumour = { people: ["p:1"], at: 0 } as const;
  const first = told(anEvent(rumour));

  test("as unconfirmed is told to all others once it is confirmed", () => {
    const confirmed = anEvent(rumour, { ...primary, people: ["p:1"], at: 0.2 });
    expect(decided(confirmed, first)).toMatchObject({
      decision: { reason: "confirmed" },
      alert: { purpose: "new" },
    });
  });

  test("is not told again when one more outlet says the same", () => {
    const event = anEvent({ ...primary, people: ["p:1"] });
    const again = anEvent({ ...primary, people: ["p:1"] }, { people: ["p:1"], at: 0.3 });
    expect(decided(again, told(event))).toMatchObject({
      decision: { kind: "record", reason: "nothing_new" },
      alert: null,
    });
  });

  test("is edited when names are added", () => {
    const event = anEvent({ ...primary, n: 14 });
    const named = anEvent({ ...primary, n: 14 }, { ...primary, n: 14, people: ["p:1", "p:2"], at: 0.2 });
    expect(decided(named, told(event)).alert).toMatchObject({ purpose: "update", urgency: "ordinary" });
  });

  test("is corrected when one of the freed is back in prison", () => {
    const round: Told = { ...primary, n: 52, people: ["p:1", "p:2"] };
    const back = anEvent(round, { ...primary, kind: "not_released", people: ["p:2"], at: 0.2 });
    expect(decided(back, told(anEvent(round))).alert).toMatchObject({
      purpose: "update",
      urgency: "correction",
    });
  });

  test("is retracted when it was false, once", () => {
    const denied = anEvent(rumour, { ...primary, kind: "not_released", people: ["p:1"], at: 0.2 });
    const { alert } = decided(denied, first);
    expect(alert).toMatchObject({ purpose: "retraction", urgency: "correction" });
    expect(decided(denied, alert).alert).toBeNull();
    expect(decided(denied, null)).toMatchObject({ decision: { kind: "ignore" }, alert: null });
  });
});

describe("a flood", () => {
  const soon = instantAt(0.01);
  const releases = (n: number, ...more: readonly Told[]): readonly CaseEvent[] =>
    Array.from({ length: n }, (_, i) => {
      const people = [`p:${String(i)}`];
      return anEvent({ people }, ...more.map((it) => ({ ...it, people })));
    });

  test("is eleven texts of one feed at once; names of one round are not", () => {
    const eleven = releases(11);
    expect(floodsIn(eleven, eleven, soon).bySource).toEqual(new Map([["reform", 11]]));
    const ten = eleven.slice(1);
    expect(floodsIn(ten, ten, soon).bySource).toEqual(new Map());
    const tracker = eleven.map((_, i) =>
      anEvent({ ...primary, type: "tracker", people: [`p:${String(i)}`] }),
    );
    expect(floodsIn(tracker, tracker, soon).bySource).toEqual(new Map());
  });

  test("comes by and by, too: more than twenty in an hour", () => {
    const all = releases(21);
    const [newest] = all;
    if (newest === undefined) throw new Error("no event");
    expect(floodsIn([newest], all, soon).of(newest)).toBe("reform");
    expect(floodsIn([newest], all.slice(0, 20), soon).of(newest)).toBeNull();
    expect(floodsIn([newest], all, instantAt(0.1)).of(newest)).toBeNull();
  });

  test("is not confirmed by another one", () => {
    const both = releases(11, { outlet: "Zerkalo" });
    const [first] = both;
    if (first === undefined) throw new Error("no event");
    expect(floodsIn(both, both, soon).of(first)).toBe("reform");
    expect(floodsIn(both, both.slice(0, 10), soon).of(first)).toBeNull();
    const [known] = releases(1, { outlet: "Zerkalo" }, { ...primary });
    if (known === undefined) throw new Error("no event");
    expect(floodsIn([known], [known, ...both], soon).of(known)).toBeNull();
  });

  test("does not confirm what was told as unconfirmed", () => {
    const rumour = anEvent({ people: ["p:1"] });
    const again = anEvent({ people: ["p:1"] }, { outlet: "Zerkalo", people: ["p:1"] });
    expect(decided(again, told(rumour)).decision).toMatchObject({ kind: "publish" });
    expect(decided(again, told(rumour), 0.1, true).decision).toEqual({ kind: "hold", reason: "flood" });
  });
});
