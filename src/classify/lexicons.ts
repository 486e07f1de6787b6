import type { TextLanguage } from "../domain/language.ts";
import { foldWord } from "./fold.ts";
import { BE, BE_PARADIGMS } from "./lexicons/be.ts";
import { EN, EN_PARADIGMS } from "./lexicons/en.ts";
import { PL, REST, UK } from "./lexicons/others.ts";
import { RU, RU_PARADIGMS } from "./lexicons/ru.ts";
import { indexPhrases, type PhraseIndex } from "./phrases.ts";

/** Phrases by language: the three main ones prepared at once, the neighbours' when first met. */
export function phrasesByLanguage(): (language: TextLanguage) => PhraseIndex {
  const be = indexPhrases([BE], BE_PARADIGMS, (word) => foldWord(word, "be"));
  const ru = indexPhrases([RU], RU_PARADIGMS, (word) => foldWord(word, "ru"));
  const en = indexPhrases([EN], EN_PARADIGMS, (word) => foldWord(word, "en"));
  const uk = once(() => indexPhrases([UK], {}, (word) => foldWord(word, "uk")));
  const pl = once(() => indexPhrases([PL], {}, (word) => foldWord(word, "pl")));
  const rest = once(() => indexPhrases([REST], {}, (word) => foldWord(word, "und")));
  return (language) => {
    if (language === "be") return be;
    if (language === "ru") return ru;
    if (language === "en") return en;
    if (language === "uk") return uk();
    return language === "pl" ? pl() : rest();
  };
}

function once(make: () => PhraseIndex): () => PhraseIndex {
  let made: PhraseIndex | null = null;
  return () => (made ??= make());
}
