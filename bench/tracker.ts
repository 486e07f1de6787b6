import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";

import type { TrackerSource } from "../src/domain/source.ts";
import { instant } from "../src/domain/time.ts";
import { pollDueTrackers, type TrackerPollPorts } from "../src/ingest/tracker-step.ts";
import type { Log } from "../src/ports/log.ts";
import { createSnapshotReader } from "../src/sources/tracker-reader.ts";
import { openSqlite } from "../src/store/sqlite/open.ts";
import { sqliteTrackers } from "../src/store/sqlite/register.ts";
import { sqliteSources } from "../src/store/sqlite/sources.ts";
import { systemTimer } from "../src/system/timer.ts";
import { aRow, toCsv, type Row } from "../test/support/tracker-fixtures.ts";

/** As many rows, and as many of each status, as the list had on 2026-08-30. */
const ACTIVE = 889;
const FORMER = 3953;
const WITHOUT_STATUS = 3854;
const RELEASED = 52;
const BIO =
  "родился в Выдуманске, работал инженером, задержан дома после обыска, осужден за участие в протестах, " +
  "которых в этом примере не было; в колонии лишали передач и свиданий. ";
const START = Date.UTC(2026, 7, 30, 6);

const execFileAsync = promisify(execFile);
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

function open(folder: string): Bench {
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
  const rssBefore = process.memoryUsage.rss();
  const cpuBefore = process.cpuUsage();
  const start = performance.now();
  const said = await bench.poll();
  const ms = performance.now() - start;
  const cpu = process.cpuUsage(cpuBefore);
  const grown = (process.memoryUsage.rss() - rssBefore) / MIB;
  await setTimeout(20);
  delay.disable();
  print(
    `${name}: ${ms.toFixed(0)} ms (${((cpu.user + cpu.system) / 1000).toFixed(0)} ms of a core), ` +
      `event loop at most ${(delay.max / 1e6).toFixed(0)} ms late, ${grown.toFixed(0)} MiB more resident (${said})`,
  );
}

/** Files of the snapshots, in the order in which they are served. */
const FILES = ["first.csv", "later.csv", "anew.csv"] as const;

/** A list of 8,696 people read, compared and stored on a fresh database in a file; in a process of its own. */
export async function measure(folder: string, print: (line: string) => void): Promise<void> {
  const [first, second, third] = FILES.map((file) => readFileSync(join(folder, file)));
  if (first === undefined || second === undefined || third === undefined) return;
  print(
    `before the first poll: ${(process.memoryUsage.rss() / MIB).toFixed(0)} MiB resident, runtime and exports included`,
  );
  const bench = open(folder);
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

/** Making the lists takes more memory than reading them, so they are read by another process. */
export async function run(print: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "navoli-bench-"));
  try {
    const list = theList();
    const snapshots = [list, aDayLater(list), allSpelledAnew(aDayLater(list))].map((rows) => toCsv(rows));
    for (const [n, csv] of snapshots.entries()) writeFileSync(join(folder, FILES[n] ?? ""), csv);
    const size = Buffer.byteLength(snapshots[0] ?? "") / MIB;
    print(`export: ${String(list.length)} rows, ${size.toFixed(1)} MiB`);
    const script = `import { measure } from ${JSON.stringify(import.meta.url)}; await measure(${JSON.stringify(folder)}, console.log);`;
    // As `npm start` runs it.
    const small = "--max-semi-space-size=2";
    const child = await execFileAsync(process.execPath, [small, "--input-type=module", "--eval", script]);
    for (const line of child.stdout.trim().split("\n")) print(line);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
