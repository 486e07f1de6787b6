import type { Day } from "../domain/time.ts";
import type { Html } from "./html.ts";
import type { Gender } from "./grammar.ts";

export interface PersonText {
  readonly usage: Html;
  readonly tooShort: string;
  readonly tooLong: string;
  readonly several: (query: string) => string;
  /** One person, not surely the one who is meant. */
  readonly perhaps: (query: string) => string;
  readonly notFound: (query: string) => Html;
  readonly nearest: string;
  readonly gone: string;
  /** The label of a date. */
  readonly born: string;
  readonly bornIn: (year: string, gender: Gender | null) => string;
  /** @param day any of the month */
  readonly bornInMonth: (day: Day, gender: Gender | null) => string;
  readonly bornOn: (date: string, gender: Gender | null) => string;
  readonly status: string;
  readonly recognition: string;
  readonly detained: string;
  readonly releasedOn: string;
  readonly daysInCustody: (days: string) => string;
  readonly charges: string;
  readonly article: (code: string, part: string | null) => string;
  readonly moreCharges: (n: number) => string;
  readonly verdict: string;
  readonly fine: (baseUnits: number) => string;
  readonly appeal: string;
  readonly judge: string;
  readonly place: string;
  readonly expectedEnd: (date: string) => string;
  readonly onStateList: string;
  readonly noContact: (date: string) => string;
  readonly absent: (date: string) => string;
  readonly otherSpellings: string;
  readonly timeline: string;
  readonly noTimeline: string;
  readonly fromList: (list: string, date: string) => string;
  readonly buttons: {
    readonly follow: string;
    readonly unfollow: string;
    readonly share: string;
    readonly source: string;
    readonly letter: string;
    readonly timeline: string;
    readonly card: string;
  };
}

export interface FollowText {
  readonly usage: Html;
  readonly explain: (name: string) => Html;
  readonly confirm: string;
  readonly cancel: string;
  readonly cancelled: string;
  readonly done: (name: string) => Html;
  /** Said when following is the chat's first wish. */
  readonly onlyThem: string;
  readonly already: (name: string) => Html;
  readonly stopped: (name: string) => Html;
  readonly listTitle: string;
  readonly none: Html;
  readonly tapToStop: string;
  readonly tooMany: string;
  /** Somebody who is on no list any more, so that no name is known. */
  readonly nameless: string;
}

export interface LetterText {
  readonly usage: Html;
  readonly title: (name: string) => string;
  readonly address: string;
  readonly copyAddress: string;
  readonly addressUnknown: string;
  /** Before `addressMayBeOld`. */
  readonly addressOf2023: string;
  readonly addressMayBeOld: string;
  readonly notInside: (name: string) => string;
  readonly maybeNoLetters: string;
  readonly rules: Html;
}

export interface BirthdaysText {
  readonly title: string;
  readonly none: string;
  readonly turns: (years: number) => string;
  readonly explain: string;
  /** The button; with a tick when it is on. */
  readonly remind: string;
  readonly remindersOn: string;
  readonly remindersOff: string;
  readonly needsSubscription: string;
  /** Above the reminder itself. */
  readonly reminder: string;
}
