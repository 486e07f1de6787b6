import { EVENT_KINDS, type EventKind } from "../../domain/kind.ts";
import { LANGUAGES } from "../../domain/language.ts";
import { textsIn } from "../texts.ts";

/** Words by which moderators may name a kind, beside its code: stems, the longer before the shorter. */
const STEMS: readonly (readonly [string, EventKind])[] = [
  ["невызвал", "not_released"],
  ["не вызвал", "not_released"],
  ["не освобо", "not_released"],
  ["not released", "not_released"],
  ["вызвал", "release"],
  ["освобо", "release"],
  ["freed", "release"],
  ["памілав", "pardon"],
  ["помилов", "pardon"],
  ["затрым", "arrest"],
  ["арышт", "arrest"],
  ["задерж", "arrest"],
  ["арест", "arrest"],
  ["detention", "arrest"],
  ["detained", "arrest"],
  ["абвінав", "charge"],
  ["обвин", "charge"],
  ["прысуд", "sentence"],
  ["асудж", "sentence"],
  ["приговор", "sentence"],
  ["осужд", "sentence"],
  ["verdict", "sentence"],
  ["рэжым", "regime"],
  ["режим", "regime"],
  ["інкамунікада", "incommunicado"],
  ["инкоммуникадо", "incommunicado"],
  ["здароў", "health"],
  ["здоров", "health"],
  ["смерц", "death"],
  ["смерт", "death"],
  ["памёр", "death"],
  ["памерла", "death"],
  ["умер", "death"],
  ["died", "death"],
  ["прызнан", "recognition"],
  ["призна", "recognition"],
  ["дэпарт", "deportation"],
  ["депорт", "deportation"],
  ["высыл", "deportation"],
  ["здзел", "deal"],
  ["дамоўлен", "deal"],
  ["сделк", "deal"],
];

/** «Recognised as a political prisoner» has 34 characters. */
const LONGEST = 40;

/** The words that the bot itself puts into a draft or a template: «вызваленне не адбылося» is no release. */
function isNoun(word: string, kind: EventKind): boolean {
  return LANGUAGES.some((language) => {
    const { kinds, agreeingKinds } = textsIn(language).vocabulary;
    const agreeing = agreeingKinds[kind];
    const nouns = [kinds[kind], agreeing?.female, agreeing?.plural];
    return nouns.some((noun) => noun?.toLowerCase() === word);
  });
}

/** @returns null when the line names no kind */
export function kindOfWord(line: string): EventKind | null {
  const word = line
    .trim()
    .toLowerCase()
    .replace(/[.:!]+$/u, "");
  if (word.length > LONGEST) return null;
  const code = word.replaceAll(/[\s-]+/gu, "_");
  const exact = EVENT_KINDS.find((kind) => kind === code || `${kind}s` === code || isNoun(word, kind));
  if (exact !== undefined) return exact;
  return STEMS.find(([stem]) => word.startsWith(stem))?.[1] ?? null;
}
