import type { Certainty } from "../domain/event.ts";
import type { HeadCount } from "../domain/finding.ts";
import type { EventKind, ReleaseKind, ReleaseModifier } from "../domain/kind.ts";
import type { Custody, Recognition } from "../domain/person.ts";
import type { SourceHealth, Tier } from "../domain/source.ts";
import type { Inflected } from "./grammar.ts";

interface AgreeingNoun {
  readonly female: string;
  readonly plural: string;
}

/** The words that several screens share. */
export interface Vocabulary {
  /** A noun with a capital letter: «Вызваленне». */
  readonly kinds: Readonly<Record<EventKind, string>>;
  /** Nouns that hold a predicate, where it must agree with who: «Прызнанне палітвязнямі: 5 чалавек». */
  readonly agreeingKinds: Readonly<Partial<Record<EventKind, AgreeingNoun>>>;
  readonly releaseKinds: Readonly<Record<ReleaseKind, string>>;
  readonly modifiers: Readonly<Record<ReleaseModifier, string>>;
  readonly custody: Readonly<Record<Custody, Inflected>>;
  /** The penalty of a verdict, as it stands behind its length. */
  readonly penalties: Readonly<Record<Exclude<Custody, "unknown">, string>>;
  readonly recognition: Readonly<Record<Recognition, Inflected>>;
  readonly certainty: Readonly<Record<Certainty, string>>;
  readonly healths: Readonly<Record<SourceHealth, string>>;
  readonly tiers: Readonly<Record<Tier, string>>;
  readonly languageName: string;
  /** `14 чалавек` */
  readonly people: (n: number) => string;
  readonly days: (n: number) => string;
  readonly hours: (n: number) => string;
  readonly minutes: (n: number) => string;
  readonly seconds: (n: number) => string;
  /** `5 гадоў 6 месяцаў` */
  readonly term: (months: number) => string;
  /** `каля 14 чалавек` */
  readonly headCount: (count: HeadCount) => string;
  /** `каля 14` */
  readonly bareCount: (count: HeadCount) => string;
  readonly between: (from: string, to: string) => string;
}
