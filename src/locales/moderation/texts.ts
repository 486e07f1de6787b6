import type { Language } from "../../domain/language.ts";
import { be } from "./be.ts";
import { deskBe } from "./desk-be.ts";
import { deskEn } from "./desk-en.ts";
import { deskRu } from "./desk-ru.ts";
import type { DeskTexts } from "./desk-texts.ts";
import { en } from "./en.ts";
import { ru } from "./ru.ts";
import type { ModerationTexts } from "./messages.ts";

export function moderationTextsIn(language: Language): ModerationTexts {
  return { be, ru, en }[language];
}

export function deskTextsIn(language: Language): DeskTexts {
  return { be: deskBe, ru: deskRu, en: deskEn }[language];
}
