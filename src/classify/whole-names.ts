import type { Mention } from "../domain/finding.ts";
import { hearName } from "../people/name.ts";
import type { Reading } from "./claims.ts";
import { HIMSELF, HIS, PAIR } from "./lexicons/bystander-words.ts";
import { AND } from "./named.ts";
import { isKinAt } from "./plural.ts";
import type { Token } from "./text.ts";

/** Of one surname no more are told at once. */
const FAMILY_SIZE = 4;

/**
 * Names as a reader takes them: without the word that only the sentence's beginning capitalised («Умер Тигран …»,
 * «Сам Иван …»), and each of a family by the surname that stands once («Лявон і Тамара Прыкладныя»).
 */
export function wholeNames(readings: readonly Reading[], mentions: readonly Mention[]): readonly Mention[] {
  if (mentions.length === 0) return mentions;
  return readings.flatMap((reading) => {
    const { start, text } = reading.sentence;
    const here = mentions.filter((it) => it.start >= start && it.start < start + text.length);
    const bare = unopened(reading, here).filter(({ text: name }) => !OF_FAMILY.test(name));
    return bare.flatMap((mention) => [...relativesOf(reading, mention, bare), mention]);
  });
}

/** «Семью Примерных …» names nobody. */
const OF_FAMILY =
  /^(?:сям.?[юяіи]|семь[юяиё]\p{L}*|rodzin\p{L}|family|сужэнц\p{L}*|супруг[иоа]\p{L}{0,2})\s/iu;

/** The first name of a sentence without the verb or word that opens it. */
function unopened(reading: Reading, here: readonly Mention[]): readonly Mention[] {
  const [first, second] = here;
  const { tokens, start: from, text } = reading.sentence;
  const [opening, given, surname] = tokens;
  if (first === undefined || opening === undefined || given === undefined || first.personId !== null)
    return here;
  if (first.start !== opening.start || given.end > first.end) return here;
  const opens =
    HIMSELF.test(opening.word) ||
    PAIR.test(opening.word) ||
    reading.claims.some((claim) => claim.start === 0 && claim.end === 0);
  if (!opens) return here;
  const goesOn =
    first.end === given.end &&
    surname !== undefined &&
    surname.start === given.end + 1 &&
    /^\p{Lu}\p{Ll}/u.test(surname.raw);
  const end = goesOn ? surname.end : first.end;
  const whole = { ...first, start: given.start, end, text: text.slice(given.start - from, end - from) };
  const rest = second !== undefined && second.start < end ? here.slice(2) : here.slice(1);
  return [whole, ...rest];
}

/** «Юрия, Лидию и их сына Павла Примерных»: those who are named before the surname that is theirs too. */
function relativesOf(reading: Reading, mention: Mention, here: readonly Mention[]): Mention[] {
  const { tokens } = reading.sentence;
  const words = mention.text.split(" ");
  const surname = words.at(-1) ?? "";
  let at = tokens.findIndex((token) => token.start >= mention.start);
  if (words.length < 2 || !isGiven(words[0] ?? "")) return [];
  if (isKinAt(reading, at - 1) && HIS.test(tokens[at - 2]?.word ?? "")) at -= 2;
  const found: Mention[] = [];
  while (found.length < FAMILY_SIZE) {
    const joined = AND.test(tokens[at - 1]?.word ?? "");
    if (!joined && (found.length === 0 || tokens[at]?.afterBreak !== true)) break;
    at -= joined ? 2 : 1;
    const token = tokens[at];
    if (token === undefined || !isAlone(token, here) || !isGiven(token.raw)) break;
    const { start, end } = token;
    found.unshift({
      ...mention,
      personId: null,
      candidates: [],
      text: `${token.raw} ${surname}`,
      start,
      end,
    });
  }
  return found;
}

function isAlone({ start, end }: Token, here: readonly Mention[]): boolean {
  return !here.some((it) => it.start < end && start < it.end);
}

function isGiven(word: string): boolean {
  const heard = hearName(word);
  return /^\p{Lu}\p{Ll}/u.test(word) && heard.length > 0 && heard.every(({ given }) => given.length > 0);
}
