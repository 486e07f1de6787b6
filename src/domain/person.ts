import type { ReleaseKind, ReleaseModifier } from "./kind.ts";
import type { Day } from "./time.ts";

/** Codes of the three axes; words for people live in `locales/`. */
export const CUSTODIES = [
  "detained",
  "administrative_arrest",
  "remand",
  "house_arrest",
  "released_pending_trial",
  "at_liberty_before_sentence",
  "colony",
  "prison_regime",
  "open_facility",
  "home_confinement",
  "arrest_sentence",
  "compulsory_treatment",
  "free_in_belarus",
  "free_abroad",
  "died_in_custody",
  "unknown",
] as const;
export type Custody = (typeof CUSTODIES)[number];

export const RECOGNITIONS = ["recognised", "former", "not_recognised", "recognised_ex_post_facto"] as const;
export type Recognition = (typeof RECOGNITIONS)[number];

/** `absent`: the row is missing from the newest snapshot. A missing row is never a release. */
export type Presence = "listed" | "absent";

/** A date as exact as the source gives it: `2024`, `2024-05` or `2024-05-17`. */
export interface PartialDate {
  readonly value: string;
  readonly precision: "year" | "month" | "day";
}

/** A criminal article, `342`, `361-1`; `raw` as the source wrote it. */
export interface Charge {
  readonly code: string | null;
  readonly part: string | null;
  readonly raw: string;
}

export interface Verdict {
  readonly date: PartialDate | null;
  readonly decisionRaw: string | null;
  /** Length in months when the decision is a term. */
  readonly months: number | null;
  /** A fine in base units («базовых величин») when the decision is one. */
  readonly baseUnits: number | null;
  readonly penalty: Custody | "fine" | null;
  readonly penaltyRaw: string | null;
  readonly judgeRaw: string | null;
  readonly appealDate: PartialDate | null;
}

export interface Facility {
  /** Stable id, `IK-4`, `SIZO-1`, `T-8`; null when the text names none that is known. */
  readonly id: string | null;
  readonly raw: string;
  readonly addressRaw: string | null;
}

/** One person as one list gives them. The record's own id is the key, never a slug. */
export interface PersonRecord {
  readonly trackerId: string;
  readonly recordId: string;
  readonly url: string | null;
  /** First the list's own form; others in further scripts. */
  readonly names: readonly string[];
  readonly gender: "male" | "female" | null;
  readonly birthDate: PartialDate | null;
  readonly recognition: Recognition;
  readonly recognitionRaw: string;
  readonly declarationUrl: string | null;
  readonly detainedOn: PartialDate | null;
  readonly charges: readonly Charge[];
  readonly verdict: Verdict | null;
  readonly custody: Custody;
  readonly facility: Facility | null;
  readonly penaltyStart: PartialDate | null;
  readonly release: {
    readonly date: PartialDate | null;
    readonly kind: ReleaseKind | null;
    readonly modifiers: readonly ReleaseModifier[];
  } | null;
  readonly diedOn: PartialDate | null;
  readonly onStateList: boolean;
  readonly clusters: readonly string[];
  readonly descriptionRaw: string | null;
  /** Hash of the row's own bytes: unchanged rows are not looked at again. */
  readonly rowHash: string;
  /**
   * The list's own words by column, beside what was made of them; without photos. `died` is only here while no
   * date is given: a claim for moderators.
   */
  readonly cells?: Readonly<Record<string, string>>;
}

/** A whole export, read. `day` is the day of the snapshot. */
export interface TrackerSnapshot {
  readonly trackerId: string;
  readonly fetchedAt: Date;
  readonly bodyHash: string;
  readonly records: readonly PersonRecord[];
  /** Rows that are there and cannot be trusted; their people stay as they were. */
  readonly doubtful?: readonly DoubtfulRow[];
}

export interface DoubtfulRow {
  /** Null when not even the id can be read. */
  readonly recordId: string | null;
  /** `SAME_ID_TWO_ROWS` or `UNREADABLE_ROW`. */
  readonly code: string;
}

/** What moderators may change on a card. */
export const CARD_FIELDS = ["status", "place", "sentence", "term_end", "charges"] as const;
export type CardField = (typeof CARD_FIELDS)[number];

/** What stands on a card in place of what the list says. */
export type CardValue =
  /** `since`: of the release, of the arrest, or of the death, whichever the status tells of. */
  | { readonly field: "status"; readonly custody: Custody; readonly since: PartialDate | null }
  | { readonly field: "place"; readonly facility: Facility }
  /** Length in months. */
  | { readonly field: "sentence"; readonly months: number }
  | { readonly field: "term_end"; readonly on: PartialDate }
  | { readonly field: "charges"; readonly charges: readonly Charge[] };

/** `draft`: shown to who wrote it; `asked`: waits for a second moderator; `stands`: on the card. */
export type CardEditState = "draft" | "asked" | "stands";

/** One field of a card, changed by moderators on the word of a source. */
export interface CardEdit {
  /** The same of all that one message changes. */
  readonly change: string;
  readonly personId: string;
  readonly value: CardValue;
  /** An https address. */
  readonly source: string;
  /** Aliases of moderators, never Telegram ids. */
  readonly by: string;
  readonly agreedBy: string | null;
  readonly at: Date;
  /** What the list said for this field then: when it says something else, it knows more, and the edit ends. */
  readonly listSaid: string;
  readonly state: CardEditState;
}

/** What a bot's card shows: the register's person with the moderators' additions. */
export interface Person {
  /** `<tracker>:<record>`; URL-safe, at most 40 characters. */
  readonly id: string;
  readonly record: PersonRecord;
  readonly presence: Presence;
  /** Spellings that moderators added. */
  readonly aliases: readonly string[];
  readonly embargo: boolean;
  readonly firstSeenOn: Day;
  /** The snapshot's day in which the row was last seen. */
  readonly lastSeenOn: Day;
  /** Moderators found that another record is of the same person: that one is shown in this one's place. */
  readonly sameAs?: string;
  /** The records in whose place this one is shown. */
  readonly others?: readonly string[];
  /** What of `record` is the moderators' word in place of the list's. */
  readonly edits?: readonly CardEdit[];
}
