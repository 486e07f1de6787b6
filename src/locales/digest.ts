import type { Language } from "../domain/language.ts";

/** The frame around a day's or a week's alerts in one message. */
export interface DigestTexts {
  readonly daily: string;
  readonly weekly: string;
  /** Discreet: says nothing about the matter. */
  readonly discreet: string;
  /** Alerts that did not fit. */
  readonly more: (n: number) => string;
}

const TEXTS: Readonly<Record<Language, DigestTexts>> = {
  be: {
    daily: "За дзень",
    weekly: "За тыдзень",
    discreet: "Ёсць навіны.",
    more: (n) => `І яшчэ: ${n}. Усё апошняе: /latest`,
  },
  ru: {
    daily: "За день",
    weekly: "За неделю",
    discreet: "Есть новости.",
    more: (n) => `И ещё: ${n}. Всё последнее: /latest`,
  },
  en: {
    daily: "In the last 24 hours",
    weekly: "In the last week",
    discreet: "There is news.",
    more: (n) => `And ${n} more. The latest: /latest`,
  },
};

export function digestTextsIn(language: Language): DigestTexts {
  return TEXTS[language];
}
