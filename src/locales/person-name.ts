import type { Language } from "../domain/language.ts";

/** The name in the chat's script, when the register has one. */
export function nameIn(language: Language, names: readonly string[]): string {
  const script = language === "en" ? /^[\p{Script=Latin}\s'’-]+$/u : /^[\p{Script=Cyrillic}\s'’-]+$/u;
  return names.find((name) => script.test(name)) ?? names[0] ?? "";
}
