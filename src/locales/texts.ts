import type { Language } from "../domain/language.ts";
import { be } from "./be.ts";
import { en } from "./en.ts";
import type { Messages } from "./messages.ts";
import { ru } from "./ru.ts";

export function textsIn(language: Language): Messages {
  return { be, ru, en }[language];
}
