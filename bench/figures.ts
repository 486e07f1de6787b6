import { performance } from "node:perf_hooks";
import { Registry } from "prom-client";

import { sqliteFigures } from "../src/store/sqlite/figures.ts";
import { systemTimer } from "../src/system/timer.ts";
import { createDueSince } from "../src/web/due-since.ts";
import { createExposition } from "../src/web/metrics-state.ts";
import { createReadiness } from "../src/web/readiness.ts";
import { chatIds, openDelivering, writeRows } from "../test/support/delivering.ts";

const READERS = 100_000;
const TIMES = 20;

/** What a scrape and a probe cost the process while a mass alert waits, against one turn of the sender. */
export async function run(print: (line: string) => void): Promise<void> {
  const all = await openDelivering({ root: "http://127.0.0.1:9" });
  const { outbox, switches, clock, sqlite } = all;
  await writeRows(all, { alertId: "e:1", chatIds: chatIds(READERS) });
  const figures = sqliteFigures(sqlite);
  const common = {
    clock,
    timer: systemTimer,
    outbox,
    switches,
    dueSince: createDueSince(figures),
    delivery: () => ({ circuitOpen: false, storeFailing: false, shutForMs: 0, inFlight: 0 }),
    lastPollAt: () => clock.now(),
  };
  const expose = createExposition({
    ...common,
    registry: new Registry(),
    sources: async () => [],
    leads: () => true,
    subscribers: () => READERS,
  });
  const ready = createReadiness({
    ...common,
    reading: { registerVersion: async () => 1 },
    figures,
    sends: true,
    lastEndedAt: () => null,
    pollsSince: () => clock.now(),
  });
  const turn = await median(() => outbox.claimDue(clock.now(), 250, 0));
  for (const [what, work] of [
    ["a scrape of /metrics", expose],
    ["a probe of /readyz", ready],
    ["how old the queue is", () => figures.due(clock.now())],
  ] as const) {
    const ms = await median(work);
    print(
      `${what}, ${String(READERS)} messages waiting: ${ms.toFixed(2)} ms, ${(ms / turn).toFixed(2)} times a claim of 250`,
    );
  }
  await all.sender.close();
  sqlite.close();
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < TIMES; n += 1) {
    const from = performance.now();
    await work();
    times.push(performance.now() - from);
  }
  return times.toSorted((a, b) => a - b)[TIMES / 2] ?? 0;
}
