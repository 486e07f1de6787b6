import type { Language } from "../domain/language.ts";
import type { Notice } from "../domain/notice.ts";
import { CARD_FIELDS } from "../domain/person.ts";
import { HOUR_MS, later, MINUTE_MS, SECOND_MS, startOf } from "../domain/time.ts";
import { formatInstant } from "../locales/dates.ts";
import { cardTextsIn } from "../locales/moderation/card.ts";
import { faultWords } from "../locales/moderation/faults.ts";
import { deskTextsIn, moderationTextsIn } from "../locales/moderation/texts.ts";
import { noticeTextsIn } from "../locales/notices.ts";
import { outletIn } from "../locales/outlets.ts";
import { textsIn } from "../locales/texts.ts";

/**
 * The facts of a notice as lines «Крыніца: Наша Ніва (nasha-niva-be)»: stored codes become words of the language.
 * An event's id is left out: nobody knows an event by it, and the queue shows the event.
 */
export function factLines(notice: Notice, language: Language): readonly string[] {
  const { facts: names } = noticeTextsIn(language);
  const { outlet } = notice.facts;
  return Object.entries(notice.facts).flatMap(([key, value]) => {
    const isNamed = outlet !== undefined && ("source" in notice.facts || "tracker" in notice.facts);
    if (value === "" || key === "event" || (key === "outlet" && isNamed)) return [];
    const words = wordsOf(language, key, String(value));
    const isId = isNamed && (key === "source" || key === "tracker");
    const shown = isId ? `${outletIn(language, String(outlet))} (${words})` : words;
    return [`${names[key] ?? key}: ${shown}`];
  });
}

function wordsOf(language: Language, key: string, value: string): string {
  const words = WORDS[key]?.(language) ?? {};
  if (Object.hasOwn(words, value)) return words[value] ?? value;
  if (key === "field") return fieldWords(language, value);
  if (key === "reason") return faultWords(language, value);
  if (key === "lastSuccess") return instantWords(language, value);
  if (key === "seconds") return noticeTextsIn(language).within(spanWords(language, Number(value)));
  return key === "tracker" || key === "outlet" ? outletIn(language, value) : value;
}

/** What is stored as one of a few codes. */
const WORDS: Readonly<Record<string, (language: Language) => Readonly<Record<string, string>>>> = {
  kind: (language) => textsIn(language).vocabulary.kinds,
  reason: (language) => moderationTextsIn(language).queue.reasons,
  code: (language) => deskTextsIn(language).review.codes,
};

function fieldWords(language: Language, value: string): string {
  const { fields } = cardTextsIn(language);
  return CARD_FIELDS.filter((field) => value.split(" ").includes(field))
    .map((field) => fields[field])
    .join(", ");
}

function instantWords(language: Language, value: string): string {
  if (value === "never") return noticeTextsIn(language).never;
  const [, day, hour, minute] = /^(\d{4}-\d\d-\d\d) (\d\d):(\d\d)$/u.exec(value) ?? [];
  if (day === undefined) return value;
  const at = later(startOf(day), Number(hour) * HOUR_MS + Number(minute) * MINUTE_MS);
  return `${formatInstant(language, at, "UTC")} UTC`;
}

function spanWords(language: Language, seconds: number): string {
  const { minutes, seconds: inSeconds } = textsIn(language).vocabulary;
  const perMinute = MINUTE_MS / SECOND_MS;
  return seconds < 2 * perMinute ? inSeconds(seconds) : minutes(Math.round(seconds / perMinute));
}
