import type { TextLanguage } from "../domain/language.ts";
import { foldWord } from "./fold.ts";
import { BE, BE_PARADIGMS } from "./lexicons/be.ts";
import { EN, EN_PARADIGMS } from "./lexicons/en.ts";
import { PL, REST, UK } from "./lexicons/others.ts";
import { RU, RU_PARADIGMS } from "./lexicons/ru.ts";
import { indexPhrases, type PhraseIndex } from "./phrases.ts";

/** Phrases by language, prepared once for a classifier. Lithuanian, German and the rest share one. */
export function phrasesByLanguage(): (language: TextLanguage) => PhraseIndex {
  const be = indexPhrases([BE], BE_PARADIGMS, (word) => foldWord(word, "be"));
  const ru = indexPhrases([RU], RU_PARADIGMS, (word) => foldWord(word, "ru"));
  const en = indexPhrases([EN], EN_PARADIGMS, (word) => foldWord(word, "en"));
  const uk = indexPhrases([UK], {}, (word) => foldWord(word, "uk"));
  const pl = indexPhrases([PL], {}, (word) => foldWord(word, "pl"));
  const rest = indexPhrases([REST], {}, (word) => foldWord(word, "und"));
  return (language) => ({ be, ru, en, uk, pl, lt: rest, und: rest })[language];
}
