import type { TextLanguage } from "./language.ts";
import type { Tier } from "./source.ts";

/** One entry as a feed gives it, after repair. */
export interface ParsedItem {
  /** guid or id as written; null when the feed gives none. */
  readonly guid: string | null;
  readonly url: string | null;
  readonly title: string;
  /** Plain text, no markup. */
  readonly summary: string;
  /** Null when the feed gives none that can be read. */
  readonly publishedAt: Date | null;
}

/** What a document holds, or why it is refused. */
export type FeedReading =
  | {
      readonly ok: true;
      readonly title: string;
      readonly items: readonly ParsedItem[];
      /** What the feed itself asks, ms (`ttl`, `sy:updatePeriod`); null when it asks nothing. */
      readonly ttlMs: number | null;
    }
  | { readonly ok: false; readonly reason: string };

/** A stored entry. `revision` grows when its text changes. */
export interface Item {
  readonly id: string;
  readonly sourceId: string;
  readonly outlet: string;
  readonly tier: Tier;
  /** Identity within the source: see `ingest/identity.ts`. */
  readonly key: string;
  readonly url: string | null;
  readonly title: string;
  readonly summary: string;
  readonly language: TextLanguage;
  /** Never in the future: clamped, or first sight when missing. */
  readonly publishedAt: Date;
  readonly firstSeenAt: Date;
  readonly revision: number;
  /**
   * `history`: it was there at the first poll, or was re-keyed; it may enrich, it never alerts.
   * `flood`: one of too many in one poll; a moderator looks.
   */
  readonly standing: "fresh" | "history" | "flood";
}
