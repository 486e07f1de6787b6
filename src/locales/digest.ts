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
    daily: "Навіны за суткі",
    weekly: "Навіны за тыдзень",
    discreet: "Ёсць навіны.",
    more: (n) => `І яшчэ: ${String(n)}. Усё апошняе: /latest`,
  },
  ru: {
    daily: "Новости за сутки",
    weekly: "Новости за неделю",
    discreet: "Есть новости.",
    more: (n) => `И ещё: ${String(n)}. Всё последнее: /latest`,
  },
  en: {
    daily: "News of the last 24 hours",
    weekly: "News of the last week",
    discreet: "There is news.",
    more: (n) => `And ${String(n)} more. All the latest: /latest`,
  },
};

export function digestTextsIn(language: Language): DigestTexts {
  return TEXTS[language];
}
