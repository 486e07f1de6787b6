import { beforeEach, describe, expect, test } from "vitest";

import type { Delivery, Settlement } from "../../src/domain/delivery.ts";
import { later, MINUTE_MS, SECOND_MS } from "../../src/domain/time.ts";
import type { NewsFigures } from "../../src/ports/figures.ts";
import type { Outbox } from "../../src/ports/outbox.ts";
import { systemTimer } from "../../src/system/timer.ts";
import { createDueSince } from "../../src/web/due-since.ts";
import { createMetrics, type Metrics } from "../../src/web/metrics.ts";
import { watchOutbox, type WatchedOutbox } from "../../src/web/metrics-delivery.ts";
import { createExposition, type StatePorts } from "../../src/web/metrics-state.ts";

const NOON = new Date("2026-03-10T12:00:00Z");
const seconds = (n: number): Date => later(NOON, n * SECOND_MS);
const CHAT = 48_151_623;

let metrics: Metrics;
beforeEach(() => {
  metrics = createMetrics("1.2.3", true);
});

async function lines(): Promise<readonly string[]> {
  return (await metrics.registry.metrics()).split("\n");
}

/** The value of a series, as Prometheus reads it; null: there is none. */
async function valueOf(series: string): Promise<number | null> {
  const line = (await lines()).find((each) => each.startsWith(`${series} `));
  return line === undefined ? null : Number(line.slice(series.length + 1));
}

describe("what becomes of deliveries", () => {
  let news: NewsFigures | null;
  let flying: readonly string[];
  let broken: boolean;
  let due: Delivery[];
  let watched: WatchedOutbox;

  beforeEach(() => {
    news = {
      publishedAt: seconds(-60),
      firstSeenAt: seconds(-20),
      decidedAt: seconds(-10),
      delivered: false,
    };
    flying = [];
    broken = false;
    due = [];
    const outbox: Pick<Outbox, "claimDue" | "writeDown"> = {
      claimDue: async () => due.splice(0),
      writeDown: async (_settled, sending) => {
        if (broken) throw new Error("disk full");
        return sending;
      },
    };
    watched = watchOutbox({
      // The deliverer uses no more of it here.
      outbox: outbox as Outbox,
      figures: { news: async () => news, flying: async () => flying },
      metrics,
    });
  });

  function aDelivery(id: string, act: Delivery["act"] = { kind: "send" }): Delivery {
    return {
      id,
      alertId: "e:1",
      target: {
        chatId: CHAT,
        threadId: null,
        language: "be",
        discreet: false,
        silent: false,
        deleteAfterHours: null,
      },
      act,
      priority: 2,
      unsureTries: 0,
      attempts: 0,
      expiresAt: seconds(3600),
    };
  }

  const sent = (at: Date): Settlement => ({ state: "sent", messageId: 1, at });

  async function settle(
    at: Date,
    ...settlements: readonly { id: string; settlement: Settlement }[]
  ): Promise<void> {
    await watched.outbox.writeDown(settlements, [], at);
  }

  async function claim(at: Date, ...deliveries: Delivery[]): Promise<void> {
    due.push(...deliveries);
    await watched.outbox.claimDue(at, 10, MINUTE_MS);
    // What is asked of the store beside the sender's way.
    await new Promise(setImmediate);
  }

  test.each<{ outcome: string; act?: Delivery["act"]; settlement: Settlement }>([
    { outcome: "sent", settlement: sent(NOON) },
    {
      outcome: "edited",
      act: { kind: "edit", messageId: 5 },
      settlement: { state: "sent", messageId: 5, at: NOON },
    },
    { outcome: "gone", settlement: { state: "gone", reason: "blocked" } },
    { outcome: "expired", settlement: { state: "expired", reason: "late" } },
    { outcome: "unsure", settlement: { state: "unsure", reason: "timeout" } },
    { outcome: "moved", settlement: { state: "moved", toChatId: -100 } },
    {
      outcome: "busy",
      settlement: { state: "queued", dueAt: NOON, unsure: false, tried: false, reason: "busy" },
    },
    {
      outcome: "again",
      settlement: { state: "queued", dueAt: NOON, unsure: true, tried: true, reason: "reset" },
    },
  ])("$outcome is counted, and nothing else", async ({ outcome, act, settlement }) => {
    await claim(NOON, aDelivery("a", act));
    await settle(NOON, { id: "a", settlement });
    for (const each of ["sent", "edited", "gone", "expired", "unsure", "moved", "busy", "again"]) {
      expect(await valueOf(`navoli_deliveries_total{outcome="${each}"}`)).toBe(each === outcome ? 1 : 0);
    }
  });

  test("what was given back untried, and what could not be written down, is not counted", async () => {
    await claim(NOON, aDelivery("a"), aDelivery("b"));
    const dueAt = NOON;
    await settle(NOON, {
      id: "a",
      settlement: { state: "queued", dueAt, unsure: false, tried: false, reason: "given_back" },
    });
    broken = true;
    await expect(settle(NOON, { id: "b", settlement: sent(NOON) })).rejects.toThrow("disk full");
    expect(await valueOf('navoli_deliveries_total{outcome="sent"}')).toBe(0);
    broken = false;
    await settle(NOON, { id: "b", settlement: sent(NOON) });
    expect(await valueOf('navoli_deliveries_total{outcome="sent"}')).toBe(1);
    expect(await valueOf('navoli_deliveries_total{outcome="again"}')).toBe(0);
  });

  test("the first delivery of news is measured from publication and from first sight, once", async () => {
    await claim(NOON, aDelivery("a"), aDelivery("b"));
    await settle(seconds(2), { id: "a", settlement: sent(seconds(2)) });
    await settle(seconds(9), { id: "b", settlement: sent(seconds(9)) });
    expect(await valueOf("navoli_publication_to_first_delivery_seconds_sum")).toBe(62);
    expect(await valueOf("navoli_publication_to_first_delivery_seconds_count")).toBe(1);
    expect(await valueOf("navoli_first_seen_to_first_delivery_seconds_sum")).toBe(22);
  });

  test("the last delivery is measured when nothing of the alert waits or flies any more", async () => {
    await claim(NOON, aDelivery("a"), aDelivery("b"), aDelivery("c"));
    await settle(seconds(2), { id: "a", settlement: sent(seconds(2)) });
    await claim(seconds(3));
    // One is put back for a while, one is sent.
    await settle(
      seconds(4),
      {
        id: "b",
        settlement: { state: "queued", dueAt: seconds(10), unsure: true, tried: true, reason: "reset" },
      },
      { id: "c", settlement: sent(seconds(4)) },
    );
    await claim(seconds(5));
    expect(await valueOf("navoli_publication_to_last_delivery_seconds_count")).toBe(0);
    await claim(seconds(10), aDelivery("b2"));
    await settle(seconds(11), { id: "b2", settlement: sent(seconds(11)) });
    flying = ["e:2", "other:1"];
    await claim(seconds(12));
    expect(await valueOf("navoli_publication_to_last_delivery_seconds_count")).toBe(0);
    flying = ["other:1"];
    await claim(seconds(13));
    await claim(seconds(14));
    expect(await valueOf("navoli_publication_to_last_delivery_seconds_count")).toBe(1);
    expect(await valueOf("navoli_publication_to_last_delivery_seconds_sum")).toBe(71);
    expect(await valueOf("navoli_decision_to_last_delivery_seconds_sum")).toBe(21);
  });

  test.each<{ why: string; change: () => void }>([
    {
      why: "somebody has already, from another replica or before a restart",
      change: () => (news = { ...aNews(), delivered: true }),
    },
    { why: "is no news, as a digest", change: () => (news = null) },
  ])("an alert that $why is not measured", async ({ change }) => {
    change();
    await claim(NOON, aDelivery("a"));
    await settle(seconds(2), { id: "a", settlement: sent(seconds(2)) });
    await claim(seconds(3));
    expect(await valueOf("navoli_publication_to_first_delivery_seconds_count")).toBe(0);
    expect(await valueOf("navoli_publication_to_last_delivery_seconds_count")).toBe(0);
    expect(await valueOf('navoli_deliveries_total{outcome="sent"}')).toBe(1);
  });

  test("rows that a later version took over while they waited belong to the same news", async () => {
    await claim(NOON, aDelivery("a"));
    await settle(seconds(2), { id: "a", settlement: sent(seconds(2)) });
    await claim(seconds(3), { ...aDelivery("b"), alertId: "e:2" });
    news = { ...aNews(), delivered: true };
    await settle(seconds(8), { id: "b", settlement: sent(seconds(8)) });
    await claim(seconds(9));
    expect(await valueOf("navoli_publication_to_first_delivery_seconds_count")).toBe(1);
    expect(await valueOf("navoli_publication_to_last_delivery_seconds_sum")).toBe(68);
  });

  test("news that are told a second time, when they are confirmed, are measured a second time", async () => {
    await claim(NOON, aDelivery("a"));
    await settle(seconds(2), { id: "a", settlement: sent(seconds(2)) });
    await claim(seconds(3));
    await claim(seconds(100), { ...aDelivery("b"), alertId: "e:2" });
    await settle(seconds(101), { id: "b", settlement: sent(seconds(101)) });
    await claim(seconds(102));
    expect(await valueOf("navoli_publication_to_first_delivery_seconds_count")).toBe(2);
    expect(await valueOf("navoli_publication_to_last_delivery_seconds_count")).toBe(2);
  });

  function aNews(): NewsFigures {
    return { publishedAt: NOON, firstSeenAt: NOON, decidedAt: NOON, delivered: false };
  }

  test("a source whose clock goes ahead gives no negative times", async () => {
    news = { ...aNews(), publishedAt: seconds(500) };
    await claim(NOON, aDelivery("a"));
    await settle(seconds(2), { id: "a", settlement: sent(seconds(2)) });
    expect(await valueOf("navoli_publication_to_first_delivery_seconds_sum")).toBe(0);
  });

  test("when a delivery last came to an end is known, a put-off one is no end", async () => {
    expect(watched.lastEndedAt()).toBe(null);
    await claim(NOON, aDelivery("a"));
    await settle(seconds(1), {
      id: "a",
      settlement: { state: "queued", dueAt: NOON, unsure: false, tried: false, reason: "busy" },
    });
    expect(watched.lastEndedAt()).toBe(null);
    await claim(NOON, aDelivery("a"));
    await settle(seconds(3), { id: "a", settlement: { state: "gone", reason: "blocked" } });
    expect(watched.lastEndedAt()).toEqual(seconds(3));
  });
});

describe("how things stand", () => {
  let subscribers: number;
  let hangs: boolean;
  let expose: ReturnType<typeof createExposition>;

  beforeEach(() => {
    subscribers = 149;
    hangs = false;
    const ports: StatePorts = {
      registry: metrics.registry,
      clock: { now: () => NOON },
      timer: systemTimer,
      outbox: {
        counts: () => (hangs ? new Promise(() => undefined) : Promise.resolve({ queued: 4, unsure: 1 })),
      },
      dueSince: async () => seconds(-30),
      switches: { halted: async () => ({ since: NOON, by: "M1", resumeAskedBy: null }) },
      sources: async () => [
        { id: "viasna", state: "ok", lastSuccess: seconds(-90) },
        { id: "paper", state: "broken", lastSuccess: null },
      ],
      delivery: () => ({ circuitOpen: true, storeFailing: false, shutForMs: 2400, inFlight: 2 }),
      lastPollAt: () => seconds(-5),
      leads: () => true,
      subscribers: () => subscribers,
    };
    expose = createExposition(ports);
  });

  test("is read when it is asked for", async () => {
    const { contentType, text } = await expose();
    expect(contentType).toMatch(/^text\/plain/u);
    expect(text.split("\n")).toEqual(
      expect.arrayContaining([
        "navoli_store_up 1",
        'navoli_build_info{version="1.2.3"} 1',
        'navoli_queue_deliveries{state="queued"} 4',
        'navoli_queue_deliveries{state="sending"} 0',
        "navoli_queue_oldest_due_seconds 30",
        'navoli_source_state{source="viasna",state="ok"} 1',
        'navoli_source_state{source="viasna",state="broken"} 0',
        'navoli_source_state{source="paper",state="broken"} 1',
        'navoli_source_success_age_seconds{source="viasna"} 90',
        "navoli_poll_age_seconds 5",
        "navoli_leader 1",
        "navoli_halted 1",
        "navoli_circuit_open 1",
        "navoli_gate_shut_seconds 2",
        "navoli_deliveries_in_flight 2",
      ]),
    );
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds /mu);
    expect(text).toMatch(/^process_resident_memory_bytes /mu);
    expect(text).not.toContain('navoli_source_success_age_seconds{source="paper"}');
  });

  test.each([
    [0, 0],
    [49, 0],
    [50, 50],
    [149, 100],
  ])("%d subscribers are told as %d", async (many, told) => {
    subscribers = many;
    expect((await expose()).text).toMatch(new RegExp(`^navoli_subscribers ${String(told)}$`, "mu"));
  });

  test("a database that hangs is told, and old values are not told as new", async () => {
    await expose();
    hangs = true;
    const { text } = await expose();
    expect(text).toMatch(/^navoli_store_up 0$/mu);
    expect(text).toMatch(/^navoli_leader 1$/mu);
    expect(text).not.toMatch(/^navoli_(queue|source|halted)\S* \d/mu);
  });
});

test("a delivery that the store cannot date has been due since it was first seen to wait", async () => {
  let waits = true;
  let since: Date | null = null;
  const dueSince = createDueSince({ due: async () => ({ waits, since }) });
  expect(await dueSince(NOON)).toEqual(NOON);
  expect(await dueSince(seconds(60))).toEqual(NOON);
  since = seconds(30);
  expect(await dueSince(seconds(70))).toEqual(seconds(30));
  waits = false;
  since = null;
  expect(await dueSince(seconds(80))).toBe(null);
  waits = true;
  expect(await dueSince(seconds(90))).toEqual(seconds(90));
});

test("answers are measured by command", async () => {
  metrics.answered("person", 0.02, "answered");
  metrics.answered("person", 0.3, "failed");
  metrics.polled("well");
  expect(await valueOf('navoli_answer_seconds_bucket{le="0.025",command="person",outcome="answered"}')).toBe(
    1,
  );
  expect(await valueOf('navoli_answer_seconds_count{command="person",outcome="failed"}')).toBe(1);
  expect(await valueOf('navoli_polls_total{outcome="well"}')).toBe(1);
});

test("every metric of ours says what it means and has a unit or a kind in its name", async () => {
  const ours = (await lines()).filter((line) => line.startsWith("# HELP navoli_"));
  expect(ours.length).toBeGreaterThan(5);
  for (const line of ours)
    expect(line).toMatch(/^# HELP navoli_[a-z_]+(?:_seconds|_total|_info) [A-Z].+\.$/u);
});
