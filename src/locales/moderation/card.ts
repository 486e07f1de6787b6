import type { Language } from "../../domain/language.ts";
import { cardBe } from "./card-be.ts";
import { cardEn } from "./card-en.ts";
import { cardRu } from "./card-ru.ts";
import type { CardTexts } from "./card-texts.ts";

export function cardTextsIn(language: Language): CardTexts {
  return { be: cardBe, ru: cardRu, en: cardEn }[language];
}
