import type { CaseEvent } from "../domain/event.ts";
import type { EventKind } from "../domain/kind.ts";
import type { Person } from "../domain/person.ts";
import type { SourceState } from "../domain/source.ts";
import type { Day } from "../domain/time.ts";
import type { SnapshotMeta } from "./source-store.ts";

/** In the order of the ids, at most `limit` people after that id: other work of the process goes between pages. */
export interface PeoplePage {
  readonly after: string | null;
  readonly limit: number;
}

/** A place in the order of events, newest first: by the last day of the happening, then by creation, then by id. */
export interface EventPlace {
  readonly day: Day;
  readonly createdAt: Date;
  readonly id: string;
}

/** What the bot's screens read. No method changes anything. */
export interface Reading {
  /**
   * The whole register, embargoed people flagged: the index must know their names, screens must not show them. Records
   * that are shown under another one are there, too, with `sameAs`.
   */
  people(page?: PeoplePage): Promise<readonly Person[]>;
  /** Null for people under embargo too. By the id of any record of the person, the one that is shown. */
  person(id: string): Promise<Person | null>;
  /** Is one of these people under embargo? For deciding; no screen asks. */
  anyEmbargoed(personIds: readonly string[]): Promise<boolean>;
  /** Newest first; only what may be shown: confirmed or disputed, no embargo, not rejected. */
  events(options: {
    readonly limit: number;
    readonly kinds: readonly EventKind[] | null;
    readonly since: Day | null;
    readonly unconfirmed: boolean;
    /** Only those that stand behind this place; without it from the newest on. */
    readonly before?: EventPlace;
    readonly now: Date;
  }): Promise<readonly CaseEvent[]>;
  /** About any record of the same person. */
  eventsOf(personId: string, now: Date): Promise<readonly CaseEvent[]>;
  /** Also an unconfirmed or a retracted one: who taps under an old alert learns what became of it. */
  event(id: string): Promise<CaseEvent | null>;
  sourceStates(): Promise<readonly SourceState[]>;
  snapshots(): Promise<readonly SnapshotMeta[]>;
  /** Grows with every change of the register: the index is rebuilt or patched when it moves. */
  registerVersion(): Promise<number>;
}

/** What moderators add to the register. Each method is one transaction. */
export interface RegisterEdits {
  addAlias(personId: string, alias: string): Promise<void>;
  /** What is not there is left as it is. */
  removeAlias(personId: string, alias: string): Promise<void>;
  setEmbargo(personId: string, embargo: boolean): Promise<void>;
  /**
   * Shows a person under another record from now on, or, with null, by itself again. Findings that are read afterwards
   * are about the record that is shown. Nothing happens when one of the two is not known.
   */
  setSame(personId: string, sameAs: string | null): Promise<void>;
}
