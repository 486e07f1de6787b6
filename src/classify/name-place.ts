import type { Mention } from "../domain/finding.ts";
import type { Reading } from "./claims.ts";
import { ABOUT, ENGLISH_VERB, FAMILY, HIS, MEETS, VERB } from "./lexicons/bystander-words.ts";
import { AND } from "./named.ts";
import { isKinAt } from "./plural.ts";

/** Words before the name that a sentence is about: «34-гадовы жыхар Гомеля Іван …». */
export const TOPIC_WITHIN = 5;

/** A name and what it is called by: «спецпосланник президента США Джон …». */
export const CALLED_WITHIN = 4;

/** Where a name stands in its sentence, in tokens. */
export interface Place {
  readonly first: number;
  readonly last: number;
  /** The last token of the name before it in the sentence: what stands there is about that one. */
  readonly before: number;
}

export function placeOf(
  { sentence: { tokens } }: Reading,
  person: Mention,
  people: readonly Mention[],
): Place {
  const ends = people.filter(({ start }) => start < person.start).map(({ end }) => end);
  return {
    first: tokens.findIndex((token) => token.end > person.start),
    last: tokens.findLastIndex((token) => token.start < person.end),
    before: tokens.findLastIndex((token) => ends.some((end) => token.start < end)),
  };
}

export const isFamilyAt = (reading: Reading, at: number): boolean =>
  isKinAt(reading, at) || FAMILY.test(reading.sentence.tokens[at]?.word ?? "");

/** «А, Б», «А і Б», «А и его сын Б»: nothing else stands between two names. */
export function isJoined(reading: Reading, last: number, first: number): boolean {
  const { tokens } = reading.sentence;
  const kin = isFamilyAt(reading, first - 1) && HIS.test(tokens[first - 2]?.word ?? "") ? 2 : 0;
  if (last === first - kin - 1) return true;
  return last === first - kin - 2 && AND.test(tokens[first - kin - 1]?.word ?? "");
}

/** The name that a sentence opens with, no verb before it, or one in a list with that: «дело вел Примерный» is about the case. */
export function isTopic(reading: Reading, place: Place, people: readonly Mention[]): boolean {
  const { tokens } = reading.sentence;
  const { last } = place;
  if (MEETS.test(tokens[last + 1]?.word ?? "")) return false;
  const first = openingOf(reading, place, people);
  if (first > TOPIC_WITHIN) return false;
  return !tokens
    .slice(0, first)
    .some(({ raw, word }) => VERB.test(raw.toLowerCase()) || ENGLISH_VERB.test(word) || ABOUT.test(word));
}

/** Where the list begins that a name stands in. */
function openingOf(reading: Reading, { first, before }: Place, people: readonly Mention[]): number {
  const { tokens } = reading.sentence;
  let [at, ahead] = [first, before];
  while (ahead >= 0 && isJoined(reading, ahead, at)) {
    const token = tokens[ahead];
    const other = people.find(
      ({ start, end }) => token !== undefined && token.start < end && start < token.end,
    );
    if (other === undefined) break;
    ({ first: at, before: ahead } = placeOf(reading, other, people));
  }
  return at;
}
