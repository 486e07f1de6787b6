import type { EventKind, Kind, ReleaseKind, ReleaseModifier, Route } from "./kind.ts";
import type { Language, TextLanguage } from "./language.ts";
import type { Tier } from "./source.ts";
import type { DaySpan } from "./time.ts";

/** How many people a text gives, with its own hedge. */
export interface HeadCount {
  readonly n: number;
  readonly qualifier: "exact" | "about" | "at_least" | "at_most";
}

/** A person whom a text names. */
export interface Mention {
  /** As written in the text. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The register's person, only when it is safe to link. */
  readonly personId: string | null;
  /** The register's people that fit when one could not be told. */
  readonly candidates: readonly string[];
  /** Letters of two scripts in one word: never linked automatically. */
  readonly suspicious: boolean;
}

/** What a classifier is given. `text` fields are plain, untrusted. */
export interface ItemToClassify {
  readonly title: string;
  readonly summary: string;
  readonly outlet: string | null;
  readonly language: TextLanguage | null;
  readonly tier: Tier | null;
  readonly publishedAt: Date | null;
}

/** One thing that one text says happened, or is said not to have. */
export interface ClassifiedFinding {
  readonly kind: Kind;
  readonly route: Route;
  readonly people: readonly Mention[];
  readonly count: HeadCount | null;
  /** Null when the text gives none: the item's own day counts. */
  readonly happenedOn: DaySpan | null;
  readonly releaseKind: ReleaseKind | null;
  readonly modifiers: readonly ReleaseModifier[];
  /** Outlets or people to whom the text attributes it («паведамляе «Вясна»»), as normalised ids or names. */
  readonly cites: readonly string[];
  /** Named rules and votes that led here, for moderators and `cli explain`. */
  readonly reasons: readonly string[];
  /** 0…1, of the two judges together. */
  readonly confidence: number;
}

export interface Classification {
  readonly language: TextLanguage;
  readonly script: "cyrillic" | "latin" | "mixed" | "none";
  /** First label is the main one. */
  readonly labels: readonly Kind[];
  readonly route: Route;
  readonly people: readonly Mention[];
  readonly count: HeadCount | null;
  readonly reasons: readonly string[];
  /** Usually one; digests give several. */
  readonly findings: readonly ClassifiedFinding[];
}

/** Where a finding comes from, with what a reader may check. */
export interface Origin {
  readonly type: "feed" | "tracker" | "moderator";
  readonly sourceId: string;
  readonly outlet: string;
  readonly tier: Tier;
  readonly url: string | null;
  readonly title: string;
  readonly language: TextLanguage;
  readonly publishedAt: Date;
}

/** A person in a finding: linked to the register when it is safe. */
export interface NamedPerson {
  readonly personId: string | null;
  /** As written, or the register's form. */
  readonly name: string;
  readonly suspicious: boolean;
}

/** A stored finding, on its way to become an event or to enrich one. */
export interface Finding {
  /** `<item>:<revision>:<n>`, `<tracker>:<snapshot>:<record>:<n>` or `post:<n>`. */
  readonly id: string;
  readonly kind: EventKind;
  readonly route: Exclude<Route, "ignore">;
  readonly standing: "fresh" | "history" | "flood";
  readonly people: readonly NamedPerson[];
  readonly count: HeadCount | null;
  readonly happenedOn: DaySpan;
  readonly releaseKind: ReleaseKind | null;
  readonly modifiers: readonly ReleaseModifier[];
  readonly cites: readonly string[];
  readonly reasons: readonly string[];
  readonly confidence: number;
  /** Free facts shown on cards: facility, sentence, article; plain text by language or the source's own words. */
  readonly details: Readonly<Record<string, string>>;
  readonly origin: Origin;
  readonly foundAt: Date;
}

export type WordsByLanguage = Readonly<Record<Language, string>>;
