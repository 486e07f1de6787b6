export const MODERATION_COMMANDS = [
  "queue",
  "post",
  "correct",
  "retract",
  "embargo",
  "alias",
  "card",
  "same",
  "audit",
  "halt",
  "resume",
  "mute",
  "role",
] as const;
type ModerationCommand = (typeof MODERATION_COMMANDS)[number];

/** Every word that a moderator reads. Plain texts: the screens put the markup around them. */
export interface ModerationTexts {
  readonly commands: Readonly<Record<ModerationCommand, string>>;
  readonly queue: {
    readonly empty: string;
    readonly waiting: (n: number) => string;
    readonly why: string;
    /** Reasons why an event is held, by code; an unknown code is shown as it is. */
    readonly reasons: Readonly<Record<string, string>>;
    readonly sources: string;
    readonly counts: string;
    readonly machine: string;
    readonly confidenceRule: string;
    readonly named: (n: number) => string;
    readonly returned: string;
    readonly disputed: string;
    readonly note: string;
    readonly embargoUntil: (date: string) => string;
    /** Of a report that is no plain news. */
    readonly standing: { readonly history: string; readonly flood: string };
    readonly told: string;
    readonly notTold: string;
  };
  readonly buttons: {
    readonly publish: string;
    readonly edit: string;
    readonly merge: string;
    readonly ignore: string;
    readonly embargo: string;
    readonly next: string;
    readonly cancel: string;
    readonly send: string;
    readonly agree: string;
    readonly source: string;
    readonly retract: string;
    readonly back: string;
  };
  readonly done: {
    readonly published: string;
    readonly cancelled: string;
    readonly ignored: string;
    readonly retracted: string;
    readonly corrected: string;
    readonly embargoed: (date: string) => string;
    readonly embargoLifted: string;
    readonly merged: string;
    /** It is too old for an alert. */
    readonly recorded: string;
    readonly posted: string;
    readonly postWithdrawn: string;
  };
  readonly secondNeeded: string;
  readonly samePerson: string;
  readonly stale: string;
  readonly missing: string;
  readonly tooLate: string;
  /** Somebody else's button. */
  readonly foreign: string;
  readonly asks: {
    readonly publish: (who: string) => string;
    readonly retract: (who: string) => string;
    readonly correct: (who: string) => string;
    readonly merge: (who: string) => string;
  };
  readonly post: {
    readonly usage: string;
    readonly preview: string;
    readonly matched: string;
    readonly ambiguous: string;
    readonly unknown: string;
    readonly day: string;
    readonly count: string;
    readonly link: string;
    readonly twoNeeded: string;
    readonly faults: {
      readonly no_kind: string;
      readonly no_people: string;
      readonly too_many_names: string;
      readonly bad_name: string;
      readonly bad_link: string;
      readonly future: string;
      readonly too_long: string;
    };
  };
  readonly correct: {
    readonly usage: string;
    readonly notRead: string;
    readonly choose: string;
    readonly template: string;
    /** Words in front of the parts of a correction; `readCorrection` knows them. */
    readonly labels: Readonly<Record<"kind" | "people" | "count" | "note", string>>;
  };
  readonly retract: { readonly usage: string; readonly choose: string };
  readonly embargo: { readonly usage: string; readonly notRead: string; readonly personHidden: string };
  readonly mergeChoose: string;
  readonly mergeNone: string;
  readonly audit: {
    readonly empty: string;
    readonly title: string;
    readonly intact: string;
    readonly broken: (line: number) => string;
    /** Of an embargo. */
    readonly lifted: string;
  };
  readonly halt: {
    readonly halted: string;
    readonly already: (who: string) => string;
    /** What the other moderators get at once. */
    readonly told: (who: string) => string;
    readonly resumeAsked: (who: string) => string;
  };
  readonly resume: {
    readonly resumed: string;
    readonly secondNeeded: string;
    readonly notHalted: string;
    /** What was told wrongly, and what waits to be sent, is not set right yet. */
    readonly mistakeWaits: string;
  };
}
