/** Is a near name surely the same name? What tells apart two people whose names sound alike. */
import { soundDistance } from "./distance.ts";
import { LATVIAN_ENDING, MEN_ENDINGS, type Paradigm, type Split } from "./inflection.ts";
import { givenLeaning } from "./given-language.ts";
import type { KnownName, NameWord, QueryWord } from "./name.ts";
import { type Romanisation, romanisationsOf } from "./romanisations.ts";
import { spellingDistance } from "./spelling-distance.ts";
import type { Written } from "./vowel-rules.ts";

/** In typing errors. */
const SURE_SURNAME = 0.36;
const OBLIQUE = 0.03;
/** Farther from the best reading of a given name than its own case forms are. */
const ANOTHER_GIVEN = 0.065;
/** «Макаь» is a mistyped name rather than a form of Мацвей. */
const SURE_GIVEN = 0.2;
/** Ends as only a man's nominative does. */
const CLOSED = /[бвгґджзйклмнпрстфхцчшщўь]$|[b-df-hj-np-tv-złńśźżčšžŭ]$/u;

const LATIN = /\p{Script=Latin}/u;
/** Also of Belarusian on a Russian keyboard: «Сакалоуски». */
const BELARUSIAN =
  /[іў]|дз[еёюяь]|ц[ьеёюя]|[чшжр]ы|[чшжцр]э|[аоеэя]у(?=[бвгджзклмнпрстфхцчшщ]|$|\s)|[сц]ки(?=$|\s)/u;
const RUSSIAN = /[щъ]|[дт][ьеёюяи]|[чшжр][иеья]|[оеё]в$|ий$/u;
const RUSSIAN_LETTER = /[ищъ]/u;
const UKRAINIAN = /[єїґ]|і.*и|и.*і/u;

/** The language of a name by all its words; `any` when they tell nothing or contradict each other. */
function writtenAs(words: readonly string[]): Written {
  const text = words.join(" ");
  if (LATIN.test(text)) return "latin";
  const leanings = words.map(givenLeaning);
  const isBelarusian = BELARUSIAN.test(text) || leanings.includes(1);
  const isRussian = words.some((word) => RUSSIAN.test(word)) || leanings.includes(-1);
  if (UKRAINIAN.test(text) && !/[ўыэё]/u.test(text)) return "uk";
  if (isBelarusian === isRussian) return "any";
  if (isBelarusian) return RUSSIAN_LETTER.test(text) ? "any" : "be";
  return "ru";
}

interface Side {
  readonly written: Written;
  readonly readings: readonly (Romanisation | null)[];
}

function sideOf(words: readonly string[]): Side {
  const written = writtenAs(words);
  return { written, readings: written === "latin" ? romanisationsOf(words.join(" ")) : [null] };
}

function isOneSpelling(a: string, b: string, query: Side, known: Side): boolean {
  if (a === b && query.written !== "latin" && known.written !== "latin") return true;
  if (soundDistance(a, b, SURE_SURNAME) > SURE_SURNAME) return false;
  return query.readings.some((reading) =>
    known.readings.some(
      (other) =>
        spellingDistance(
          { sounds: a, written: query.written, reading },
          { sounds: b, written: known.written, reading: other },
        ) <= SURE_SURNAME,
    ),
  );
}

/**
 * What the given name says of the surname's case. `other`: it is nearer to another given name, so that only a form
 * that the other's bearer cannot have tells who is meant.
 */
type GivenCase = "nominative" | "oblique" | "other" | "any";

function mayEnd(split: Split, paradigm: Paradigm, givenCase: GivenCase, isLatin: boolean): boolean {
  if ((paradigm.own & split.ending) === 0) return false;
  if (givenCase === "other") return (split.ending & MEN_ENDINGS) !== 0;
  return givenCase !== "nominative" || (isLatin && (split.ending & LATVIAN_ENDING) !== 0);
}

function isSurname(
  word: QueryWord,
  known: NameWord,
  sides: readonly [Side, Side],
  givenCase: GivenCase,
): boolean {
  const mayBeNominative = givenCase === "nominative" || givenCase === "any";
  if (word.text === known.text && mayBeNominative) return true;
  const isLatin = sides[0].written === "latin";
  return word.heard.some(({ sounds, splits }) =>
    known.readings.some((reading) => {
      if (mayBeNominative && isOneSpelling(sounds, reading.sounds, ...sides)) return true;
      return splits.some((split) =>
        reading.paradigms.some(
          (paradigm) =>
            mayEnd(split, paradigm, givenCase, isLatin) && isOneSpelling(split.stem, paradigm.stem, ...sides),
        ),
      );
    }),
  );
}

/** In which case the query has the given name of the register's person, by how near its forms are. */
function caseOfGiven(word: QueryWord | undefined, known: NameWord | undefined): GivenCase {
  if (word === undefined || known === undefined || word.isInitial) return "any";
  const least = Math.min(
    ...word.given.filter(({ name }) => known.given.includes(name)).map(({ distance }) => distance),
  );
  if (least === Infinity) return "any";
  const best = Math.min(...word.given.map(({ distance }) => distance));
  if (best + ANOTHER_GIVEN <= least || least > SURE_GIVEN) return "other";
  // Юліі Прыкладчук: a woman's name, though Юлій is a name too; her surname has no cases
  if (best + OBLIQUE <= least) return /[ая]$/u.test(known.text) ? "any" : "oblique";
  return best === least && least < OBLIQUE && CLOSED.test(word.text) ? "nominative" : "any";
}

/** «Галіна Рановіч» is not Павел Галін with a father's name. */
function lacksGiven(words: readonly QueryWord[], name: KnownName, taken: readonly number[]): boolean {
  const isGiven = (place: number): boolean => name.words[place]?.part === "given";
  return !taken.some(isGiven) && taken.some((place, at) => place < 0 && words[at]?.isInitial === false);
}

/**
 * Whether the words are surely spellings of the name, and not of another one that sounds like it.
 *
 * @param taken as {@link import("./match.ts").Fit} has it
 */
export function isCertain(words: readonly QueryWord[], name: KnownName, taken: readonly number[]): boolean {
  const query = sideOf(words.map(({ text }) => text));
  const known = sideOf(name.words.map(({ text }) => text));
  const givenAt = name.words.findIndex(({ part }) => part === "given");
  const givenCase = caseOfGiven(words[taken.indexOf(givenAt)], name.words[givenAt]);
  if (lacksGiven(words, name, taken)) return false;
  return taken.every((place, at) => {
    const [word, part] = [words[at], name.words[place]];
    if (word === undefined || part?.part !== "surname" || word.isInitial) return true;
    return isSurname(word, part, [query, known], givenCase);
  });
}
