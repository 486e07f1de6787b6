import type { DoubtfulRow, PersonRecord } from "../domain/person.ts";
import { cellsKey, cellsOf, type Cells, type Column } from "../ingest/tracker-columns.ts";
import { recordOf } from "../ingest/tracker-record.ts";
import { sha256 } from "./tracker-bytes.ts";

/** More doubtful rows than this share of all: the file as a whole cannot be trusted. */
const DOUBTFUL_SHARE = 0.02;
const DOUBTFUL_FLOOR = 2;

const GIVEN_ID = /^[A-Za-z0-9_-]{1,24}$/u;

export type KnownRows = ReadonlyMap<string, PersonRecord>;

export type RowsReading =
  | {
      readonly ok: true;
      readonly records: readonly PersonRecord[];
      readonly doubtful: readonly DoubtfulRow[];
    }
  | { readonly ok: false; readonly reason: string };

/** Gathers the rows of one document, whatever its format, and settles at the end which can be trusted. */
export class RowGatherer {
  readonly #trackerId: string;
  readonly #records = new Map<string, PersonRecord>();
  readonly #doubtful: DoubtfulRow[] = [];
  #rows = 0;

  readonly #known: KnownRows | null;

  /** @param known the register's records: a row with the same hash is not read again */
  constructor(trackerId: string, known: KnownRows | null) {
    this.#trackerId = trackerId;
    this.#known = known;
  }

  /** @param fields one for each column; trailing empty ones may be missing, more than columns make it doubtful */
  addFields(columns: readonly (Column | null)[], fields: readonly string[]): void {
    const surplus = fields.slice(columns.length).some((field) => field.trim() !== "");
    const read = cellsOf(columns, fields);
    // A list of prisoners without a status column lists those whom it recognises.
    const cells = columns.includes("status") ? read : { status: "recognised", ...read };
    if (Object.keys(read).length === 0) return;
    // A row broken in two by a stray line break or comma: its values stand under wrong headings.
    const isBroken =
      surplus || (fields.length < columns.length && cells.status === undefined && hasStatus(columns));
    if (isBroken) this.#doubt(cells.id ?? null, "UNREADABLE_ROW");
    else this.add(cells, null);
  }

  /** @param url the person's page when the cells do not give it */
  add(cells: Cells, url: string | null): void {
    this.#rows += 1;
    const recordId = recordIdOf(cells, url);
    if (recordId === null) {
      this.#doubtful.push({ recordId: null, code: "UNREADABLE_ROW" });
      return;
    }
    const rowHash = sha256(cellsKey(cells)).slice(0, 32);
    const same = this.#known?.get(recordId);
    const record =
      same?.rowHash === rowHash
        ? same
        : recordOf(cells, { trackerId: this.#trackerId, recordId, url, rowHash });
    if ("fault" in record) {
      this.#doubtful.push({ recordId, code: "UNREADABLE_ROW" });
      return;
    }
    const before = this.#records.get(recordId);
    if (before === undefined) this.#records.set(recordId, record);
    else if (before.rowHash !== rowHash) this.#doubtful.push({ recordId, code: "SAME_ID_TWO_ROWS" });
  }

  #doubt(id: string | null, code: string): void {
    this.#rows += 1;
    this.#doubtful.push({ recordId: id !== null && GIVEN_ID.test(id) ? id : null, code });
  }

  finish(): RowsReading {
    if (this.#rows === 0) return { ok: false, reason: "no rows" };
    const allowed = Math.max(DOUBTFUL_FLOOR, Math.floor(this.#rows * DOUBTFUL_SHARE));
    const unreadable = this.#doubtful.length;
    if (unreadable > allowed || unreadable === this.#rows) {
      return { ok: false, reason: `${String(unreadable)} of ${String(this.#rows)} rows cannot be read` };
    }
    for (const { recordId } of this.#doubtful) if (recordId !== null) this.#records.delete(recordId);
    return { ok: true, records: [...this.#records.values()], doubtful: this.#doubtful };
  }
}

function hasStatus(columns: readonly (Column | null)[]): boolean {
  return columns.includes("status") && columns.includes("id");
}

/**
 * The list's own id. Lists without ids (human exports, the HTML table) give one made of the page and the birth
 * date, or of the name and both dates: shared pages and namesakes stay apart.
 */
function recordIdOf(cells: Cells, url: string | null): string | null {
  if (cells.id !== undefined) return GIVEN_ID.test(cells.id) ? cells.id : null;
  const page = cells.url ?? url;
  const marks =
    page === null
      ? [cells.name, cells.birthday, cells.arrested]
      : [page.replace(/^.*\/person\//u, ""), cells.arrested];
  return cells.name === undefined ? null : `h${sha256(JSON.stringify(marks)).slice(0, 20)}`;
}
