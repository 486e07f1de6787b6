import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  createDigestGroups,
  digestDue,
  digestRunsAfter,
  lastDigestEnd,
  planDigests,
  renderDigest,
} from "../../src/alert/digest.ts";
import { digestNumbers, renderDigestEntry } from "../../src/alert/digest-entry.ts";
import { renderNotice } from "../../src/alert/notice.ts";
import { createZoneClock, lastHour, nextHour, quietUntil } from "../../src/alert/quiet.ts";
import { recipientOf } from "../../src/alert/recipients.ts";
import type { Alert } from "../../src/domain/alert.ts";
import type { CaseEvent } from "../../src/domain/event.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import { countedAt, type DigestRuns } from "../../src/domain/digest-runs.ts";
import { newSubscriber } from "../../src/domain/subscriber.ts";
import type { Subscriber } from "../../src/domain/subscriber.ts";
import { DAY_MS, HOUR_MS, later, onDay } from "../../src/domain/time.ts";
import { anEvent as botEvent, named } from "../bot/people.ts";
import { parseTelegramHtml } from "../support/telegram-html.ts";

const now = new Date("2026-11-22T10:00:00Z");
const zones = createZoneClock();

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
    reports: [],
    details: {},
    note: null,
    ruling: "none",
    embargoUntil: null,
    createdAt: now,
    updatedAt: now,
    ...change,
  };
}

function anAlert(change: Partial<Alert> = {}): Alert {
  const event = change.event ?? anEvent();
  return {
    id: `${event.id}:${event.version}`,
    event,
    purpose: "new",
    urgency: "urgent",
    createdAt: now,
    expiresAt: later(now, DAY_MS),
    ...change,
  };
}

function aSubscriber(change: Partial<Subscriber> = {}): Subscriber {
  return { ...newSubscriber({ chatId: 5, threadId: null }, "be"), subscribed: true, ...change };
}

const follower = { follows: ["list:1"] } as const;

describe("who gets an alert", () => {
  test.each<{
    why: string;
    subscriber?: Partial<Subscriber>;
    alert?: Partial<Alert>;
    priority: number | null;
  }>([
    { why: "the default subscriber hears of a confirmed release", priority: 2 },
    { why: "not who unsubscribed", subscriber: { subscribed: false }, priority: null },
    {
      why: "not who unsubscribed and still follows",
      subscriber: { subscribed: false, ...follower },
      priority: null,
    },
    {
      why: "an ordinary one comes after urgent ones",
      alert: { urgency: "ordinary", event: anEvent({ kind: "arrest" }) },
      priority: 3,
    },
    {
      why: "not of kinds that were not chosen",
      alert: { event: anEvent({ kind: "health" }) },
      priority: null,
    },
    {
      why: "followers hear everything about their person",
      subscriber: follower,
      alert: { urgency: "ordinary", event: anEvent({ kind: "health" }) },
      priority: 1,
    },
    { why: "followers come first", subscriber: follower, priority: 1 },
    { why: "followed people only", subscriber: { followedOnly: true }, priority: null },
    { why: "followed people only: theirs", subscriber: { followedOnly: true, ...follower }, priority: 1 },
    {
      why: "nothing unconfirmed unless asked for",
      alert: { event: anEvent({ certainty: "unconfirmed" }) },
      priority: null,
    },
    {
      why: "nothing unconfirmed for followers either",
      subscriber: follower,
      alert: { event: anEvent({ certainty: "unconfirmed" }) },
      priority: null,
    },
    {
      why: "unconfirmed when asked for",
      subscriber: { unconfirmed: true },
      alert: { event: anEvent({ certainty: "unconfirmed" }) },
      priority: 2,
    },
    {
      why: "disputed only when unconfirmed is asked for",
      alert: { event: anEvent({ certainty: "disputed" }) },
      priority: null,
    },
    { why: "an update is told by edit", alert: { purpose: "update" }, priority: null },
    {
      why: "a retraction goes to whom the outbox knows",
      alert: { purpose: "retraction", event: anEvent({ certainty: "retracted" }) },
      priority: null,
    },
    { why: "a digest's reader waits for it", subscriber: { rhythm: "daily" }, priority: null },
    {
      why: "unless it is urgent and about a followed person",
      subscriber: { rhythm: "weekly", ...follower },
      priority: 1,
    },
    {
      why: "and even then when the reader wants only digests",
      subscriber: { rhythm: "weekly", urgentPasses: false, ...follower },
      priority: null,
    },
    {
      why: "a person whom the register does not know is followed by nobody",
      subscriber: { followedOnly: true, follows: [""] },
      alert: { event: anEvent({ people: [{ personId: null, name: "Тэст", suspicious: false }] }) },
      priority: null,
    },
  ])("$why", ({ subscriber, alert, priority }) => {
    const recipient = recipientOf(anAlert(alert), aSubscriber(subscriber), now, zones);
    expect(recipient?.priority ?? null).toBe(priority);
  });

  test("the target carries how the reader wants it, and nothing of what the reader follows", () => {
    const wishes = {
      silent: true,
      discreet: true,
      deleteAfterHours: 24,
      language: "ru",
      ...follower,
    } as const;
    const recipient = recipientOf(anAlert(), aSubscriber(wishes), now, zones);
    expect(recipient?.target).toEqual({
      chatId: 5,
      threadId: null,
      language: "ru",
      discreet: true,
      silent: true,
      deleteAfterHours: 24,
    });
  });
});

describe("quiet hours", () => {
  const at = (iso: string): Date => new Date(iso);

  test.each<{ why: string; now: string; from: number; to: number; zone: string; until: string | null }>([
    {
      why: "at night",
      now: "2026-11-22T22:30:10Z",
      from: 23,
      to: 7,
      zone: "Europe/Vilnius",
      until: "2026-11-23T05:00:00Z",
    },
    {
      why: "after midnight",
      now: "2026-11-23T03:15:00Z",
      from: 23,
      to: 7,
      zone: "Europe/Vilnius",
      until: "2026-11-23T05:00:00Z",
    },
    { why: "by day", now: "2026-11-22T10:00:00Z", from: 23, to: 7, zone: "Europe/Vilnius", until: null },
    {
      why: "the hour of the end is not quiet",
      now: "2026-11-22T05:00:00Z",
      from: 23,
      to: 7,
      zone: "Europe/Vilnius",
      until: null,
    },
    {
      why: "within one day",
      now: "2026-11-22T11:59:59Z",
      from: 13,
      to: 15,
      zone: "Europe/Vilnius",
      until: "2026-11-22T13:00:00Z",
    },
    {
      why: "equal hours are none",
      now: "2026-11-22T10:00:00Z",
      from: 12,
      to: 12,
      zone: "Europe/Vilnius",
      until: null,
    },
    {
      why: "a zone of half hours",
      now: "2026-11-22T18:00:00Z",
      from: 22,
      to: 8,
      zone: "Asia/Kolkata",
      until: "2026-11-23T02:30:00Z",
    },
    {
      why: "the night when clocks go back",
      now: "2026-10-24T22:00:00Z",
      from: 23,
      to: 7,
      zone: "Europe/Vilnius",
      until: "2026-10-25T05:00:00Z",
    },
    {
      why: "the night when clocks go forward",
      now: "2026-03-28T22:00:00Z",
      from: 23,
      to: 7,
      zone: "Europe/Vilnius",
      until: "2026-03-29T04:00:00Z",
    },
    {
      why: "an hour that is skipped",
      now: "2026-03-28T22:00:00Z",
      from: 23,
      to: 3,
      zone: "Europe/Vilnius",
      until: "2026-03-29T01:00:00Z",
    },
    {
      why: "an unknown zone is UTC",
      now: "2026-11-22T23:30:00Z",
      from: 23,
      to: 7,
      zone: "Mars/Olympus",
      until: "2026-11-23T07:00:00Z",
    },
  ])("$why", ({ now: instant, from, to, zone, until }) => {
    const found = quietUntil(at(instant), { from, to }, zone, zones);
    expect(found?.toISOString() ?? null).toBe(until === null ? null : at(until).toISOString());
  });

  test("hold an alert back to their end, except an urgent one about a followed person", () => {
    const night = at("2026-11-22T22:30:00Z");
    const quiet = { quiet: { from: 23, to: 7 } };
    const plan = (change: Partial<Subscriber>, alert: Partial<Alert> = {}) =>
      recipientOf(
        anAlert(alert),
        aSubscriber({ ...quiet, ...change }),
        night,
        zones,
      )?.notBefore?.toISOString() ?? null;
    const morning = "2026-11-23T05:00:00.000Z";
    expect(plan({})).toBe(morning);
    expect(plan(follower)).toBeNull();
    expect(plan({ ...follower, urgentPasses: false })).toBe(morning);
    expect(plan(follower, { urgency: "ordinary" })).toBe(morning);
  });

  test("each hour is found before and after any instant of the year", () => {
    for (let hours = 0; hours < 366 * 24; hours += 7) {
      const instant = later(new Date("2026-01-01T00:10:00Z"), hours * 3_600_000);
      const next = nextHour(instant, 9, "Europe/Vilnius", zones);
      const last = lastHour(instant, 9, "Europe/Vilnius", zones);
      expect(zones.read(next, "Europe/Vilnius")).toMatchObject({ hour: 9, minute: 0 });
      expect(zones.read(last, "Europe/Vilnius")).toMatchObject({ hour: 9, minute: 0 });
      const apartHours = (next.getTime() - last.getTime()) / 3_600_000;
      expect([23, 24, 25]).toContain(apartHours);
      expect(last.getTime()).toBeLessThanOrEqual(instant.getTime());
      expect(next.getTime()).toBeGreaterThan(instant.getTime());
    }
  });
});

describe("a digest", () => {
  const daily = { rhythm: "daily", digestHour: 9, timeZone: "Europe/Vilnius" } as const;

  test.each<{ why: string; now: string; rhythm: "daily" | "weekly"; span: [string, string] | null }>([
    {
      why: "is due at its hour",
      now: "2026-11-22T07:00:30Z",
      rhythm: "daily",
      span: ["2026-11-21T07:00:00.000Z", "2026-11-22T07:00:00.000Z"],
    },
    {
      why: "is caught up with for three hours where nobody knows what was written down",
      now: "2026-11-22T09:59:00Z",
      rhythm: "daily",
      span: ["2026-11-21T07:00:00.000Z", "2026-11-22T07:00:00.000Z"],
    },
    { why: "then waits for the next", now: "2026-11-22T10:00:00Z", rhythm: "daily", span: null },
    { why: "is not due before", now: "2026-11-22T06:59:00Z", rhythm: "daily", span: null },
    {
      why: "of a week comes on Monday",
      now: "2026-11-23T07:00:00Z",
      rhythm: "weekly",
      span: ["2026-11-16T07:00:00.000Z", "2026-11-23T07:00:00.000Z"],
    },
    { why: "of a week comes on no other day", now: "2026-11-22T07:00:00Z", rhythm: "weekly", span: null },
    {
      why: "of a long day has 25 hours",
      now: "2026-10-25T07:00:00Z",
      rhythm: "daily",
      span: ["2026-10-24T06:00:00.000Z", "2026-10-25T07:00:00.000Z"],
    },
    {
      why: "of a short day has 23 hours",
      now: "2026-03-29T06:00:00Z",
      rhythm: "daily",
      span: ["2026-03-28T07:00:00.000Z", "2026-03-29T06:00:00.000Z"],
    },
  ])("$why", ({ now: instant, rhythm, span }) => {
    const due = digestDue({ ...daily, rhythm }, new Date(instant), zones, null);
    expect(due === null ? null : [due.from.toISOString(), due.to.toISOString()]).toEqual(span);
  });

  const runs = (until: string, ...gaps: [string, string][]): DigestRuns => ({
    until: Date.parse(until),
    gaps: gaps.map(([from, to]) => ({ from: Date.parse(from), to: Date.parse(to) })),
  });
  const onMonday = "2026-11-23T07:00:00.000Z";

  test.each<{
    why: string;
    now: string;
    rhythm?: "daily" | "weekly";
    seen: DigestRuns;
    span: [string, string] | null;
  }>([
    {
      why: "that is late comes at once",
      now: "2026-11-24T06:59:00Z",
      seen: runs("2026-11-23T06:00:00Z"),
      span: ["2026-11-22T07:00:00.000Z", onMonday],
    },
    {
      why: "that was written down is not due again",
      now: "2026-11-23T08:00:00Z",
      seen: runs(onMonday),
      span: null,
    },
    {
      why: "after days without one tells of them all",
      now: "2026-11-23T12:00:00Z",
      seen: runs("2026-11-20T12:00:00Z"),
      span: ["2026-11-20T07:00:00.000Z", onMonday],
    },
    {
      why: "of a week comes within 36 hours",
      rhythm: "weekly",
      now: "2026-11-24T18:59:00Z",
      seen: runs("2026-11-22T12:00:00Z"),
      span: ["2026-11-16T07:00:00.000Z", onMonday],
    },
    {
      why: "of a week waits for the next when it is older",
      rhythm: "weekly",
      now: "2026-11-24T19:00:00Z",
      seen: runs("2026-11-22T12:00:00Z"),
      span: null,
    },
    {
      why: "of a week then tells of both weeks",
      rhythm: "weekly",
      now: "2026-11-30T07:00:00Z",
      seen: runs("2026-11-30T06:59:00Z", ["2026-11-22T12:00:00Z", "2026-11-24T19:00:00Z"]),
      span: ["2026-11-16T07:00:00.000Z", "2026-11-30T07:00:00.000Z"],
    },
    {
      why: "of a week, once late, is followed by that of one week",
      rhythm: "weekly",
      now: "2026-11-30T07:00:00Z",
      seen: runs("2026-11-30T06:59:00Z", ["2026-11-22T12:00:00Z", "2026-11-24T18:00:00Z"]),
      span: [onMonday, "2026-11-30T07:00:00.000Z"],
    },
    {
      why: "reaches back over two outages",
      rhythm: "weekly",
      now: "2026-12-07T07:00:00Z",
      seen: runs(
        "2026-12-07T06:59:00Z",
        ["2026-11-22T12:00:00Z", "2026-11-25T07:00:00Z"],
        ["2026-11-29T12:00:00Z", "2026-12-02T07:00:00Z"],
      ),
      span: ["2026-11-16T07:00:00.000Z", "2026-12-07T07:00:00.000Z"],
    },
    {
      why: "does not come again in an hour that a clock set back shows twice",
      now: "2026-11-23T07:01:00Z",
      seen: runs("2026-11-23T08:05:00Z"),
      span: null,
    },
    {
      why: "does not wait for a clock that ran ahead for years",
      now: "2026-11-23T07:01:00Z",
      seen: runs("2031-01-01T00:00:00Z", ["2026-11-23T06:59:00Z", "2031-01-01T00:00:00Z"]),
      span: ["2026-11-22T07:00:00.000Z", onMonday],
    },
  ])("$why", ({ now: instant, rhythm = "daily", seen, span }) => {
    const due = digestDue({ ...daily, rhythm }, new Date(instant), zones, seen);
    expect(due === null ? null : [due.from.toISOString(), due.to.toISOString()]).toEqual(span);
  });

  test("holds what was decided in an hour that came again after it", () => {
    const before = new Date("2026-11-23T07:00:20Z");
    const written = digestRunsAfter(null, before);
    const setBack = later(before, -61 * 60_000);
    const seen = digestRunsAfter(written, setBack);
    const decidedAt = countedAt(seen, setBack);
    const due = digestDue(
      daily,
      later(before, DAY_MS),
      zones,
      digestRunsAfter(seen, later(before, DAY_MS - 60_000)),
    );
    expect(due?.from.getTime()).toBeLessThanOrEqual(decidedAt.getTime());
    expect(due?.to.getTime()).toBeGreaterThan(decidedAt.getTime());
    // Who decides by a clock that ran ahead for long is not held to it.
    expect(countedAt(runs("2031-01-01T00:00:00Z"), before)).toEqual(before);
    expect(countedAt(written, later(before, 60_000))).toEqual(later(before, 60_000));
  });

  test("tells of every instant once, whenever nobody looked", () => {
    const minutes = fc.array(fc.integer({ min: 1, max: 16 * 24 * 60 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(minutes, fc.constantFrom("daily" as const, "weekly" as const), (waits, rhythm) => {
        const wishes = { ...daily, rhythm } as const;
        let at = new Date("2026-02-02T07:00:00Z");
        let seen = digestRunsAfter(null, at);
        let told = at;
        for (const wait of [...waits, 60, 7 * 24 * 60, 7 * 24 * 60]) {
          at = later(at, wait * 60_000);
          const due = digestDue(wishes, at, zones, seen);
          seen = digestRunsAfter(seen, at);
          if (due === null) continue;
          expect(due.from).toEqual(told);
          told = due.to;
        }
      }),
    );
  });

  test.each([
    { why: "on time passes the quiet hours", minutesLate: 5, notBefore: null },
    { why: "that is late keeps them", minutesLate: 120, notBefore: new Date("2026-11-22T15:00:00Z") },
  ])("$why", ({ minutesLate, notBefore }) => {
    const to = new Date("2026-11-22T10:00:00Z");
    const reader = aSubscriber({ rhythm: "daily", quiet: { from: 9, to: 17 } });
    const planned = planDigests(
      { from: later(to, -DAY_MS), to },
      [anAlert()],
      [reader],
      nobody,
      later(to, minutesLate * 60_000),
    );
    expect(planned.map(({ recipients }) => recipients.map((each) => each.notBefore))).toEqual([[notBefore]]);
  });

  test("tells nobody of a time long before they waited for it, nor of what they were told then", () => {
    const span = { from: later(now, -DAY_MS), to: now };
    const alerts = [1, 4, 8].map((n) =>
      anAlert({ event: anEvent({ id: `e${n}` }), createdAt: later(now, -n * HOUR_MS) }),
    );
    const plan = (digestSince: Date | null, wasTold: typeof nobody) =>
      planDigests(span, alerts, [aSubscriber({ rhythm: "daily", digestSince })], wasTold, now).flatMap(
        (digest) => digest.alerts.map(({ event }) => event.id),
      );
    expect(plan(null, nobody)).toEqual(["e1", "e4", "e8"]);
    const fourHoursAgo = later(now, -4 * HOUR_MS);
    expect(plan(fourHoursAgo, nobody)).toEqual(["e1", "e4"]);
    expect(plan(later(now, -2 * HOUR_MS), () => true)).toEqual(["e1"]);
  });

  test("tells what seems to be of the time before because the clock was set back", () => {
    const digestSince = later(now, -HOUR_MS);
    const madeAfterIt = anAlert({ createdAt: later(digestSince, -158 * 60_000) });
    const span = { from: later(now, -DAY_MS), to: now };
    const reader = aSubscriber({ rhythm: "daily", digestSince });
    expect(planDigests(span, [madeAfterIt], [reader], nobody, now)).toHaveLength(1);
    expect(planDigests(span, [madeAfterIt], [reader], () => true, now)).toEqual([]);
  });

  const nobody = (): boolean => false;

  test("is one text for all who get the same, under an id that says nothing of them", () => {
    const span = { from: later(now, -DAY_MS), to: now };
    const alerts = [
      anAlert(),
      anAlert({ event: anEvent({ id: "arrest", kind: "arrest" }), urgency: "ordinary" }),
    ];
    const readers = [1, 2, 3, 4].map((chatId) =>
      aSubscriber({
        chat: { chatId, threadId: null },
        rhythm: "daily",
        ...(chatId === 3 ? { kinds: ["arrest"] } : {}),
        ...(chatId === 4 ? { kinds: ["health"] } : {}),
      }),
    );
    const digests = planDigests(span, alerts, readers, nobody, now);
    const chats = digests.map((digest) => digest.recipients.map(({ target }) => target.chatId));
    expect(chats).toEqual([[1, 2], [3]]);
    expect(digests.map(({ id }) => id)).toEqual(
      planDigests(span, alerts, readers.toReversed(), nobody, now)
        .map(({ id }) => id)
        .toReversed(),
    );
    for (const { recipients } of digests) expect(recipients.map(({ priority }) => priority)).not.toContain(3);
    // A row is of one chat and of what is before the colon.
    const [one, other] = digests.map(({ id }) => /^(digest-daily-\d+):(\d+)$/u.exec(id)?.slice(1));
    expect(one?.[0]).toBe(other?.[0]);
    expect(one?.[1]).not.toBe(other?.[1]);
  });

  test.each([
    { why: "leaves out what a follower was told at once", prefs: follower, told: true, alerts: [] },
    { why: "holds it for who follows only since then", prefs: follower, told: false, alerts: [1] },
    {
      why: "holds it for who wants nothing at once",
      prefs: { ...follower, urgentPasses: false },
      told: true,
      alerts: [1],
    },
  ])("$why", ({ prefs, told, alerts }) => {
    const span = { from: later(now, -DAY_MS), to: now };
    const digests = planDigests(
      span,
      [anAlert()],
      [aSubscriber({ rhythm: "daily", ...prefs })],
      () => told,
      now,
    );
    expect(digests.map((digest) => digest.alerts.length)).toEqual(alerts);
  });

  test("is longer for who chose an earlier hour since the last one, and begins where that ended", () => {
    const at = new Date("2026-11-23T07:01:00Z");
    const daily = (digestSince: string, digestChosenAt: string) =>
      aSubscriber({
        rhythm: "daily",
        digestSince: new Date(digestSince),
        digestChosenAt: new Date(digestChosenAt),
      });
    const begins = (subscriber: Subscriber) => {
      const groups = createDigestGroups(at, null);
      groups.add(subscriber);
      return groups.due().map(({ span }) => span.from.toISOString());
    };
    expect(begins(daily("2026-11-16T07:00:00Z", "2026-11-22T15:00:00Z"))).toEqual([
      "2026-11-16T07:00:00.000Z",
    ]);
    expect(begins(daily("2026-11-16T07:00:00Z", "2026-11-21T15:00:00Z"))).toEqual([
      "2026-11-22T07:00:00.000Z",
    ]);
    const alert = anAlert({ createdAt: new Date("2026-11-22T08:00:00Z") });
    const span = { from: new Date("2026-11-22T07:00:00Z"), to: new Date("2026-11-23T07:00:00Z") };
    // It stood in the digest of ten o'clock.
    const later = daily("2026-11-22T08:30:00Z", "2026-11-22T09:00:00Z");
    expect(planDigests(span, [alert], [later], nobody, at)).toEqual([]);
  });

  test("does not come late to who chose its hour only after it, but begins the next one where the last ended", () => {
    const begins = (minute: string, digestChosenAt: string) => {
      const groups = createDigestGroups(new Date(minute), null);
      const digestSince = new Date("2026-11-21T16:00:00Z");
      groups.add(aSubscriber({ rhythm: "daily", digestSince, digestChosenAt: new Date(digestChosenAt) }));
      return groups.due().map(({ span }) => span.from);
    };
    expect(begins("2026-11-22T07:05:00Z", "2026-11-22T07:04:00Z")).toEqual([]);
    expect(begins("2026-11-23T07:00:00Z", "2026-11-22T07:04:00Z")).toEqual([
      new Date("2026-11-21T16:00:00Z"),
    ]);
    expect(begins("2026-11-23T07:00:00Z", "2026-11-22T07:00:00Z")).toEqual([
      new Date("2026-11-22T07:00:00Z"),
    ]);
  });

  test("that was passed over in an outage is not the last one that ended", () => {
    const wishes = { rhythm: "weekly", digestHour: 9, timeZone: "UTC" } as const;
    const [sunday, monday, wednesday] = [22, 23, 25].map((day) => new Date(Date.UTC(2026, 10, day, 12)));
    const outage = { from: sunday?.getTime() ?? 0, to: wednesday?.getTime() ?? 0 };
    const end = (now = wednesday ?? new Date(0), gaps = [outage]) =>
      lastDigestEnd(wishes, { until: now.getTime(), gaps }, now).toISOString();
    expect(end()).toBe("2026-11-16T09:00:00.000Z");
    expect(end(wednesday, [])).toBe("2026-11-23T09:00:00.000Z");
    expect(end(monday, [{ ...outage, to: monday?.getTime() ?? 0 }])).toBe("2026-11-23T09:00:00.000Z");
  });

  test("gathers chats whose hour has come", () => {
    const groups = createDigestGroups(new Date("2026-11-22T07:01:00Z"), null);
    groups.add(aSubscriber());
    groups.add(aSubscriber({ rhythm: "daily" }));
    groups.add(aSubscriber({ rhythm: "daily", timeZone: "Europe/Warsaw" }));
    groups.add(aSubscriber({ rhythm: "daily", timeZone: "Europe/Warsaw", digestHour: 8 }));
    expect(groups.due().map(({ subscribers }) => subscribers[0]?.timeZone)).toEqual([
      "Europe/Vilnius",
      "Europe/Warsaw",
    ]);
  });

  test("fits into one message and counts what does not", () => {
    for (const language of LANGUAGES) {
      const messages = Array.from({ length: 30 }, (_, n) => ({
        html: `<b>${"радок ".repeat(60)}${n}</b>`,
        buttons: [],
      }));
      const digest = renderDigest("daily", language, false, messages);
      const read = parseTelegramHtml(digest.html);
      expect(read.ok).toBe(true);
      expect(digest.html.length).toBeLessThanOrEqual(4096);
      expect(digest.html).toMatch(/\d+/u);
    }
  });

  test.each(LANGUAGES)(
    "tells what, who, when and by whom with a link, and the numbers above, in %s",
    async (language) => {
      const options = { language, discreet: false, allowedHosts: new Set(["viasna.example"]), now };
      const events = [
        botEvent({ people: [named("Марыя Прыкладная", "test-list:1")] }),
        botEvent({
          id: "round",
          people: [named("Сяргей Прыкладны"), named("Ганна Прыкладная")],
          count: { n: 14, qualifier: "exact" },
        }),
        botEvent({ id: "arrest", kind: "arrest", releaseKind: null, people: [named("Пётр Прыкладны")] }),
        botEvent({ id: "doubt", kind: "arrest", certainty: "unconfirmed", people: [named("Ян Прыкладны")] }),
      ];
      const alerts = events.map((event) => anAlert({ event }));
      const entries = alerts.map((alert) => renderDigestEntry(alert, options));
      const digest = renderDigest("weekly", language, false, entries, digestNumbers(alerts, language));
      expect(parseTelegramHtml(digest.html).ok).toBe(true);
      await expect(digest.html).toMatchFileSnapshot(`./screens/digest.${language}.txt`);
      expect(digestNumbers(alerts.slice(0, 1), language)).toBe("");
    },
  );

  test("in discreet mode says nothing of the matter", () => {
    for (const language of LANGUAGES) {
      const { html } = renderDigest("daily", language, true, [{ html: "Тэст Прыкладны", buttons: [] }]);
      expect(html).not.toMatch(/Прыкладны|паліт|полит|politi|вызвал|освобо|releas|зняволен|заключ|prison/iu);
    }
  });
});

describe("a notice", () => {
  test.each(LANGUAGES)("tells moderators what happened, facts escaped (%s)", (language) => {
    const { html } = renderNotice(
      {
        key: "k",
        code: "source_blind",
        facts: { source: "viasna", reason: "<b>404 & more", odd: "x".repeat(9000) },
      },
      language,
    );
    expect(parseTelegramHtml(html)).toMatchObject({ ok: true });
    expect(html).toContain("&lt;b&gt;404 &amp; more");
    expect(html.length).toBeLessThanOrEqual(4096);
  });
});
