import { describe, expect, test } from "vitest";
import type { Lease, Leases } from "../../src/ports/replicas.ts";
import { createLeadership } from "../../src/system/leadership.ts";
import { VirtualTime } from "../support/virtual-time.ts";

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** One lease for all replicas of a test, kept as the database keeps it. */
function aLeaseTable(time: VirtualTime) {
  const row = { holder: "", token: 0, untilMs: -1, slotMs: -1 };
  const unreachable = new Set<string>();
  const leasesOf = (holder: string): Leases => ({
    take: async (name, forMs) => {
      if (unreachable.has(holder)) throw new Error("no database");
      if (row.holder !== holder && row.untilMs >= time.nowMs()) return null;
      if (row.holder !== holder) Object.assign(row, { holder, token: row.token + 1 });
      row.untilMs = time.nowMs() + forMs;
      return { name, token: row.token };
    },
    release: async ({ token }) => {
      if (token === row.token) row.untilMs = -1;
    },
    begin: async ({ token }, slot) => {
      const isNew = token === row.token && slot.getTime() > row.slotMs;
      if (isNew) row.slotMs = slot.getTime();
      return isNew;
    },
    under: (lease: Lease, work) => {
      if (lease.token !== row.token) throw new Error("lost");
      return work();
    },
  });
  return { leasesOf, unreachable };
}

function aPair() {
  const time = new VirtualTime(new Date("2026-11-05T12:00:00Z"));
  const { leasesOf, unreachable } = aLeaseTable(time);
  const told: string[] = [];
  const replica = (name: string) =>
    createLeadership(
      { leases: leasesOf(name), timer: time, log: SILENT },
      {
        name: "poller",
        gained: async () => void told.push(`${name} leads`),
        lost: async () => void told.push(`${name} follows`),
      },
    );
  return { time, told, unreachable, a: replica("a"), b: replica("b") };
}

describe("one leader among replicas", () => {
  test("only the first leads, and the other does nothing", async () => {
    const { time, told, a, b } = aPair();
    await a.start();
    await b.start();
    await time.advance(10_000);
    const done: string[] = [];
    await a.lead(async () => void done.push("a"));
    await b.lead(async () => void done.push("b"));
    expect([told, done]).toEqual([["a leads"], ["a"]]);
  });

  test("a leader that loses its database stops by itself before another begins", async () => {
    const { time, told, unreachable, a, b } = aPair();
    await a.start();
    await b.start();
    unreachable.add("a");
    await time.advance(5000);
    expect(told).toEqual(["a leads", "a follows", "b leads"]);
    expect([a.leads(), b.leads()]).toEqual([false, true]);
  });

  test("a leader that is stopped hands over at the next look", async () => {
    const { time, told, a, b } = aPair();
    await a.start();
    await b.start();
    const stopped = a.stop();
    await time.advance(1100);
    await stopped;
    await time.advance(1100);
    expect(told).toEqual(["a leads", "a follows", "b leads"]);
  });

  test("a time of the schedule is begun once, whoever leads when it comes", async () => {
    const { time, unreachable, a, b } = aPair();
    await a.start();
    await b.start();
    const slot = new Date("2026-11-05T12:01:00Z");
    const begun: string[] = [];
    await a.leadAt(slot, async () => void begun.push("a"));
    unreachable.add("a");
    await time.advance(5000);
    await b.leadAt(slot, async () => void begun.push("b"));
    await b.leadAt(new Date("2026-11-05T12:02:00Z"), async () => void begun.push("b next"));
    expect(begun).toEqual(["a", "b next"]);
  });
});
