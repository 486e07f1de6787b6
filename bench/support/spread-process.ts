import { monitorEventLoopDelay } from "node:perf_hooks";

import { createSpreader } from "../../src/alert/step.ts";
import type { Alert } from "../../src/domain/alert.ts";
import type { CaseEvent } from "../../src/domain/event.ts";
import { DAY_MS, later, onDay } from "../../src/domain/time.ts";
import { createRoster } from "../../src/subscribers/roster.ts";
import { systemTimer } from "../../src/system/timer.ts";
import { openDelivering } from "../../test/support/delivering.ts";

/** What a start with many subscribers and a fan-out to all of them take, in a process of its own. */
export interface SpreadFigures {
  readonly readers: number;
  readonly buildMs: number;
  /** Processor time, which other work on the machine does not stretch. */
  readonly buildCpuMs: number;
  readonly queued: number;
  readonly spreadMs: number;
  readonly spreadCpuMs: number;
  readonly delayP99Ms: number;
  readonly delayMostMs: number;
  readonly rssMiB: number;
}

/** Invented. */
function anEvent(now: Date): CaseEvent {
  return {
    id: "evt",
    version: 1,
    kind: "release",
    people: [{ personId: "list:10", name: "Тэст Прыкладны", suspicious: false }],
    count: null,
    happenedOn: onDay(now.toISOString().slice(0, 10)),
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
  };
}

async function measure(path: string): Promise<SpreadFigures> {
  const all = await openDelivering({ root: "http://127.0.0.1:9", path, withoutRoster: true });
  const { alerts, subscribers, clock } = all;
  const now = clock.now();
  const buildCpu = process.cpuUsage();
  const buildFrom = performance.now();
  const roster = createRoster(await subscribers.all());
  const buildMs = performance.now() - buildFrom;
  const buildCpuMs = cpuMsSince(buildCpu);
  const alert: Alert = {
    id: "evt:1",
    event: anEvent(now),
    purpose: "new",
    urgency: "urgent",
    createdAt: now,
    expiresAt: later(now, DAY_MS),
  };
  let waiting: readonly Alert[] = [alert];
  const spreader = createSpreader({
    alerts: {
      ...alerts,
      unspread: async () => waiting,
      enqueue: async (of, recipients, done) => {
        await alerts.enqueue(of, recipients, done);
        if (done) waiting = [];
      },
    },
    audience: roster,
    reading: { person: async () => null },
    clock,
    timer: systemTimer,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    allowedHosts: new Set(),
    moderators: () => Promise.resolve([]),
    written: () => undefined,
  });
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const spreadCpu = process.cpuUsage();
  const spreadFrom = performance.now();
  await spreader.spread();
  const spreadMs = performance.now() - spreadFrom;
  const spreadCpuMs = cpuMsSince(spreadCpu);
  delay.disable();
  const { queued = 0 } = await all.outbox.counts();
  const figures = {
    readers: roster.size,
    buildMs,
    buildCpuMs,
    queued,
    spreadMs,
    spreadCpuMs,
    delayP99Ms: delay.percentile(99) / 1e6,
    delayMostMs: delay.max / 1e6,
    rssMiB: process.memoryUsage().rss / 2 ** 20,
  };
  await all.close();
  return figures;
}

function cpuMsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

process.send?.(await measure(process.argv[2] ?? ""));
