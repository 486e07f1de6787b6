import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";

import type { TrackerSnapshot } from "../domain/person.ts";
import { TRACKER_KINDS, type TrackerKind } from "../domain/source.ts";
import { dayOf, startOf, type Day } from "../domain/time.ts";
import { SnapshotComparison } from "../ingest/tracker-compare.ts";
import type { TrackerEvent } from "../ingest/tracker-event.ts";
import { guardSnapshot } from "../ingest/tracker-guard.ts";
import type { Clock } from "../ports/clock.ts";
import type { SnapshotReader } from "../ports/source.ts";
import { createSnapshotReader } from "../sources/tracker-reader.ts";
import { systemClock } from "../system/machine.ts";
import type { Command, CommandIo } from "./command.ts";

interface Ports {
  readonly reader: SnapshotReader;
  readonly clock: Clock;
}

const USAGE =
  "usage: tracker-diff [--kind viasna-csv|viasna-html|people-csv|people-json] [--day YYYY-MM-DD] OLD NEW";
const DONE = 0;
const REFUSED = 1;
const WRONG_USAGE = 2;

/** `tracker-diff OLD NEW`: what the newer export of a list says that the older one did not. */
export const trackerDiff: Command = async (io) => {
  const request = requestOf(io.args);
  if (request === null) {
    io.stderr(USAGE);
    return WRONG_USAGE;
  }
  const bytes = await bytesOf([request.oldFile, request.newFile], io);
  if (bytes === null) return WRONG_USAGE;
  return compare({ reader: createSnapshotReader(), clock: systemClock }, request, bytes, io);
};

interface Request {
  readonly oldFile: string;
  readonly newFile: string;
  readonly kind: TrackerKind;
  readonly day: Day | null;
}

function requestOf(args: readonly string[]): Request | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { kind: { type: "string" }, day: { type: "string" } },
    });
    const [oldFile, newFile, ...rest] = positionals;
    if (oldFile === undefined || newFile === undefined || rest.length > 0) return null;
    const kind =
      values.kind === undefined ? kindByName(oldFile) : TRACKER_KINDS.find((one) => one === values.kind);
    const day = values.day ?? null;
    const isDay = day === null || (/^\d{4}-\d{2}-\d{2}$/u.test(day) && !Number.isNaN(startOf(day).getTime()));
    return kind === undefined || !isDay ? null : { oldFile, newFile, kind, day };
  } catch {
    return null;
  }
}

/** Both files are read as what the older one is: a page in place of a table is then refused. */
function kindByName(file: string): TrackerKind {
  if (/\.html?$/iu.test(file)) return "viasna-html";
  return /\.json$/iu.test(file) ? "people-json" : "viasna-csv";
}

async function bytesOf(files: readonly string[], io: CommandIo): Promise<readonly Uint8Array[] | null> {
  try {
    return await Promise.all(files.map((file) => readFile(file)));
  } catch (error) {
    io.stderr(error instanceof Error ? error.message : "cannot read the files");
    return null;
  }
}

async function compare(
  { reader, clock }: Ports,
  { kind, day }: Request,
  files: readonly Uint8Array[],
  io: CommandIo,
): Promise<number> {
  const snapshots: TrackerSnapshot[] = [];
  for (const [n, bytes] of files.entries()) {
    const reading = await reader.read(kind, "list", bytes, null, clock.now());
    if (!reading.ok) return refuse(io, `${n === 0 ? "old" : "new"} file: ${reading.reason}`);
    snapshots.push(reading.snapshot);
  }
  const [before, after] = snapshots;
  if (before === undefined || after === undefined) return WRONG_USAGE;
  const fault = guardSnapshot(before.records, after);
  if (fault !== null) return refuse(io, fault);
  const known = new Map(
    before.records.map((record) => [record.recordId, { record, presence: "listed" as const }]),
  );
  const comparison = new SnapshotComparison(known, after, { since: null, today: day ?? dayOf(clock.now()) });
  comparison.compareNext(after.records.length);
  const { events, reviews } = comparison.finish();
  const review = reviews.map(({ recordIds, code }) => ({ ids: recordIds, code }));
  io.stdout(JSON.stringify({ ok: true, events: events.map(shown), review }));
  return DONE;
}

function refuse(io: CommandIo, reason: string): number {
  io.stdout(JSON.stringify({ ok: false, reason }));
  return REFUSED;
}

function shown(event: TrackerEvent): Readonly<Record<string, unknown>> {
  const { recordId, releaseKind, modifiers, date, push, field, from, to, as, review } = event;
  const isRelease = releaseKind !== null;
  return {
    id: recordId,
    event: event.event,
    ...(isRelease ? { releaseKind, modifiers } : {}),
    ...(date !== null || isRelease ? { date: date?.value ?? null } : {}),
    ...(isRelease ? { precision: date?.precision ?? "between_snapshots" } : {}),
    ...(field === undefined ? {} : { field }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(as === undefined ? {} : { as }),
    push,
    ...(review === undefined ? {} : { reviewCode: review }),
  };
}
