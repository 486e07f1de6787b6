import type { EventKind } from "../domain/kind.ts";
import type { Reading } from "./claims.ts";
import { happenedIn } from "./events.ts";
import { FIRM, type Asserted } from "./strength.ts";

/** The first sentence of the title that says something happened; else the first. */
export function headline(titles: readonly Reading[]): Reading | undefined {
  const [first] = titles;
  if (first === undefined) return first;
  // «Дзе Максім? Родныя другі год не маюць адказу»: the answer is the news.
  if (first.sentence.question) return titles.find(answers) ?? first;
  const told = titles.find((reading) => !reading.sentence.question && happenedIn(reading).length > 0);
  // «Вывелі і сказалі: вольны». Інтэрв'ю з …: the sentence with words of ours tells what the item is.
  return (
    told ??
    titles.find((reading) => reading.claims.length > 0 || INTERVIEW.test(reading.sentence.text)) ??
    first
  );
}

function answers(reading: Reading): boolean {
  return !reading.sentence.question && happenedIn(reading).some(({ kind }) => ANSWERS.has(kind));
}
const ANSWERS: ReadonlySet<EventKind> = new Set(["not_released", "incommunicado", "death", "regime"]);

const INTERVIEW = /^\s*(?:інтэрв|интервью|размова|разговор|гутарка|беседа|interview)/iu;

/**
 * «Поўны спіс 14 вызваленых», «сталі вядомыя імёны яшчэ пяці вызваленых». Of a year, or of those who ought to be free,
 * it is none.
 */
export function listOfFreed({ sentence: { text, tokens, question } }: Reading): Asserted | null {
  const list = tokens.findIndex(({ word }) => LIST.test(word));
  const freed = tokens.findIndex(({ word }, at) => at > list && FREED.test(word));
  if (list < 0 || freed < 0 || freed - list > LIST_REACH || question || NOT_NOW.test(text)) return null;
  return {
    kind: "release",
    claim: { kind: "release", form: "done", start: list, end: freed, negated: false },
    strength: FIRM,
  };
}
const LIST = /^(?:спіс|імёны|прозвішчы|список|имена|фамилии)$/u;
const FREED = /^(?:вызваленых|освобожденных|освобождённых)$/u;
/** «Спіс яшчэ пяці вядомых нам вызваленых». */
const LIST_REACH = 5;
const NOT_NOW =
  /\d{4}|(?<!\p{L})(?:не|ня|якія|якіх|которые|которых|будуць|будут|хутка|скоро|раней|ранее)(?!\p{L})/iu;
