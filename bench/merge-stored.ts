import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CaseEvent } from "../src/domain/event.ts";
import type { Finding } from "../src/domain/finding.ts";
import { createMerger } from "../src/merge/step.ts";
import { sqliteEvents } from "../src/store/sqlite/events.ts";
import { saveFindings } from "../src/store/sqlite/findings.ts";
import { openSqlite } from "../src/store/sqlite/open.ts";
import { NOON } from "../test/contracts/samples.ts";

/**
 * The whole step on SQLite with all that it reads and writes, by processor time: as news comes, one by one, and in one
 * batch. A process that has run for a while, without waiting for the disk.
 *
 * @param batches each is merged once in one run and once one by one
 */
export async function mergeStored(
  print: (line: string) => void,
  events: Iterable<CaseEvent>,
  warming: readonly Finding[],
  batches: Readonly<Record<string, (offset: number) => readonly Finding[]>>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "navoli-bench-"));
  try {
    const opened = openSqlite({
      path: join(folder, "navoli.db"),
      migrationsFolder: join(import.meta.dirname, "../migrations/sqlite"),
      dataKey: new Uint8Array(32).fill(1),
      clock: { now: () => NOON },
      owner: true,
    });
    if (opened.kind !== "open") throw new Error(opened.reason);
    const { sqlite } = opened;
    sqlite.db.$client.pragma("synchronous = OFF");
    const store = sqliteEvents(sqlite);
    sqlite.db.$client.exec("begin");
    for (const event of events) await store.saveRuling(event, LINE);
    sqlite.db.$client.exec("commit");
    let serial = 0;
    const ids = { next: () => `new${String(++serial)}` };
    const log = { info() {}, warn() {}, error() {} };
    const mergeWaiting = createMerger({ store, clock: { now: () => NOON }, ids, log });
    const costOf = async (findings: readonly Finding[], at: number): Promise<number> => {
      let spent = 0;
      for (let from = 0; from < findings.length; from += at) {
        sqlite.write(() => {
          saveFindings(sqlite, findings.slice(from, from + at), null);
        });
        const start = process.cpuUsage();
        await mergeWaiting();
        const { user, system } = process.cpuUsage(start);
        spent += (user + system) / 1000;
      }
      return spent / findings.length;
    };
    await costOf(warming, warming.length);
    for (const [what, findings] of Object.entries(batches)) {
      const [single, batch] = [await costOf(findings(0), 1), await costOf(findings(1), BATCH)];
      print(
        `read, merged and stored on SQLite, CPU time: ${what}: ${single.toFixed(2)} ms one by one, ${batch.toFixed(2)} ms in a batch`,
      );
    }
    sqlite.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const BATCH = 200;
const LINE = { at: NOON, who: "bench", action: "test", subject: "test", facts: {} };
