import type { FigureOf } from "../domain/figure.ts";

/** `/status`, `/latest`, `/sources`, `/stats`, `/rounds`. Plain texts; the screens put the markup. */
export interface StatusText {
  readonly title: string;
  readonly inCustody: (n: number) => string;
  readonly womenAndMen: (women: number, men: number) => string;
  readonly noList: string;
  readonly last30Days: string;
  readonly released: (n: number) => string;
  readonly arrested: (n: number) => string;
  readonly recognised: (n: number) => string;
  readonly nothingIn30Days: string;
  readonly countingNote: string;
  readonly lastEvents: string;
  /** A list of prisoners beside the feeds of the same outlet. */
  readonly listOf: (outlet: string) => string;
  readonly freshness: string;
  readonly neverChecked: string;
  readonly buttons: { readonly latest: string; readonly sources: string; readonly stats: string };
}

export interface LatestText {
  readonly title: string;
  readonly none: string;
  readonly all: string;
  readonly releases: string;
  readonly arrests: string;
  readonly reported: string;
  readonly courts: string;
}

export interface SourcesText {
  readonly title: string;
  readonly lists: string;
  readonly notAsked: string;
  readonly explain: string;
  readonly lastNews: (when: string) => string;
}

export interface StatsText {
  readonly title: string;
  readonly explain: string;
  readonly none: string;
  readonly released: string;
  readonly recognised: string;
  readonly arrested: string;
  /** Above figures that others gave, each with its day and source. */
  readonly quotes: string;
  readonly quotesExplain: string;
  readonly figures: Readonly<Record<FigureOf, string>>;
  /** «з 1 ліпеня 2024» */
  readonly since: (date: string) => string;
  readonly picture: PictureText;
}

/** The words in the picture and under it. */
export interface PictureText {
  readonly title: string;
  readonly door: string;
  readonly custody: string;
  /** Those who do not keep the list. */
  readonly others: string;
  readonly sources: string;
  readonly ownEvents: string;
  readonly asOf: (date: string) => string;
  readonly dark: string;
  readonly light: string;
}

export interface RoundsText {
  readonly title: string;
  readonly none: string;
  readonly explain: string;
  readonly counts: string;
  readonly destination: string;
  readonly mediator: string;
  readonly concession: string;
  readonly stayed: string;
  readonly named: string;
  readonly sources: string;
  readonly notPolitical: string;
  readonly reports: string;
  readonly list: string;
}
