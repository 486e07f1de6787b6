import type { Language } from "../domain/language.ts";
import type { CardField } from "../domain/person.ts";

/** What readers see of a card that moderators changed. */
export interface CardEditText {
  readonly fields: Readonly<Record<CardField, string>>;
  /** «Змянілі мадэратары: стан, месца. 20 лістапада 2026, крыніца:», with the source behind it. */
  readonly edited: (fields: string, day: string) => string;
  /** Behind the source; the status as the list has it. */
  readonly listSays: (status: string) => string;
  readonly termEnds: (date: string) => string;
}

const TEXTS: Readonly<Record<Language, CardEditText>> = {
  be: {
    fields: {
      status: "становішча",
      place: "месца",
      sentence: "тэрмін",
      term_end: "канец тэрміну",
      charges: "артыкулы",
    },
    edited: (fields, day) => `Змянілі мадэратары бота: ${fields} (${day}). Крыніца:`,
    listSays: (status) => `У спісе пакуль: ${status}`,
    termEnds: (date) => `Канец тэрміну: ${date}`,
  },
  ru: {
    fields: {
      status: "положение",
      place: "место",
      sentence: "срок",
      term_end: "конец срока",
      charges: "статьи",
    },
    edited: (fields, day) => `Изменили модераторы бота: ${fields} (${day}). Источник:`,
    listSays: (status) => `В списке пока: ${status}`,
    termEnds: (date) => `Конец срока: ${date}`,
  },
  en: {
    fields: {
      status: "status",
      place: "place",
      sentence: "sentence",
      term_end: "end of term",
      charges: "charges",
    },
    edited: (fields, day) => `Changed by the bot’s moderators: ${fields} (${day}). Source:`,
    listSays: (status) => `The list still says: ${status}`,
    termEnds: (date) => `End of term: ${date}`,
  },
};

export function cardEditTextIn(language: Language): CardEditText {
  return TEXTS[language];
}
