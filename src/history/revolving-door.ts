import type { FigureOf } from "../domain/figure.ts";
import type { HeadCount } from "../domain/finding.ts";
import type { Day } from "../domain/time.ts";

export interface QuotedFigure {
  readonly of: FigureOf;
  readonly count: HeadCount;
  /** First day that the figure covers; null when it is a state on a day, or the source gives no beginning. */
  readonly since: Day | null;
}

/**
 * What one source said on one day about releases and new arrests. Figures are quotes: those of different sources
 * and days count different things and are never added or subtracted.
 */
export interface RevolvingDoorQuote {
  /** The day that the figures are of, or the last day of their period. */
  readonly asOf: Day;
  /** True: the source gives only about that day. */
  readonly isAbout: boolean;
  readonly by: string;
  readonly figures: readonly QuotedFigure[];
  readonly note: string | null;
}

type Quoted = readonly [FigureOf, HeadCount["qualifier"], number, (Day | null)?];

function quote(
  asOf: Day,
  by: string,
  figures: readonly Quoted[],
  more: { readonly isAbout?: boolean; readonly note?: string } = {},
): RevolvingDoorQuote {
  return {
    asOf,
    by,
    isAbout: more.isAbout ?? false,
    note: more.note ?? null,
    figures: figures.map(([of, qualifier, n, since = null]) => ({ of, count: { n, qualifier }, since })),
  };
}

/** Oldest first. */
export const REVOLVING_DOOR: readonly RevolvingDoorQuote[] = [
  quote(
    "2024-07-07",
    "Freedom House quoting Viasna, August 2024",
    [
      ["released", "exact", 18, "2024-07-01"],
      ["recognised_new", "exact", 25, "2024-07-01"],
      ["in_custody", "exact", 1395],
    ],
    { isAbout: true, note: "One week of July 2024." },
  ),
  quote(
    "2025-07-15",
    "Kyiv Independent, mid-July 2025",
    [
      ["released", "exact", 105, "2025-01-01"],
      ["recognised_new", "exact", 167, "2025-01-01"],
      ["in_custody", "at_least", 1100],
      ["former", "about", 2800],
      ["died", "exact", 8],
      ["risk_group", "about", 200],
    ],
    { isAbout: true, note: "The first half of 2025; «over 1,100» in custody." },
  ),
  quote("2025-07-15", "Kyiv Independent, mid-July 2025", [["released", "about", 300, "2024-07-01"]], {
    isAbout: true,
  }),
  quote("2025-07-31", "DissidentBY", [["released", "exact", 330, "2024-07-01"]], {
    isAbout: true,
    note: "The page is undated.",
  }),
  quote(
    "2025-09-26",
    "AP, September 2025",
    [
      ["released", "at_least", 300, "2024-09-26"],
      ["in_custody", "about", 1200],
    ],
    { isAbout: true, note: "«More than 300 in a year»." },
  ),
  quote(
    "2025-12-23",
    "Viasna via reform.news",
    [
      ["pardoned", "exact", 342, "2025-01-01"],
      ["term_served", "at_least", 300, "2025-01-01"],
      ["recognised_new", "exact", 509, "2025-01-01"],
      ["in_custody", "exact", 1135],
      ["women", "exact", 168],
      ["men", "exact", 968],
      ["risk_group", "exact", 164],
      ["pardoned", "exact", 569, "2024-07-01"],
    ],
    { note: "The 342 were pardoned with US assistance. 168 women and 968 men are 1,136, not 1,135." },
  ),
  quote("2026-03-05", "Viasna via reform.news", [
    ["pardoned", "exact", 605, "2020-01-01"],
    ["recognised_total", "exact", 4499, "2020-01-01"],
  ]),
  quote("2026-03-05", "Sviatlana Tsikhanouskaya", [["in_custody", "at_least", 1100]], {
    note: "«More than 1,100».",
  }),
  quote(
    "2026-08-30",
    "Viasna's list of prisoners (CSV export)",
    [
      ["in_custody", "exact", 889],
      ["former", "exact", 3953],
      ["not_recognised", "exact", 3854],
      ["rows", "exact", 8696],
    ],
    {
      note: "«Former» includes people of the cases of 2010–2011, so 889 + 3,953 is not comparable with the 4,499 recognised since 2020.",
    },
  ),
];

/** The newest quote that gives the figure; quotes of one day in the order in which they stand. */
export function newestQuoteOf(of: FigureOf): { quote: RevolvingDoorQuote; figure: QuotedFigure } | null {
  for (const one of REVOLVING_DOOR.toReversed()) {
    const figure = one.figures.find((candidate) => candidate.of === of);
    if (figure !== undefined) return { quote: one, figure };
  }
  return null;
}
