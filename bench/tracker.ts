import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";

import type { TrackerSource } from "../src/domain/source.ts";
import { instant } from "../src/domain/time.ts";
import { pollDueTrackers, type TrackerPollPorts } from "../src/ingest/tracker-step.ts";
import type { Log } from "../src/ports/log.ts";
import { createSnapshotReader } from "../src/sources/tracker-reader.ts";
import { openSqlite } from "../src/store/sqlite/open.ts";
import { sqliteTrackers } from "../src/store/sqlite/register.ts";
import { sqliteSources } from "../src/store/sqlite/sources.ts";
import { systemTimer } from "../src/system/timer.ts";
import { aRow, bytesOf, toCsv, type Row } from "../test/support/tracker-fixtures.ts";

/** As many rows, and as many of each status, as the list had on 2026-08-30. */
const ACTIVE = 889;
const FORMER = 3953;
const WITHOUT_STATUS = 3854;
const RELEASED = 52;
const BIO =
  "родился в Выдуманске, работал инженером, задержан дома после обыска, осужден за участие в протестах, " +
  "которых в этом примере не было; в колонии лишали передач и свиданий. ";
const START = Date.UTC(2026, 7, 30, 6);

const MIB = 1024 * 1024;
const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

function statusAt(n: number): string {
  return n < ACTIVE ? "active" : n < ACTIVE + FORMER ? "former" : "np";
}

function theList(): readonly Row[] {
  return Array.from({ length: ACTIVE + FORMER + WITHOUT_STATUS }, (_, n) => {
    const status = statusAt(n);
    const description = BIO.repeat(1 + (n % 3));
    return aRow(n, status === "active" ? { status, description } : { status, description, prison: "" });
  });
}

/** A day later: a round of pardons, ten verdicts' worth of details, three new people, two rows gone. */
function aDayLater(list: readonly Row[]): readonly Row[] {
  const out = { status: "former", prison: "", description: "помилован, вывезен", release_date: "2026-08-30" };
  const next = list.map((row, n) =>
    n < RELEASED ? { ...row, ...out } : n < 62 ? { ...row, judge: "" } : row,
  );
  return [...next.slice(0, -2), ...[1, 2, 3].map((n) => aRow(90_000 + n, { arrested: "2026-08-25" }))];
}

/** The same rows in another spelling: every one is compared and written anew. */
function allSpelledAnew(list: readonly Row[]): readonly Row[] {
  return list.map((row) => ({ ...row, clusters: "Тестовое дело" }));
}

interface Bench {
  readonly serve: (body: Uint8Array, hours: number) => void;
  readonly poll: () => Promise<string>;
  readonly close: () => void;
}

function open(): Bench {
  const folder = mkdtempSync(join(tmpdir(), "navoli-bench-"));
  let now = instant(START);
  let body: Uint8Array = new Uint8Array();
  const clock = { now: () => now };
  const opened = openSqlite({
    path: join(folder, "bench.db"),
    migrationsFolder: "migrations/sqlite",
    dataKey: new Uint8Array(32).fill(7),
    clock,
    owner: true,
  });
  if (opened.kind !== "open") throw new Error(opened.reason);
  const tracker: TrackerSource = {
    id: "list",
    outlet: "List",
    kind: "viasna-csv",
    url: "https://list.example/export.csv",
    mirrors: [],
    everyMs: null,
    status: "active",
    note: null,
  };
  const ports: TrackerPollPorts = {
    trackers: [tracker],
    sources: sqliteSources(opened.sqlite),
    store: sqliteTrackers(opened.sqlite),
    fetcher: {
      fetch: () =>
        Promise.resolve({
          kind: "body",
          bytes: body,
          contentType: "text/csv",
          validators: { etag: null, lastModified: null },
          freshFor: { maxAgeMs: null, expiresMs: null, retryAfterMs: null },
          permanentUrl: null,
        }),
    },
    reader: createSnapshotReader(),
    clock,
    timer: systemTimer,
    random: { next: () => 0.5 },
    log: silent,
  };
  return {
    serve: (bytes, hours) => {
      body = bytes;
      now = instant(START + hours * 3_600_000);
    },
    poll: async () => {
      const [row] = await pollDueTrackers(ports);
      if (row === undefined) throw new Error("nothing was due");
      return `${row.outcome}, ${String(row.added)} new, ${String(row.edited)} changed, ${String(row.findings)} findings${row.reason === null ? "" : `, ${row.reason}`}`;
    },
    close: () => {
      opened.sqlite.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Runs one poll while a histogram watches how late timers come. */
async function measured(bench: Bench, name: string, print: (line: string) => void): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  // The histogram must have seen a free loop before it sees a busy one.
  await setTimeout(50);
  delay.reset();
  const start = performance.now();
  const said = await bench.poll();
  const ms = performance.now() - start;
  await setTimeout(20);
  delay.disable();
  const memory = process.memoryUsage.rss() / MIB;
  print(
    `${name}: ${ms.toFixed(0)} ms, event loop at most ${(delay.max / 1e6).toFixed(0)} ms late, ` +
      `${memory.toFixed(0)} MiB resident (${said})`,
  );
}

/** A list of 8,696 people read, compared and stored on a fresh database in a file. */
export async function run(print: (line: string) => void): Promise<void> {
  const list = theList();
  const [first, second, third] = [list, aDayLater(list), allSpelledAnew(aDayLater(list))].map((rows) =>
    bytesOf(toCsv(rows)),
  );
  if (first === undefined || second === undefined || third === undefined) return;
  print(`export: ${String(list.length)} rows, ${(first.byteLength / MIB).toFixed(1)} MiB`);
  const bench = open();
  try {
    bench.serve(first, 0);
    await measured(bench, "first snapshot", print);
    bench.serve(first, 7);
    await measured(bench, "unchanged snapshot", print);
    bench.serve(second, 14);
    await measured(bench, "a day later", print);
    bench.serve(third, 21);
    await measured(bench, "every row changed", print);
  } finally {
    bench.close();
  }
}
