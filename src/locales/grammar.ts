import type { Language } from "../domain/language.ts";

export type Gender = "male" | "female";

/** One word by gender; `unknown` must read well when nobody told us. */
export interface Inflected {
  readonly male: string;
  readonly female: string;
  readonly unknown: string;
}

export function inflect(word: Inflected, gender: Gender | null): string {
  return word[gender ?? "unknown"];
}

/** The same in every gender. */
export function uninflected(word: string): Inflected {
  return { male: word, female: word, unknown: word };
}

/** `1 чалавек, 2 чалавекі, 5 чалавек`; English uses `one` and `many`. */
export interface PluralForms {
  readonly one: string;
  readonly few?: string;
  readonly many: string;
}

/** Made once: a new one for every number costs time and memory outside the heap. */
const RULES: Readonly<Record<Language, Intl.PluralRules>> = {
  be: new Intl.PluralRules("be"),
  ru: new Intl.PluralRules("ru"),
  en: new Intl.PluralRules("en"),
};

export type PluralCategory = "one" | "few" | "many";

/** @param n a whole number */
export function pluralCategory(language: Language, n: number): PluralCategory {
  const rule = RULES[language].select(n);
  return rule === "one" || rule === "few" ? rule : "many";
}

export function plural(language: Language, n: number, forms: PluralForms): string {
  const category = pluralCategory(language, n);
  return category === "few" ? (forms.few ?? forms.many) : forms[category];
}

/** `14 чалавек`, with the language's own grouping of digits. */
export function counted(language: Language, n: number, forms: PluralForms): string {
  return `${formatNumber(language, n)} ${plural(language, n, forms)}`;
}

/** Up to four digits stand together in Belarusian and Russian print; English writes 1,136. */
const GROUPED_FROM: Readonly<Record<Language, number>> = { be: 10_000, ru: 10_000, en: 1000 };

interface NumberFormats {
  readonly plain: Intl.NumberFormat;
  readonly grouped: Intl.NumberFormat;
}

function numberFormats(language: Language): NumberFormats {
  const make = (useGrouping: boolean): Intl.NumberFormat =>
    new Intl.NumberFormat(localeTag(language), { useGrouping });
  return { plain: make(false), grouped: make(true) };
}

const NUMBERS: Readonly<Record<Language, NumberFormats>> = {
  be: numberFormats("be"),
  ru: numberFormats("ru"),
  en: numberFormats("en"),
};

export function formatNumber(language: Language, n: number): string {
  const { plain, grouped } = NUMBERS[language];
  return (n >= GROUPED_FROM[language] ? grouped : plain).format(n);
}

const LISTS: Readonly<Record<Language, Intl.ListFormat>> = {
  be: new Intl.ListFormat("be"),
  ru: new Intl.ListFormat("ru"),
  en: new Intl.ListFormat("en-GB"),
};

/** `А, Б і В` */
export function listed(language: Language, parts: readonly string[]): string {
  return LISTS[language].format(parts);
}

export function localeTag(language: Language): string {
  return language === "en" ? "en-GB" : language;
}

export function capitalised(text: string): string {
  return text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}
