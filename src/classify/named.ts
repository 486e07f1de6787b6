import type { Mention } from "../domain/finding.ts";
import { compareNames } from "../people/compare-names.ts";
import { isOrdinaryWord, surnameLook } from "../people/not-people.ts";
import type { Reading } from "./claims.ts";

/** Joins the last two of a list. */
export const AND = /^(?:і|й|ды|и|and|plus|плюс|oraz|та|i|а|ja|und|ir)$/u;

/** The people named in one sentence. */
export function within(reading: Reading, people: readonly Mention[]): readonly Mention[] {
  const end = reading.sentence.start + reading.sentence.text.length;
  return people.filter((person) => person.start >= reading.sentence.start && person.start < end);
}

/** A name in a sentence, by its tokens. */
export interface Named {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Of more names than these a sentence is a list, which tells everybody once. */
const COMPARED = 12;

/** «Мікалая Статкевіча» and «Мікалай Статкевіч», or the surname alone, are one person; a couple of one surname is not. */
function isOnePerson(one: Named, other: Named): boolean {
  if (lastOf(one).charAt(0) !== lastOf(other).charAt(0)) return false;
  return compareNames(one.text, other.text).verdict !== "different";
}

/** Everybody once, in whatever forms the names stand. */
export function onePersonEach(names: readonly Named[]): readonly Named[] {
  if (names.length > COMPARED) return names;
  return names.filter((name, at) => !names.slice(0, at).some((one) => isOnePerson(one, name)));
}

/** Is it the same person, in whatever form the names stand? */
export function isSameAs(one: Pick<Named, "text">, other: Pick<Named, "text">): boolean {
  return compareNames(one.text, other.text).verdict === "same";
}

function lastOf({ text }: Named): string {
  return text.slice(text.lastIndexOf(" ") + 1).toLowerCase();
}

/**
 * Everybody whom a sentence lists by name, first those that are known to be people. A surname that no table knows
 * («Латушко») counts when it stands in a list with another name, or beside a term of its own after one.
 */
export function namesIn(reading: Reading, people: readonly Mention[]): readonly Named[] {
  const known = knownNames(reading, people);
  const others = possibleNames(reading, known);
  let accepted = [...known];
  let waiting = [...others];
  for (let grew = true; grew && waiting.length > 0;) {
    const joined = waiting.filter((name) => accepted.some((one) => areListed(reading, one, name)));
    const apart = waiting.filter(
      (name) => !joined.includes(name) && accepted.length > 0 && hasOwnTerm(reading, name),
    );
    // «Прыкладнаму далі пяць гадоў, Тэставай — чатыры»: who leads the list has no dash.
    const leads = waiting.filter(
      (name) => name.start === 0 && accepted.some((one) => hasOwnTerm(reading, one)),
    );
    const added = [...new Set([...joined, ...apart, ...leads])];
    grew = added.length > 0;
    accepted = [...accepted, ...added];
    waiting = waiting.filter((name) => !added.includes(name));
  }
  if (accepted.length === 0) accepted = pairOf(reading, others);
  return onePersonEach(accepted);
}

function knownNames(reading: Reading, people: readonly Mention[]): Named[] {
  const { tokens } = reading.sentence;
  return within(reading, people).flatMap((person) => {
    const start = tokens.findIndex((token) => token.start >= person.start);
    let end = start;
    while ((tokens[end + 1]?.end ?? Number.POSITIVE_INFINITY) <= person.end) end += 1;
    const last = tokens[end];
    // «ИК», «КДБ»: letters of an institution.
    if (last === undefined || /^\p{Lu}{1,4}$/u.test(last.raw)) return [];
    return [{ start, end, text: textOf(reading, start, end) }];
  });
}

function textOf({ sentence: { tokens } }: Reading, start: number, end: number): string {
  return tokens
    .slice(start, end + 1)
    .map((token) => token.raw)
    .join(" ");
}

/** Runs of capitalised words that are no known name, place, outlet or prison. */
function possibleNames(reading: Reading, known: readonly Named[]): Named[] {
  const { tokens } = reading.sentence;
  const names: Named[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    let end = at - 1;
    while (end < at + 2 && mayBeName(reading, end + 1, known) && (end < at || !tokens[end + 1]?.afterBreak))
      end += 1;
    if (end < at) continue;
    const word = tokens[end]?.word ?? "";
    if (at > 0 || end > at || surnameLook(word) !== "none" || isDative(word))
      names.push({ start: at, end, text: textOf(reading, at, end) });
    at = end;
  }
  return names;
}

function isDative(word: string): boolean {
  return /(?:аму|ому|ову|еву|іну|ину|ай|ой|у|sample|example)$/u.test(word);
}

function mayBeName(reading: Reading, at: number, known: readonly Named[]): boolean {
  const token = reading.sentence.tokens[at];
  if (token === undefined || token.quoted || !/^\p{Lu}[\p{Ll}'’ʼ]{2,}/u.test(token.raw)) return false;
  if (known.some((name) => at >= name.start && at <= name.end)) return false;
  return (
    !isOrdinaryWord(token.raw.toLowerCase()) &&
    !(isPlaceAt(reading, at) && surnameLook(token.word) === "none") &&
    !reading.hits.some((hit) => hit.start <= at && hit.end >= at && NO_NAME.has(hit.tag))
  );
}
const NO_NAME: ReadonlySet<string> = new Set([
  "byWeak",
  "foreign",
  "abroad",
  "custody",
  "person",
  "polit",
  "thing",
  "neg",
  "learned",
  "art",
]);

/** The words that tell of Belarus hold a few well-known names too: those look like names. */
function isPlaceAt(reading: Reading, at: number): boolean {
  return reading.hits.some((hit) => hit.tag === "by" && hit.start <= at && hit.end >= at);
}

/** «А, Б і В»: nothing but a comma or «and» stands between. */
function areListed(reading: Reading, one: Named, other: Named): boolean {
  const { tokens } = reading.sentence;
  const [first, second] = one.start < other.start ? [one, other] : [other, one];
  const between = second.start - first.end - 1;
  if (between === 0) return tokens[second.start]?.afterBreak === true && !isElliptic(reading, first);
  return between === 1 && AND.test(tokens[first.end + 1]?.word ?? "");
}

/** A dash or colon after a name gives it something of its own. */
function isElliptic(reading: Reading, name: Named): boolean {
  return /^\s*[—–:-]/u.test(textAfter(reading, name));
}

/** «…, Латушко — к 18», "Sample to four": a name after a break, with a number of its own. */
function hasOwnTerm(reading: Reading, name: Named): boolean {
  const { tokens } = reading.sentence;
  const opens = tokens[name.start]?.afterBreak === true || AND.test(tokens[name.start - 1]?.word ?? "");
  return opens && TERM.test(textAfter(reading, name));
}
const TERM = /^\s*(?:[—–-]|to|на|к|да)\s*(?:(?:to|на|к|до|да)\s+)?[\p{L}\d]/u;

/** Without any known name: two or more words that stand like names, each with a number of its own. */
function pairOf(reading: Reading, names: readonly Named[]): Named[] {
  const own = names.filter((name) => hasOwnTerm(reading, name));
  const [first] = names;
  return own.length > 0 && first !== undefined && first !== own[0] ? [first, ...own] : [];
}

function textAfter(reading: Reading, name: Named): string {
  const end = reading.sentence.tokens[name.end]?.end ?? 0;
  return reading.sentence.text.slice(end - reading.sentence.start, end - reading.sentence.start + 20);
}
