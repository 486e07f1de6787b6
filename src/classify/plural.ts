import type { Reading } from "./claims.ts";
import {
  ANIMATE,
  GROUP,
  KIN,
  MANY,
  MANY_PEOPLE,
  PEOPLE,
  PLURAL,
  PLURAL_ENDING,
  SEVERAL,
  THEY,
  TRADE,
} from "./lexicons/one-or-several.ts";
import { isUnit } from "./units.ts";

/** Whether a word behind a number can only mean people. */
export function isPeople(word: string): boolean {
  return PEOPLE.test(word);
}

const PART_OF = /^(?:з|са|із|из|of|сярод|среди|among|адзін|одного|один|one)$/u;

export function isVague(reading: Reading): boolean {
  return reading.sentence.tokens.some((token) => PLURAL.test(token.word));
}

/** Several people without a number. Words are folded: ў is у. */
export function isPlural(reading: Reading): boolean {
  const { tokens } = reading.sentence;
  return tokens.some(
    (token, at) =>
      PLURAL.test(token.word) ||
      PLURAL_ENDING.test(token.word) ||
      THEY.test(token.word) ||
      (MANY.test(token.word) && isPersonAt(reading, at) && !isAttribute(reading, at)),
  );
}

/** «Лідара анархістаў», «адзін з палітвязняў»: the plural only tells whose. */
function isAttribute(reading: Reading, at: number): boolean {
  return [1, 2].some(
    (step) =>
      reading.hits.some((hit) => hit.tag === "person" && hit.start === at - step && hit.end < at) ||
      PART_OF.test(reading.sentence.tokens[at - step]?.word ?? ""),
  );
}

function isPersonAt(reading: Reading, at: number): boolean {
  return reading.hits.some((hit) => hit.tag === "person" && hit.start === at);
}

/** «Айцішнікі атрымалі тэрміны», «прыхаджан аштрафавалі»: who opens the sentence or stands at its verb. */
export function actsInPlural(reading: Reading, at: number): boolean {
  return MANY_PEOPLE.test(reading.sentence.tokens[at]?.word ?? "");
}

/** "Detains parishioners", "frees elderly choir members": a plural object within a few words of its verb. */
export function takesMany(reading: Reading, verb: number): boolean {
  for (let at = verb + 1; at <= verb + 4; at += 1) {
    const token = reading.sentence.tokens[at];
    if (token === undefined || token.afterBreak || LITTLE.test(token.word)) return false;
    if (/^[a-z]{3,}[^\Wsui]s$/u.test(token.raw) && !isUnit(token.word)) return true;
  }
  return false;
}
const LITTLE =
  /^(?:in|on|over|after|for|to|as|of|at|by|from|with|and|who|than|during|amid|before|a|an|his|her|while|since|until|under|despite|without|into|via|near|outside)$/u;

/** Words that no single person is: then nobody may say that there is one, whatever else stands there. */
export function namesSeveral(reading: Reading): boolean {
  return (
    EACH_HIS.test(reading.sentence.text) || reading.sentence.tokens.some((token) => GROUP.test(token.word))
  );
}
/** «Аднаму — пяць, другому — сем». */
const EACH_HIS = /(?<!\p{L})(?:аднаму|адной|одному|одной|one)\s+[—–-]/iu;

/** One human being by trade or kin. */
export function isSingularAt(reading: Reading, at: number): boolean {
  const word = reading.sentence.tokens[at]?.word ?? "";
  if (/^\d/u.test(word) || PRONOUN.test(word) || PLURAL_ENDING.test(word)) return false;
  return (
    KIN.test(word) ||
    TRADE.test(word) ||
    (!SEVERAL.test(word) && (isPersonAt(reading, at) || isAnimateWord(word)))
  );
}

/** Somebody's husband, daughter, friend: never another word for who stands before. */
export function isKinAt(reading: Reading, at: number): boolean {
  return KIN.test(reading.sentence.tokens[at]?.word ?? "");
}

/** Several people by a plural noun without a number. */
export function isSeveralAt(reading: Reading, at: number): boolean {
  const word = reading.sentence.tokens[at]?.word ?? "";
  return (MANY.test(word) && isPersonAt(reading, at) && !KIN.test(word)) || PLURAL_ENDING.test(word);
}

/** A verb or participle in the plural whose subject it is about. */
export function saysTheyDidIt(reading: Reading): boolean {
  return reading.claims.some(
    (claim) => claim.form === "done" && THEY.test(reading.sentence.tokens[claim.start]?.word ?? ""),
  );
}

const PRONOUN = /^(?:him|her|them|us|me|you|others?|people|person|head|family|#)$/u;

/** A trade by its ending, in the cases that verbs ask for. */
export function isAnimateWord(word: string): boolean {
  return ANIMATE.test(word);
}

/** «Паэт і перакладчык выйшаў»: a verb in the singular. */
export function saysOneDidIt(reading: Reading): boolean {
  return reading.claims.some(
    (claim) =>
      claim.form === "done" &&
      !THEY.test(reading.sentence.tokens[claim.start]?.word ?? "") &&
      /(?:[аіыо]у|шоу|уся|лася|лся|лась|л|ла|[ае]ны|аная|еная|[ае]н|[ае]на|is|was|has|walks|leaves)$/u.test(
        reading.sentence.tokens[claim.start]?.word ?? "",
      ),
  );
}
