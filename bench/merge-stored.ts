import type { CaseEvent } from "../src/domain/event.ts";
import type { Finding } from "../src/domain/finding.ts";
import type { EventStore } from "../src/ports/event-store.ts";
import { createMerger } from "../src/merge/step.ts";
import type { Sqlite } from "../src/store/sqlite/database.ts";
import { sqliteEvents } from "../src/store/sqlite/events.ts";
import { saveFindings } from "../src/store/sqlite/findings.ts";
import { NOON } from "../test/contracts/samples.ts";
import { withTemporarySqlite } from "./support/temporary-sqlite.ts";

/**
 * The whole step on SQLite with all that it reads and writes, by processor time: as news comes, one by one, and in one
 * batch. A process that has run for a while, without waiting for the disk.
 *
 * @param batches each is merged once in one run and once one by one
 */
export function mergeStored(
  print: (line: string) => void,
  events: Iterable<CaseEvent>,
  warming: readonly Finding[],
  batches: Readonly<Record<string, (offset: number) => readonly Finding[]>>,
): Promise<void> {
  return withTemporarySqlite(async (sqlite) => {
    sqlite.db.$client.pragma("synchronous = OFF");
    const store = sqliteEvents(sqlite);
    sqlite.db.$client.exec("begin");
    for (const event of events) await store.saveRuling(event, LINE);
    sqlite.db.$client.exec("commit");
    const costOf = mergingIn(sqlite, store);
    await costOf(warming, warming.length);
    for (const [what, findings] of Object.entries(batches)) {
      const [single, batch] = [await costOf(findings(0), 1), await costOf(findings(1), BATCH)];
      print(
        `read, merged and stored on SQLite, CPU time: ${what}: ${single.toFixed(2)} ms one by one, ${batch.toFixed(2)} ms in a batch`,
      );
    }
  });
}

/** @returns merges findings, so many at once; gives milliseconds of the processor for each */
function mergingIn(
  sqlite: Sqlite,
  store: EventStore,
): (findings: readonly Finding[], atOnce: number) => Promise<number> {
  let serial = 0;
  const ids = { next: () => `new${String(++serial)}` };
  const log = { info() {}, warn() {}, error() {} };
  const mergeWaiting = createMerger({ store, clock: { now: () => NOON }, ids, log });
  return async (findings, atOnce) => {
    let spent = 0;
    for (let from = 0; from < findings.length; from += atOnce) {
      sqlite.write(() => {
        saveFindings(sqlite, findings.slice(from, from + atOnce), null);
      });
      const start = process.cpuUsage();
      await mergeWaiting();
      const { user, system } = process.cpuUsage(start);
      spent += (user + system) / 1000;
    }
    return spent / findings.length;
  };
}

const BATCH = 200;
const LINE = { at: NOON, who: "bench", action: "test", subject: "test", facts: {} };
