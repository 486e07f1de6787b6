import type { CardField } from "../../domain/person.ts";

/** Words of `/card`. */
export interface CardTexts {
  readonly usage: string;
  readonly title: string;
  readonly fields: Readonly<Record<CardField, string>>;
  /** Labels of the form to copy, in the order of its lines. */
  readonly labels: {
    readonly status: string;
    readonly since: string;
    readonly place: string;
    readonly sentence: string;
    readonly term_end: string;
    readonly charges: string;
    readonly source: string;
  };
  readonly howTo: string;
  readonly copyForm: string;
  /** The button to the list of statuses, and what is written above that list. */
  readonly statusButton: string;
  readonly whichStatus: string;
  /** What is left to do when a status was pressed. */
  readonly linkNext: string;
  /** Behind a field that is changed by moderators. */
  readonly edited: (by: string, day: string) => string;
  readonly listSays: string;
  readonly nothing: string;
  readonly waits: (who: string) => string;
  readonly choose: (name: string) => string;
  readonly notFound: (name: string) => string;
  readonly missing: string;
  readonly preview: string;
  readonly source: string;
  /** The source's site is not in the source list: readers get its name, no link. */
  readonly unknownSite: string;
  readonly twoNeeded: string;
  readonly oneIsEnough: string;
  readonly confirm: string;
  readonly ask: string;
  readonly cancel: string;
  readonly agree: string;
  readonly refuse: string;
  readonly takeBack: string;
  readonly askTitle: (who: string) => string;
  readonly stands: string;
  readonly secondNeeded: string;
  readonly dropped: string;
  readonly refused: string;
  readonly takenBack: string;
  readonly samePerson: string;
  readonly foreign: string;
  readonly gone: string;
  readonly overtaken: string;
  /** Above the lines that were understood. */
  readonly kept: string;
  readonly replyWith: string;
  readonly faults: {
    readonly unknown_line: string;
    readonly twice: string;
    readonly status: string;
    readonly where_free: string;
    readonly date: string;
    readonly future: string;
    readonly place: string;
    readonly sentence: string;
    readonly charges: string;
    readonly bad_source: string;
    readonly no_source: string;
    readonly nothing: string;
    readonly date_of_what: string;
    readonly place_of_free: string;
    readonly already: string;
  };
}
