import type { Custody } from "../domain/person.ts";

export interface ReadSentence {
  /** Whole months; null when the text gives no single term. */
  readonly months: number | null;
  /** A fine in base units («базовых величин»). */
  readonly baseUnits: number | null;
}

const FRACTIONS: Readonly<Record<string, number>> = {
  "½": 0.5,
  "¼": 0.25,
  "¾": 0.75,
  "⅓": 1 / 3,
  "⅔": 2 / 3,
};

/** Number words that lists use in place of figures, and "a year" without any. */
const NUMBER_WORDS: readonly (readonly [RegExp, number])[] = [
  [/^(?:полтора|полторы|паўтара|паўтары)$/iu, 1.5],
  [/^(?:пол|паў)$/iu, 0.5],
  [/^(?:один|одного|одна|адзін|адна|аднаго|one|a)$/iu, 1],
  [/^(?:два|две|двух|дзва|дзве|two)$/iu, 2],
  [/^(?:три|трех|трёх|тры|трох|three)$/iu, 3],
  [/^(?:четыре|четырех|четырёх|чатыры|чатырох|four)$/iu, 4],
  [/^(?:пять|пяти|пяць|пяці|five)$/iu, 5],
  [/^(?:шесть|шести|шэсць|шасці|six)$/iu, 6],
  [/^(?:семь|семи|сем|сямі|seven)$/iu, 7],
  [/^(?:восемь|восьми|восем|васьмі|eight)$/iu, 8],
  [/^(?:девять|девяти|дзевяць|дзевяці|nine)$/iu, 9],
  [/^(?:десять|десяти|дзесяць|дзесяці|ten)$/iu, 10],
];

const NUMBER = String.raw`\d{1,4}\s?[½¼¾⅓⅔]|[½¼¾⅓⅔]|\d{1,4}\s+\d\s?[/⁄]\s?\d(?!\d)|\d\s?[/⁄]\s?\d(?!\d)|\d{1,4}(?:[.,]\d{1,2})?`;
const YEARS = String.raw`years?|yrs?|y\.|гадоў|гады|года|году|год|лет|г\.`;
const MONTHS = String.raw`months?|mos?\.|месяц\p{L}{0,3}|мес\.?|м\.`;
const TERM = new RegExp(
  `(?<![\\p{L}\\d.,/-])(?<n>${NUMBER}|\\p{L}{3,8}|a)\\s{0,2}(?:-\\s?)?(?:(?<years>${YEARS})|(?<months>${MONTHS}))(?!\\p{L})`,
  "giu",
);
const UNITS = new RegExp(
  `(?<![\\d.,])(?<n>\\d{1,3}(?:\\s\\d{3})|\\d{1,6})(?:[.,]0+)?\\s{0,2}(?:базов\\p{L}{0,4}|базав\\p{L}{0,4}|base|basic|б\\.?\\s?в(?!\\p{L}))`,
  "iu",
);

function numberOf(text: string): number | null {
  const plain = text.trim();
  for (const [pattern, value] of NUMBER_WORDS) if (pattern.test(plain)) return value;
  const mixed = /^(?:(\d{1,4})\s+)?(\d)\s?[/⁄]\s?(\d)$/u.exec(plain);
  if (mixed !== null) {
    return mixed[3] === "0" ? null : Number(mixed[1] ?? 0) + Number(mixed[2]) / Number(mixed[3]);
  }
  const raised = /^(\d{0,4})\s?([½¼¾⅓⅔])$/u.exec(plain);
  if (raised !== null) return Number(raised[1] === "" ? 0 : raised[1]) + (FRACTIONS[raised[2] ?? ""] ?? 0);
  const value = Number(plain.replace(",", "."));
  return Number.isFinite(value) ? value : null;
}

interface Term {
  readonly months: number;
  readonly unit: "years" | "months";
  readonly start: number;
  readonly end: number;
}

function termsOf(text: string): readonly Term[] {
  const terms: Term[] = [];
  for (const match of text.matchAll(TERM)) {
    const value = numberOf(match.groups?.["n"] ?? "");
    const unit = match.groups?.["years"] === undefined ? "months" : "years";
    // «с 2024 года» is a date, not a term.
    if (value === null || value <= 0 || value > (unit === "years" ? 60 : 720)) continue;
    const months = Math.round(unit === "years" ? value * 12 : value);
    terms.push({ months, unit, start: match.index, end: match.index + match[0].length });
  }
  return terms;
}

const JOINED = /^[\s,]*(?:(?:и|і|й|and|&)\s+)?$/iu;
const ADDED = /^[^\d]{0,20}?(?:\+|плюс|дадатков|дополнительн|plus|additional)/iu;
/** «от 5 до 7 лет», "up to 5 years": a range or a threat, not a sentence. */
const RANGE = /(?<!\p{L})(?:от|ад|до|да|up to|from|between)\s{1,2}[\d½]/iu;

function oneTerm(text: string): number | null {
  if (RANGE.test(text)) return null;
  const terms = termsOf(text);
  const [first] = terms;
  if (first === undefined) return null;
  let total = first.months;
  let before = first;
  for (const term of terms.slice(1)) {
    const between = text.slice(before.end, term.start);
    const continues = before.unit === "years" && term.unit === "months" && JOINED.test(between);
    // Two terms that nothing joins («5 лет, изменено на 4 года»): which holds cannot be told.
    if (!continues && !ADDED.test(between)) return null;
    total += term.months;
    before = term;
  }
  return total > 0 ? total : null;
}

/**
 * Reads what a court decided: "2 1/2 years" → 30, «1,5 года» → 18, «12 гадоў 6 месяцаў» → 150, «500 базовых
 * величин» → 500 base units. Days are no term; two terms without a joint give null.
 */
export function readSentence(text: string | undefined): ReadSentence {
  const plain = (text ?? "").slice(0, 400).replace(/\s+/gu, " ").trim();
  const units = UNITS.exec(plain)?.groups?.["n"];
  return {
    months: oneTerm(plain),
    baseUnits: units === undefined ? null : Number(units.replace(/\s/gu, "")),
  };
}

const PENALTIES: readonly (readonly [RegExp, Custody | "fine"])[] = [
  [
    /домашн\p{L}* хими|хатн\p{L}* хімі|без направлени|без накіраванн|home confinement|domashnyaya/iu,
    "home_confinement",
  ],
  [
    /открыт\p{L}* типа|адкрыт\p{L}* тып|«?хими|«?хімі|khimi|open(?:[- ]type)?\s.{0,12}(?:facility|institution)|иуот|пуат/iu,
    "open_facility",
  ],
  [/лечени|лячэнн|treatment|психиатр|псіхіятр|psychiatr/iu, "compulsory_treatment"],
  [/колони|калоні|калёні|colony/iu, "colony"],
  [/тюр|турм|турэм|prison(?!ment)/iu, "prison_regime"],
  [/домашн\p{L}* арест|хатн\p{L}* арышт|house arrest/iu, "house_arrest"],
  [/арест|арышт|(?<!\p{L})arrest/iu, "arrest_sentence"],
  [/лишени\p{L}* свободы|пазбаўленн\p{L}* (?:волі|свабоды)|imprison|deprivation/iu, "colony"],
  [/штраф|(?<!\p{L})fine/iu, "fine"],
];

/**
 * What kind of penalty the words name; null when they name none that is known. «Ограничение свободы» alone says
 * neither home nor open facility and gives null.
 */
export function readPenalty(text: string | undefined): Custody | "fine" | null {
  if (text === undefined) return null;
  return PENALTIES.find(([words]) => words.test(text))?.[1] ?? null;
}
