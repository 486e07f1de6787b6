import { cleanCell, columnOf, type Cells, type Column } from "../ingest/tracker-columns.ts";
import { Breather, looksLikeHtml } from "./tracker-bytes.ts";
import { RowGatherer, type KnownRows, type RowsReading } from "./tracker-rows.ts";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Under these names documents keep their list. */
const LIST_KEYS = ["people", "persons", "prisoners", "records", "data", "items"];

function peopleIn(document: Json): readonly Json[] | null {
  if (Array.isArray(document)) return document as readonly Json[];
  if (document === null || typeof document !== "object") return null;
  for (const key of LIST_KEYS) {
    const value = (document as Readonly<Record<string, Json>>)[key];
    if (Array.isArray(value)) return value as readonly Json[];
  }
  return null;
}

/** `{value}`, `{text}`, `{raw}` and lists of them as plain text; lists are joined by semicolons. */
function textOf(value: Json | undefined): string | null {
  if (value === null || value === undefined || value === false) return null;
  if (typeof value === "string") return value;
  if (typeof value === "number" || value === true) return String(value);
  if (Array.isArray(value)) {
    return (value as readonly Json[]).flatMap((one) => textOf(one) ?? []).join("; ");
  }
  const parts = value as Readonly<Record<string, Json>>;
  const main = ["value", "code", "raw", "text", "facility_raw", "title", "name"]
    .map((key) => parts[key])
    .find((part) => part !== undefined && part !== null);
  const address = textOf(parts["address"] ?? parts["address_raw"]);
  const words = textOf(main);
  return words !== null && address !== null ? `${words}\n${address}` : words;
}

/** Unknown keys are left out: JSON names each value, so nothing can slip under a wrong heading. */
function cellsOfObject(person: Readonly<Record<string, Json>>): Cells {
  const cells: Partial<Record<Column, string>> = {};
  for (const [key, value] of Object.entries(person)) {
    const column = columnOf(key);
    const text = cleanCell(textOf(value) ?? "");
    if (column === null || column === "photo" || text === null) continue;
    const before = cells[column];
    cells[column] = before === undefined ? text : `${before}; ${text}`;
  }
  return { status: "recognised", ...cells };
}

/** Reads another organisation's list as JSON: an array of objects, or one under `people`, `persons`, `records` … */
export async function readJson(
  text: string,
  trackerId: string,
  known: KnownRows | null,
): Promise<RowsReading> {
  if (looksLikeHtml(text)) return { ok: false, reason: "HTML in place of JSON" };
  let people: readonly Json[] | null;
  try {
    people = peopleIn(JSON.parse(text.replace(/^\ufeff/u, "")) as Json);
  } catch {
    return { ok: false, reason: "broken JSON" };
  }
  if (people === null) return { ok: false, reason: "no list of people in the JSON" };
  const gatherer = new RowGatherer(trackerId, known);
  const breather = new Breather();
  for (const person of people) {
    if (person !== null && typeof person === "object" && !Array.isArray(person)) {
      gatherer.add(cellsOfObject(person as Readonly<Record<string, Json>>), null);
    }
    await breather.rest();
  }
  return gatherer.finish();
}
