import { load } from "cheerio";

import { cellsOf, readHeader, type Cells, type Column } from "../ingest/tracker-columns.ts";
import { Breather } from "./tracker-bytes.ts";
import { RowGatherer, type KnownRows, type RowsReading } from "./tracker-rows.ts";

/** A table of 8,696 rows in one tree blocks for a second: it is read in slices of rows. */
/** So many rows are one tree. */
const SLICE_ROWS = 50;
/** Rows of a real list have a kilobyte or two. */
const MAX_SLICE_CHARS = 512 * 1024;
/** And some twenty tags; deep nesting costs the square of its depth. */
const MAX_SLICE_TAGS = 6000;
const ROW_END = /<\/tr\s*>/giu;
const SITE = "https://prisoners.spring96.org";

interface CellOfTable {
  readonly text: string;
  readonly href: string | null;
  readonly address: string | null;
}

function rowsIn(html: string): readonly (readonly CellOfTable[])[] {
  // The tolerant tokenizer: linear whatever the markup, unlike a browser's tree.
  const $ = load(html, { xml: { xmlMode: false } });
  return $("tr")
    .toArray()
    .map((row) =>
      $(row)
        .children("td, th")
        .toArray()
        .map((cell) => ({
          text: $(cell).text(),
          href: $(cell).find("a[href]").first().attr("href") ?? null,
          address: $(cell).find("[data-address]").first().attr("data-address") ?? null,
        })),
    )
    .filter((cells) => cells.length > 0);
}

function slicesOf(table: string): readonly string[] {
  const slices: string[] = [];
  let from = 0;
  let rows = 0;
  for (const match of table.matchAll(ROW_END)) {
    rows += 1;
    if (rows % SLICE_ROWS !== 0) continue;
    const end = match.index + match[0].length;
    slices.push(table.slice(from, end));
    from = end;
  }
  return [...slices, table.slice(from)];
}

function isOvergrown(slice: string): boolean {
  return slice.length > MAX_SLICE_CHARS || slice.split("<", MAX_SLICE_TAGS + 1).length > MAX_SLICE_TAGS;
}

/** Links of the list's own site only; others would end in messages. */
function pageUrl(href: string | null): string | null {
  if (href === null) return null;
  const url = URL.parse(href, SITE);
  return url !== null && url.origin === SITE && url.username === "" ? url.href : null;
}

function rowCells(columns: readonly (Column | null)[], row: readonly CellOfTable[]): Cells {
  const cells = cellsOf(
    columns,
    row.map(({ text }) => text),
  );
  const address = row.find((cell) => cell.address !== null && cell.address.trim() !== "")?.address;
  return address === undefined || address === null ? cells : { ...cells, "prison/address": address.trim() };
}

/** Reads the list's HTML table (`table#table`), the fall-back when there is no export. It gives no ids. */
export async function readHtmlTable(
  text: string,
  trackerId: string,
  known: KnownRows | null,
): Promise<RowsReading> {
  const start = text.search(/<table\b[^>]{0,500}\bid\s?=\s?["']?table\b/iu);
  const end = start === -1 ? -1 : text.indexOf("</table", start);
  if (start === -1) return { ok: false, reason: "no table of prisoners" };
  if (end === -1) return { ok: false, reason: "truncated: the table does not end" };
  const gatherer = new RowGatherer(trackerId, known);
  const breather = new Breather();
  let columns: readonly (Column | null)[] | null = null;
  for (const slice of slicesOf(text.slice(text.indexOf(">", start) + 1, end))) {
    if (isOvergrown(slice)) return { ok: false, reason: "rows too large" };
    for (const row of rowsIn(slice)) {
      if (columns === null) {
        const header = readHeader(
          row.map((cell) => cell.text),
          true,
        );
        if (!header.ok) return header;
        columns = header.columns;
        continue;
      }
      const url = pageUrl(row.find((cell) => cell.href !== null)?.href ?? null);
      gatherer.add(rowCells(columns, row), url);
    }
    await breather.rest();
  }
  return gatherer.finish();
}
