import type { FeedReading } from "../domain/item.ts";
import type { PersonRecord, TrackerSnapshot } from "../domain/person.ts";
import type { TrackerKind } from "../domain/source.ts";

/** Bytes → items, whatever state the bytes are in. Never throws, at most a second. */
export interface FeedReader {
  read(bytes: Uint8Array, contentType: string | null): Promise<FeedReading>;
}

export type SnapshotReading =
  { readonly ok: true; readonly snapshot: TrackerSnapshot } | { readonly ok: false; readonly reason: string };

/** Bytes of a list of prisoners → records. Fails closed. */
export interface SnapshotReader {
  /** Hash of the bytes: equal ones need not be read again. */
  fingerprint(bytes: Uint8Array): string;
  read(
    kind: TrackerKind,
    trackerId: string,
    bytes: Uint8Array,
    contentType: string | null,
    fetchedAt: Date,
    /** The register's records by record id: rows with the same hash are taken from it instead of read again. */
    known?: ReadonlyMap<string, PersonRecord> | null,
  ): Promise<SnapshotReading>;
}
