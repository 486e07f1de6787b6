import type { TextLanguage } from "./language.ts";

/** `primary` documents cases itself; `analysis` never alerts by itself. */
export const TIERS = ["primary", "media", "state", "analysis"] as const;
export type Tier = (typeof TIERS)[number];

/** A feed of feeds.json. */
export interface FeedSource {
  readonly id: string;
  readonly outlet: string;
  readonly url: string;
  readonly mirrors: readonly string[];
  readonly language: TextLanguage;
  readonly tier: Tier;
  /** A fixed interval in place of the adaptive pace. */
  readonly everyMs: number | null;
  /** `broken` sources are listed with their reason (`note`) and not asked. */
  readonly status: "active" | "broken";
  readonly note: string | null;
}

export const TRACKER_KINDS = ["viasna-csv", "viasna-html", "people-csv", "people-json"] as const;
export type TrackerKind = (typeof TRACKER_KINDS)[number];

/** A list of prisoners of feeds.json. */
export interface TrackerSource {
  readonly id: string;
  readonly outlet: string;
  readonly kind: TrackerKind;
  readonly url: string;
  readonly mirrors: readonly string[];
  readonly everyMs: number | null;
  readonly status: "active" | "broken";
  readonly note: string | null;
}

export interface Sources {
  readonly feeds: readonly FeedSource[];
  readonly trackers: readonly TrackerSource[];
}

/** HTTP validators, echoed to the byte and never parsed. */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/**
 * `ok` gives news at its usual pace; `quiet` is silent within its habit; `stale` far beyond it;
 * `blocked` is refused to us; `broken` answers rubbish or not at all; `gone` said 410.
 */
export const SOURCE_HEALTHS = ["ok", "quiet", "stale", "blocked", "broken", "gone"] as const;
export type SourceHealth = (typeof SOURCE_HEALTHS)[number];

/** What is remembered about one source between polls. */
export interface SourceState {
  readonly sourceId: string;
  /** The URL that answered last, when a permanent redirect was learned; else null. */
  readonly learnedUrl: string | null;
  /** A permanent redirect that is being watched: where to, and how often it was seen in a row. */
  readonly redirectTo: string | null;
  readonly redirectSeen: number;
  readonly validators: Validators;
  readonly bodyHash: string | null;
  readonly nextCheckAt: Date;
  readonly lastCheckAt: Date | null;
  readonly lastSuccessAt: Date | null;
  readonly lastNewItemAt: Date | null;
  /** Usual time between two items, ms; null while unknown. */
  readonly usualGapMs: number | null;
  readonly failures: number;
  readonly health: SourceHealth;
  /** Why the health is what it is, for people; English, no secrets. */
  readonly reason: string | null;
  /** Feeds whose guids cannot be trusted are keyed by link from then on. */
  readonly keyBy: "guid" | "link";
  /** False until the first successful poll, which is silent. */
  readonly primed: boolean;
  /** Moderators were told that this source went blind and not yet that it is back. */
  readonly blindTold: boolean;
}
