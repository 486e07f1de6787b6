import { setImmediate } from "node:timers/promises";

import { parse, type Parser } from "csv-parse";

import { columnOf, readHeader, type Column } from "../ingest/tracker-columns.ts";
import { Breather, looksLikeHtml } from "./tracker-bytes.ts";
import { RowGatherer, type KnownRows, type RowsReading } from "./tracker-rows.ts";

const CHUNK_CHARS = 16 * 1024;
/** The longest row that a list has is some kilobytes; a lost quote would make one of the rest of the file. */
const MAX_ROW_CHARS = 256 * 1024;

/** The mark that parts the known headings best. */
function delimiterOf(text: string): string {
  const header = text.slice(0, text.search(/[\r\n]/u) + 1 || text.length);
  const known = (mark: string): number =>
    header.split(mark).filter((heading) => columnOf(heading.replace(/^\s*"|"\s*$/gu, "")) !== null).length;
  return [",", ";", "\t"].toSorted((a, b) => known(b) - known(a))[0] ?? ",";
}

function openParser(text: string): Parser {
  return parse({
    delimiter: delimiterOf(text),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: MAX_ROW_CHARS,
  });
}

/** Feeds the text bit by bit: the parser is synchronous, and answers to commands must go between. */
async function feed(parser: Parser, text: string): Promise<void> {
  for (let at = 0; at < text.length && !parser.destroyed; at += CHUNK_CHARS) {
    parser.write(text.slice(at, at + CHUNK_CHARS));
    await setImmediate();
  }
  if (!parser.destroyed) parser.end();
}

/** A last row that ends in the middle of itself: the transfer was cut. */
function isCut(fields: readonly string[] | null, columns: readonly unknown[], text: string): boolean {
  return fields !== null && fields.length < columns.length && !/[\r\n]$/u.test(text);
}

/**
 * Reads an export of the list as CSV.
 * @param strict a list of Viasna: its columns are known and must be there
 */
export async function readCsv(
  document: string,
  trackerId: string,
  strict: boolean,
  known: KnownRows | null,
): Promise<RowsReading> {
  if (looksLikeHtml(document)) return { ok: false, reason: "HTML in place of CSV" };
  // Excel writes which delimiter it used.
  const text = document.replace(/^sep=.\r?\n/iu, "");
  const parser = openParser(text);
  const feeding = feed(parser, text);
  try {
    const reading = await gather(parser, new RowGatherer(trackerId, known), text, strict);
    parser.destroy();
    await feeding;
    return reading;
  } catch (error) {
    return { ok: false, reason: `broken CSV: ${codeOf(error)}` };
  }
}

async function gather(
  parser: Parser,
  rows: RowGatherer,
  text: string,
  strict: boolean,
): Promise<RowsReading> {
  let columns: readonly (Column | null)[] | null = null;
  let last: readonly string[] | null = null;
  const breather = new Breather();
  for await (const fields of parser as AsyncIterable<string[]>) {
    if (columns === null) {
      const header = readHeader(fields, strict);
      if (!header.ok) return header;
      columns = header.columns;
      continue;
    }
    rows.addFields(columns, fields);
    last = fields;
    await breather.rest();
  }
  if (columns === null) return { ok: false, reason: "no header" };
  return isCut(last, columns, text) ? { ok: false, reason: "truncated in its last row" } : rows.finish();
}

function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error && "code" in error ? error.code : null;
  if (code === "CSV_QUOTE_NOT_CLOSED") return "truncated inside a quoted field";
  return typeof code === "string" ? code : "unreadable";
}
