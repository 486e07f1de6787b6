import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { createDigester } from "../../src/alert/digest-step.ts";
import type { Digester } from "../../src/alert/digest-step.ts";
import { createSpreader } from "../../src/alert/step.ts";
import type { Spreader, SpreadPorts } from "../../src/alert/step.ts";
import type { Alert } from "../../src/domain/alert.ts";
import type { CaseEvent, Report } from "../../src/domain/event.ts";
import type { Person } from "../../src/domain/person.ts";
import type { Preferences } from "../../src/domain/subscriber.ts";
import { DAY_MS, HOUR_MS, later, onDay } from "../../src/domain/time.ts";
import { sqliteEvents } from "../../src/store/sqlite/events.ts";
import { systemTimer } from "../../src/system/timer.ts";
import { FixedClock, openDelivering } from "../support/delivering.ts";
import type { Delivering } from "../support/delivering.ts";
import { FakeTelegram } from "../support/telegram.ts";

let telegram: FakeTelegram;
let all: Delivering;
let clock: FixedClock;
let spreader: Spreader;
let digester: Digester;
let newDigester: (notices?: SpreadPorts["notices"]) => Digester;
/** Of the register only what planning asks for. */
let people: Map<string, Pick<Person, "others">>;

beforeEach(async () => {
  telegram = new FakeTelegram();
  people = new Map();
  clock = new FixedClock(new Date("2026-11-22T10:00:00Z"));
  all = await openDelivering({ root: await telegram.listen(), clock });
  const ports = {
    alerts: all.alerts,
    audience: all.roster,
    reading: { person: async (id: string) => (people.get(id) as Person | undefined) ?? null },
    events: sqliteEvents(all.sqlite),
    clock,
    timer: systemTimer,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    allowedHosts: new Set(["example.org"]),
    moderators: () => Promise.resolve([{ chatId: 900, language: "en" as const }]),
    written: () => all.deliverer.nudge(),
  };
  spreader = createSpreader(ports);
  newDigester = (notices) => createDigester(notices === undefined ? ports : { ...ports, notices });
  digester = newDigester();
  await all.deliverer.start();
});

afterEach(async () => {
  await all.close();
  await telegram.close();
});

/** Invented. */
function anEvent(change: Partial<CaseEvent> = {}): CaseEvent {
  return {
    id: "evt",
    version: 1,
    kind: "release",
    people: [{ personId: "list:1", name: "Тэст Прыкладны", suspicious: false }],
    count: null,
    happenedOn: onDay("2026-11-22"),
    releaseKind: "unknown",
    modifiers: [],
    certainty: "confirmed",
    reports: [aReport()],
    details: {},
    note: null,
    ruling: "none",
    embargoUntil: null,
    createdAt: clock.now(),
    updatedAt: clock.now(),
    ...change,
  };
}

function aReport(): Report {
  return {
    findingId: "post:1",
    origin: {
      type: "moderator",
      sourceId: "moderators",
      outlet: "Navoli",
      tier: "primary",
      url: null,
      title: "",
      language: "be",
      publishedAt: clock.now(),
    },
    count: null,
    people: [],
    said: {
      kind: "release",
      happenedOn: onDay("2026-11-22"),
      releaseKind: "unknown",
      modifiers: [],
      details: {},
    },
    cites: [],
    reasons: [],
    route: "alert",
    standing: "fresh",
    receivedAt: clock.now(),
  };
}

/** Decides on a version of an event, as the stage before does. */
async function decide(event: CaseEvent, change: Partial<Alert> = {}): Promise<Alert> {
  const events = sqliteEvents(all.sqlite);
  await events.saveMerge({
    findingId: `post:${event.id}:${event.version}`,
    outcome: event.version === 1 ? "created" : "enriched",
    events: [event],
  });
  const alert: Alert = {
    id: `${event.id}:${event.version}`,
    event,
    purpose: "new",
    urgency: "urgent",
    createdAt: clock.now(),
    expiresAt: later(clock.now(), 2 * DAY_MS),
    ...change,
  };
  await events.saveDecision(event, { kind: "publish", urgency: alert.urgency, reason: "test" }, alert, []);
  return alert;
}

async function subscribe(chatId: number, prefs: Partial<Preferences> = {}): Promise<void> {
  const { follows = [], ...rest } = prefs;
  const chat = { chatId, threadId: null };
  await all.actions.subscribe(chat, "be");
  for (const personId of follows) await all.actions.follow(chat, "be", personId);
  await all.actions.change(chat, "be", rest);
}

const shown = (chatId: number) => telegram.sentTo(chatId).map(({ plain }) => plain);

/** Spreads and waits until nothing that is due is left. */
async function spreadAndSend(): Promise<void> {
  await spreader.spread();
  await drained();
}

async function drained(): Promise<void> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    // What one chat's pace puts off is due by the clock that the test sets.
    clock.advance(1100);
    all.deliverer.nudge();
    const { sending = 0 } = await all.outbox.counts();
    const waiting = await all.sqlite.db.$client
      .prepare("select count(*) as n from deliveries where state = 'queued' and (leased = 1 or due_at <= ?)")
      .get(clock.now().getTime() + 10_000);
    if (sending === 0 && (waiting as { n: number }).n === 0) return;
  }
}

describe("an alert", () => {
  test("reaches each who wants it, in the reader's language, once", async () => {
    await subscribe(1);
    await subscribe(2, { language: "en" });
    await subscribe(3, { kinds: ["health"] });
    await decide(anEvent());
    await spreadAndSend();
    await spreadAndSend();
    expect([shown(1).length, shown(2).length, shown(3).length]).toEqual([1, 1, 0]);
    expect(shown(1)[0]).toMatch(/Вызвал/u);
    expect(shown(2)[0]).not.toMatch(/Вызвал/u);
    expect(await all.alerts.unspread(10)).toEqual([]);
  });

  test("in discreet mode says nothing of the matter", async () => {
    await subscribe(1, { discreet: true });
    await decide(anEvent());
    await spreadAndSend();
    expect(shown(1)[0]).not.toMatch(/Прыкладны|вызвал/iu);
    expect(telegram.sent[0]?.buttons.flat()).toHaveLength(1);
  });

  test("that became confirmed edits the message of the first and is news to the others", async () => {
    await subscribe(1, { unconfirmed: true });
    await subscribe(2);
    await decide(anEvent({ certainty: "unconfirmed" }));
    await spreadAndSend();
    expect([shown(1).length, shown(2).length]).toEqual([1, 0]);
    const before = shown(1)[0];
    await decide(anEvent({ version: 2 }));
    await spreadAndSend();
    expect([shown(1).length, shown(2).length]).toEqual([1, 1]);
    expect(shown(1)[0]).not.toBe(before);
  });

  test("that changes is edited where it was delivered and told to nobody else", async () => {
    await subscribe(1);
    await decide(anEvent());
    await spreadAndSend();
    await subscribe(2);
    const name = "Тэст Іншы";
    await decide(anEvent({ version: 2, people: [{ personId: "list:1", name, suspicious: false }] }), {
      purpose: "update",
      urgency: "ordinary",
    });
    await spreadAndSend();
    expect(shown(1)).toHaveLength(1);
    expect(shown(1)[0]).toContain("Іншы");
    expect(shown(2)).toEqual([]);
  });

  test("that is retracted is edited, and its recipients alone are told", async () => {
    await subscribe(1);
    await decide(anEvent());
    await spreadAndSend();
    await subscribe(2);
    await decide(anEvent({ version: 2, certainty: "retracted", ruling: "retracted" }), {
      purpose: "retraction",
      urgency: "correction",
    });
    await spreadAndSend();
    expect(shown(1)).toHaveLength(2);
    expect(telegram.sent.filter(({ chatId, edits }) => chatId === 1 && edits === 1)).toHaveLength(1);
    expect(shown(1)[1]).toMatch(
      /^↩️ Выпраўленне: гэта не так\n\nРаней мы паведамілі: «.*Прыкладн.*» \(22 лістапада 2026\u00A0г\.\)/u,
    );
    expect(shown(2)).toEqual([]);
  });

  test("that is taken back in part is edited, and told aloud in few words that no update touches", async () => {
    await subscribe(1);
    await subscribe(2, { discreet: true });
    const people = ["Тэст Прыкладны", "Тэст Іншы"].map((name) => ({
      personId: null,
      name,
      suspicious: false,
    }));
    const round = { people, count: { n: 52, qualifier: "exact" as const } };
    await decide(anEvent(round));
    await spreadAndSend();
    const details = { returned: "Тэст Іншы" };
    await decide(anEvent({ ...round, version: 2, details }), { purpose: "update", urgency: "correction" });
    await spreadAndSend();
    const [edited, told, ...others] = shown(1);
    expect(others).toEqual([]);
    expect(edited).toMatch(/52/u);
    expect(told).toMatch(
      /^↩️ [^\n]*Тэст Іншы\n\nРаней мы паведамілі: «[^»]*52[^»]*» \(22 лістапада 2026\u00A0г\.\).\nАстатняе/u,
    );
    expect(told?.length).toBeLessThan(250);
    await decide(anEvent({ ...round, version: 3, details, modifiers: ["forced_exile"] }), {
      purpose: "update",
    });
    await spreadAndSend();
    expect(shown(1)[1]).toBe(told);
    expect(shown(1)[0]).not.toBe(edited);
    expect(shown(2).join(" ")).not.toMatch(/Тэст|52|Выпраўл/u);
    expect(shown(2)).toHaveLength(2);
  });

  test("that is retracted before the morning is told to nobody who slept", async () => {
    await subscribe(1, { quiet: { from: 8, to: 20 } });
    await decide(anEvent());
    await spreadAndSend();
    await decide(anEvent({ version: 2, certainty: "retracted" }), {
      purpose: "retraction",
      urgency: "correction",
    });
    await spreadAndSend();
    clock.advance(12 * HOUR_MS);
    await drained();
    expect(shown(1)).toEqual([]);
  });

  test("about a followed person overtakes one that is being spread", async () => {
    for (let chatId = 1; chatId <= 600; chatId += 1) await subscribe(chatId);
    await subscribe(7000, { follows: ["list:2"] });
    await decide(anEvent({ kind: "arrest" }), { urgency: "ordinary" });
    const spreading = spreader.spread();
    const people = [{ personId: "list:2", name: "Тэст Блізкі", suspicious: false }];
    await decide(anEvent({ id: "other", people }));
    await spreading;
    const second = await all.outbox.claimDue(clock.now(), 1, 1000);
    expect(second.every(({ priority }) => priority <= 2)).toBe(true);
    await telegram.until(() => shown(7000).some((text) => text.includes("Блізкі")));
    const place = telegram.sent.findIndex(({ plain }) => plain.includes("Блізкі"));
    expect(place).toBeLessThan(600);
  });
});

describe("a notice", () => {
  test("reaches the moderators once", async () => {
    const notice = { key: "n", code: "event_held", facts: { event: "evt" } } as const;
    await all.alerts.saveNotice(notice);
    await spreadAndSend();
    await all.alerts.saveNotice(notice);
    await spreadAndSend();
    expect(shown(900)).toHaveLength(1);
    expect(shown(900)[0]).toMatch(/waits for your decision/u);
  });
});

describe("a digest", () => {
  test("comes at its hour, as one message, once, and without what was taken back", async () => {
    await subscribe(1, { rhythm: "daily", digestHour: 9 });
    await subscribe(2, { rhythm: "daily", digestHour: 10 });
    await decide(anEvent());
    const wrong = [{ personId: null, name: "Тэст Памылковы", suspicious: false }];
    await decide(anEvent({ id: "wrong", people: wrong }));
    await decide(anEvent({ id: "wrong", version: 2, people: wrong, certainty: "retracted" }), {
      purpose: "retraction",
    });
    await spreadAndSend();
    expect(telegram.sent).toEqual([]);
    clock.advance(new Date("2026-11-23T07:05:00Z").getTime() - clock.now().getTime());
    expect(await digester.digest()).toBe(1);
    expect(await digester.digest()).toBe(0);
    await drained();
    expect(shown(1)).toHaveLength(1);
    expect(shown(1)[0]).toContain("Прыкладн");
    expect(shown(1)[0]).not.toContain("Памылковы");
    expect(shown(2)).toEqual([]);
  });

  test("comes once, though another leader plans it again after a retraction and a merge", async () => {
    await subscribe(1, { rhythm: "daily", digestHour: 9 });
    await subscribe(2, { rhythm: "daily", digestHour: 9, kinds: ["arrest"] });
    await decide(anEvent());
    await decide(anEvent({ id: "wrong" }));
    await decide(anEvent({ id: "arrest", kind: "arrest" }));
    clock.advance(new Date("2026-11-23T07:05:00Z").getTime() - clock.now().getTime());
    await digester.digest();
    await drained();
    await decide(anEvent({ id: "wrong", version: 2, certainty: "retracted" }), { purpose: "retraction" });
    clock.advance(HOUR_MS);
    await newDigester().digest();
    await drained();
    expect(shown(1)).toHaveLength(1);
    expect(shown(2)).toHaveLength(1);
  });

  test("that told something wrong is followed by the words of its correction", async () => {
    await subscribe(1, { rhythm: "daily", digestHour: 9 });
    await decide(anEvent());
    clock.advance(new Date("2026-11-23T07:05:00Z").getTime() - clock.now().getTime());
    await digester.digest();
    await drained();
    await subscribe(2, { rhythm: "daily", digestHour: 9 });
    await decide(anEvent({ version: 2, certainty: "retracted" }), {
      purpose: "retraction",
      urgency: "correction",
    });
    await spreadAndSend();
    expect(shown(1)).toHaveLength(2);
    expect(shown(1)[1]).toContain("Раней мы паведамілі: «");
    expect(shown(2)).toEqual([]);
  });

  test("holds what a follower was not told at once, and nothing that was", async () => {
    await subscribe(1, { rhythm: "daily", digestHour: 9, follows: ["list:1"] });
    await subscribe(2, { rhythm: "daily", digestHour: 9 });
    await decide(anEvent());
    await spreadAndSend();
    expect([shown(1).length, shown(2).length]).toEqual([1, 0]);
    await all.actions.follow({ chatId: 2, threadId: null }, "be", "list:1");
    clock.advance(new Date("2026-11-23T07:05:00Z").getTime() - clock.now().getTime());
    await digester.digest();
    await drained();
    expect([shown(1).length, shown(2).length]).toEqual([1, 1]);
    expect(shown(2)[0]).toContain("Прыкладн");
  });

  test("of a week that nobody sent on Monday comes late, once, over a restart and another leader", async () => {
    await subscribe(1, { rhythm: "weekly", digestHour: 9 });
    await digester.digest();
    await decide(anEvent());
    clock.advance(new Date("2026-11-23T15:59:00Z").getTime() - clock.now().getTime());
    // Who asks for digests only now is told of nothing before.
    await subscribe(2, { rhythm: "weekly", digestHour: 9 });
    for (const each of [newDigester(), newDigester(), digester]) await each.digest();
    await drained();
    expect([shown(1).length, shown(2).length]).toEqual([1, 0]);
    clock.advance(new Date("2026-11-30T07:01:00Z").getTime() - clock.now().getTime());
    await newDigester().digest();
    await drained();
    expect([shown(1).length, shown(2).length]).toEqual([1, 0]);
  });

  test("that was due during a halt comes after it", async () => {
    let isHalted = true;
    const halting = newDigester({
      areHalted: () => Promise.resolve(isHalted),
      tellNow: () => Promise.resolve(false),
    });
    await subscribe(1, { rhythm: "daily", digestHour: 9 });
    await digester.digest();
    await decide(anEvent());
    clock.advance(DAY_MS);
    await halting.digest();
    await drained();
    expect(shown(1)).toEqual([]);
    isHalted = false;
    await halting.digest();
    await drained();
    expect(shown(1)).toHaveLength(1);
  });

  test("is also of a person whom its reader follows by another record", async () => {
    people.set("list:1", { others: ["list:9"] });
    const wishes = { rhythm: "daily", digestHour: 9, followedOnly: true } as const;
    await subscribe(1, { ...wishes, urgentPasses: false, follows: ["list:9"] });
    await subscribe(2, { ...wishes, follows: ["list:9"] });
    await decide(anEvent());
    await spreadAndSend();
    expect([shown(1).length, shown(2).length]).toEqual([0, 1]);
    clock.advance(new Date("2026-11-23T07:05:00Z").getTime() - clock.now().getTime());
    await digester.digest();
    await drained();
    expect([shown(1).length, shown(2).length]).toEqual([1, 1]);
  });
});
