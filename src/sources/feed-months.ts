/** Beginnings of month names in the languages of the sources, longest that is needed to tell them apart. */
const BEGINNINGS: readonly (readonly string[])[] = [
  ["jan", "янв", "сту", "січ", "sty", "sau"],
  ["feb", "фев", "лют", "lut", "vas"],
  ["mar", "мар", "сак", "бер", "kov"],
  ["apr", "апр", "кра", "кві", "kwi", "bal"],
  ["may", "май", "мая", "тра", "maj", "geg"],
  ["jun", "июн", "чэр", "чер", "cze", "bir"],
  ["jul", "июл", "ліп", "лип", "lip", "lie"],
  ["aug", "авг", "жні", "сер", "sie", "rgp"],
  ["sep", "сен", "вер", "wrz", "rgs"],
  ["oct", "окт", "кас", "жов", "paź", "paz", "spa"],
  ["nov", "ноя", "ліс", "лис", "lis"],
  ["dec", "дек", "сне", "гру", "gru", "gruo"],
];

const BY_BEGINNING = new Map(
  BEGINNINGS.flatMap((names, index) => names.map((name) => [name, index + 1] as const)),
);

/** @returns 1…12, or null when the word names no month */
export function monthOf(word: string): number | null {
  return BY_BEGINNING.get(word.toLowerCase().slice(0, 3)) ?? null;
}
