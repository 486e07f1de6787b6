import type { EventKind } from "../domain/kind.ts";
import type { Reading } from "./claims.ts";
import { happenedIn } from "./events.ts";

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
