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

export function formatNumber(language: Language, n: number): string {
  return new Intl.NumberFormat(localeTag(language), { useGrouping: n >= 10_000 }).format(n);
}

/** `А, Б і В` */
export function listed(language: Language, parts: readonly string[]): string {
  return new Intl.ListFormat(localeTag(language)).format(parts);
}

export function localeTag(language: Language): string {
  return language === "en" ? "en-GB" : language;
}

export function capitalised(text: string): string {
  return text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}
