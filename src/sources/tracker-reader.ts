import type { TrackerKind } from "../domain/source.ts";
import type { SnapshotReader } from "../ports/source.ts";
import { breathe, decodeText, sha256 } from "./tracker-bytes.ts";
import { readCsv } from "./tracker-csv.ts";
import { readHtmlTable } from "./tracker-html.ts";
import { readJson } from "./tracker-json.ts";
import type { KnownRows, RowsReading } from "./tracker-rows.ts";

async function readAs(
  kind: TrackerKind,
  text: string,
  trackerId: string,
  known: KnownRows | null,
): Promise<RowsReading> {
  switch (kind) {
    case "viasna-csv":
      return readCsv(text, trackerId, true, known);
    case "people-csv":
      return readCsv(text, trackerId, false, known);
    case "viasna-html":
      return readHtmlTable(text, trackerId, known);
    case "people-json":
      return readJson(text, trackerId, known);
  }
}

/** Hostile nesting overflows the stack of whatever parser: that is a refusal too. */
async function readSafely(read: () => Promise<RowsReading>): Promise<RowsReading> {
  try {
    return await read();
  } catch (error) {
    return { ok: false, reason: `unreadable: ${error instanceof Error ? error.name : "unknown"}` };
  }
}

/** Reads lists of prisoners in slices, so that other work goes between; refuses whatever it cannot trust. */
export function createSnapshotReader(): SnapshotReader {
  return {
    fingerprint: sha256,
    async read(kind, trackerId, bytes, _contentType, fetchedAt, known = null) {
      const decoded = decodeText(bytes);
      if (!decoded.ok) return decoded;
      await breathe();
      const rows = await readSafely(() => readAs(kind, decoded.text, trackerId, known));
      if (!rows.ok) return rows;
      await breathe();
      const { records, doubtful } = rows;
      return { ok: true, snapshot: { trackerId, fetchedAt, bodyHash: sha256(bytes), records, doubtful } };
    },
  };
}
