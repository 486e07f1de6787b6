import type { HeadCount } from "../domain/finding.ts";
import type { EventKind } from "../domain/kind.ts";
import type { Gender } from "./grammar.ts";

/** Who an event is about, as its first line says it. */
export type Subject =
  | { readonly type: "one"; readonly name: string; readonly gender: Gender | null }
  | { readonly type: "names"; readonly names: readonly string[] }
  | { readonly type: "count"; readonly count: HeadCount }
  | { readonly type: "none" };

/** Facts of an event that are shown when a source gives them. */
export const DETAIL_KEYS = [
  "facility",
  "sentence",
  "article",
  "court",
  "destination",
  "mediator",
  "since",
] as const;
export type DetailKey = (typeof DETAIL_KEYS)[number];

/** Plain texts; the renderer puts the markup around them. */
export interface AlertText {
  /** «Вызвалена Марыя Прыкладная» */
  readonly headline: (kind: EventKind, subject: Subject) => string;
  /** The same as something that one source says and nobody confirmed. */
  readonly cautious: (kind: EventKind, subject: Subject) => string;
  /** The same as something that one source says and another denies. */
  readonly contested: (kind: EventKind, subject: Subject) => string;
  readonly confirmedByPrimary: string;
  readonly confirmedByModerators: string;
  readonly confirmedByTwo: string;
  readonly confirmedByRecord: string;
  readonly unconfirmed: string;
  readonly disputed: string;
  readonly sources: (n: number) => string;
  readonly countsDiffer: string;
  readonly among: string;
  readonly names: string;
  readonly moreNames: (n: number) => string;
  readonly inCustodyFor: (days: string) => string;
  readonly details: Readonly<Record<DetailKey, string>>;
  readonly note: string;
  readonly inSourcesWords: string;
  readonly updated: (date: string) => string;
  /** Before the names of people who were told free and are not. */
  readonly notFree: string;
  /** Before the names of people of whom one source denies it. */
  readonly denied: string;
  readonly retracted: string;
  readonly earlierSaid: (what: string) => string;
  readonly retractedWhy: string;
  readonly discreet: string;
  readonly discreetCorrection: string;
  readonly buttons: {
    readonly details: string;
    readonly follow: string;
    readonly source: string;
    readonly open: string;
    readonly hide: string;
  };
}
