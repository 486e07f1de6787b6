import type { Finding } from "../domain/finding.ts";
import type { Item } from "../domain/item.ts";
import type { Notice } from "../domain/notice.ts";
import type { Person, PersonRecord } from "../domain/person.ts";
import type { SourceState } from "../domain/source.ts";

/** What is remembered of an item to know it again. */
export interface KnownItem {
  readonly id: string;
  readonly key: string;
  /** The guid without scheme and host; null when the guid is no URL. */
  readonly altKey: string | null;
  readonly url: string | null;
  /** Hash of title and summary: differs when the text was edited. */
  readonly textHash: string;
  readonly revision: number;
}

export interface NewItem extends Item {
  readonly altKey: string | null;
  readonly textHash: string;
}

/** An edited text: it is classified again and never alerts a second time by itself. */
export interface EditedItem {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly textHash: string;
  readonly revision: number;
}

/** All that one poll of a feed leaves behind; written in one transaction. */
export interface FeedPoll {
  readonly state: SourceState;
  readonly added: readonly NewItem[];
  readonly edited: readonly EditedItem[];
  readonly rekeyed: readonly { readonly id: string; readonly key: string; readonly altKey: string | null }[];
  readonly notices: readonly Notice[];
}

/** Sources between polls, and the items that they gave. Each method is one transaction. */
export interface SourceStore {
  states(): Promise<readonly SourceState[]>;
  /** Stored items of this source that share a key, an alternative key or a URL with the given ones. */
  knownItems(
    sourceId: string,
    lookup: {
      readonly keys: readonly string[];
      readonly altKeys: readonly string[];
      readonly urls: readonly string[];
    },
  ): Promise<readonly KnownItem[]>;
  /** Publication instants of the newest items, newest first: the feed's pace. */
  recentInstants(sourceId: string, limit: number): Promise<readonly Date[]>;
  savePoll(poll: FeedPoll): Promise<void>;
  /** Only the source's own state, after a poll without news. */
  saveState(state: SourceState, notices: readonly Notice[]): Promise<void>;
}

/** A snapshot that was taken over. */
export interface SnapshotMeta {
  readonly trackerId: string;
  readonly fetchedAt: Date;
  readonly bodyHash: string;
  readonly rows: number;
  readonly statusCounts: Readonly<Record<string, number>>;
}

/** A case that only a moderator may settle: deaths, doubles, future dates. */
export interface RecordReview {
  readonly trackerId: string;
  readonly recordIds: readonly string[];
  readonly code: string;
}

/** All that a taken-over snapshot leaves behind; written in one transaction. */
export interface TrackerPoll {
  readonly state: SourceState;
  readonly meta: SnapshotMeta;
  /** New and changed people only. */
  readonly people: readonly Person[];
  /** Register ids whose row is missing from this snapshot. */
  readonly absent: readonly string[];
  readonly findings: readonly Finding[];
  /** Already known ones are kept once. */
  readonly reviews: readonly RecordReview[];
  readonly notices: readonly Notice[];
}

/** A snapshot that was not taken over, and why: a moderator may accept it. */
export interface HeldSnapshot {
  readonly trackerId: string;
  readonly fetchedAt: Date;
  readonly body: Uint8Array;
  readonly reason: string;
}

/** The register as the trackers gave it. Each method is one transaction. */
export interface TrackerStore {
  lastSnapshot(trackerId: string): Promise<SnapshotMeta | null>;
  /**
   * In the order of the ids. With `page` at most `limit` people after that id, so that other work goes between;
   * a store without pages gives all.
   */
  records(
    trackerId: string,
    page?: { readonly after: string | null; readonly limit: number },
  ): Promise<readonly { readonly person: Person; readonly record: PersonRecord }[]>;
  saveSnapshot(poll: TrackerPoll): Promise<void>;
  /** A refused snapshot is kept beside the register until one is accepted. */
  holdSnapshot(held: HeldSnapshot, state: SourceState, notices: readonly Notice[]): Promise<void>;
  /** The last refused snapshot; null when none waits. */
  heldSnapshot(trackerId: string): Promise<HeldSnapshot | null>;
}
