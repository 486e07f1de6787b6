import type { FigureOf } from "../domain/figure.ts";
import type { HeadCount } from "../domain/finding.ts";
import type { Language } from "../domain/language.ts";
import type { Day } from "../domain/time.ts";
import { REVOLVING_DOOR, type RevolvingDoorQuote } from "./revolving-door.ts";
import { historyWords } from "./words.ts";
import { formatDayOfYear, formatShortMonth } from "../locales/dates.ts";
import { textsIn } from "../locales/texts.ts";
import type { PictureFacts } from "../ports/picture.ts";

export type BarOf = Extract<FigureOf, "released" | "pardoned" | "term_served" | "recognised_new">;
/** In the order in which they stand. */
export const BARS: readonly BarOf[] = ["released", "pardoned", "term_served", "recognised_new"];

export interface Bar {
  readonly of: BarOf;
  readonly n: number;
  readonly label: string;
}

/** One period with what was counted in it, under two lines of words. */
export interface BarGroup {
  readonly words: readonly [string, string];
  readonly bars: readonly Bar[];
}

export interface Door {
  readonly groups: readonly BarGroup[];
  readonly sources: readonly string[];
}

const MONTHS_SHOWN = 6;
const ENOUGH_MONTHS = 3;
const PERIODS_SHOWN = 3;

/** The bot's own months when there are enough of them, else what others counted: never both, they count otherwise. */
export function doorOf({ months, today }: PictureFacts, language: Language): Door {
  const told = months.filter(({ released, recognised }) => released + recognised > 0);
  if (told.length < ENOUGH_MONTHS) return quotedDoor(today, language);
  const groups = told.slice(-MONTHS_SHOWN).map(({ month, released, recognised }) => ({
    words: [formatShortMonth(language, `${month}-01`), month.slice(0, 4)] as const,
    bars: [
      { of: "released" as const, n: released, label: String(released) },
      { of: "recognised_new" as const, n: recognised, label: String(recognised) },
    ],
  }));
  return { groups, sources: [textsIn(language).stats.picture.ownEvents] };
}

function quotedDoor(today: Day, language: Language): Door {
  const quotes = REVOLVING_DOOR.filter(({ asOf }) => asOf <= today).flatMap((quote) => {
    const group = groupOf(quote, language);
    return group === null ? [] : [{ group, source: historyWords(language, quote.by) }];
  });
  const shown = quotes.slice(-PERIODS_SHOWN);
  return {
    groups: shown.map(({ group }) => group),
    sources: [...new Set(shown.map(({ source }) => source))],
  };
}

/** Null unless the quote sets releases and new recognitions of one period against each other. */
function groupOf({ figures, asOf }: RevolvingDoorQuote, language: Language): BarGroup | null {
  const recognised = figures.find(({ of }) => of === "recognised_new");
  const since = recognised?.since ?? null;
  if (since === null) return null;
  const bars = BARS.flatMap((of) => {
    const figure = figures.find((each) => each.of === of && each.since === since);
    return figure === undefined ? [] : [{ of, n: figure.count.n, label: shortCount(figure.count) }];
  });
  return { words: periodWords(since, asOf, language), bars };
}

function periodWords(since: Day, asOf: Day, language: Language): readonly [string, string] {
  const year = asOf.slice(0, 4);
  if (since.slice(0, 7) === asOf.slice(0, 7)) {
    return [`${String(Number(since.slice(8)))}–${formatDayOfYear(language, asOf)}`, year];
  }
  return [`${formatShortMonth(language, since)} – ${formatShortMonth(language, asOf)}`, year];
}

/** A number in custody on a day. */
export interface CustodyPoint {
  readonly day: Day;
  readonly n: number;
  readonly label: string;
  /** Counted by the same list: these may be joined by a line. */
  readonly isOfList: boolean;
  readonly by: string;
}

/** What was said of how many are in custody, oldest first, with the newest list's own count at the end. */
export function custodyPoints({ custody, today }: PictureFacts, language: Language): readonly CustodyPoint[] {
  const quoted = REVOLVING_DOOR.flatMap(({ figures, asOf, by }) => {
    const figure = figures.find(({ of }) => of === "in_custody");
    if (figure === undefined || asOf > today) return [];
    const isOfList = by.includes("Viasna");
    return [
      {
        day: asOf,
        n: figure.count.n,
        label: shortCount(figure.count),
        isOfList,
        by: historyWords(language, by),
      },
    ];
  });
  if (custody === null || quoted.some(({ day }) => day >= custody.day)) return quoted;
  return [...quoted, { ...custody, label: String(custody.n), isOfList: true }];
}

const SIGNS: Readonly<Record<HeadCount["qualifier"], string>> = {
  exact: "",
  about: "≈",
  at_least: "≥",
  at_most: "≤",
};

function shortCount({ n, qualifier }: HeadCount): string {
  return `${SIGNS[qualifier]}${String(n)}`;
}
