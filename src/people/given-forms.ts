/** Given names in the nominative, letter by letter: which gender has a name written so. */
import { nameIn } from "./display.ts";
import { GIVEN_NAMES } from "./given-table.ts";

export type Gender = "male" | "female";

/** Signs that writers set or leave out: ё, apostrophes, ь between consonants («Сьвятлана»); and і, э for и, е. */
function foldGiven(word: string): string {
  return word
    .toLowerCase()
    .replace(/[ёэ]/gu, "е")
    .replace(/[іы]/gu, "и")
    .replace(/['’ʼ`]/gu, "")
    .replace(/ь(?=[бвгджзклмнпрстфхцчшщ])/gu, "");
}

/** The first two of a row are the Belarusian and the Russian form; passports write them in Latin letters. */
const ROMANISED = 2;

function readForms(): Readonly<Record<Gender, ReadonlySet<string>>> {
  const forms = { male: new Set<string>(), female: new Set<string>() };
  for (const line of GIVEN_NAMES.trim().split("\n")) {
    const own = line.startsWith("f") ? forms.female : forms.male;
    for (const [at, form] of line.slice(3).split(/\s+/u).entries()) {
      own.add(foldGiven(form));
      if (at < ROMANISED) own.add(foldGiven(nameIn("en", [form])));
    }
  }
  return forms;
}
const FORMS = readForms();

/** Whether a word is a given name of the gender in its dictionary form, or a diminutive. */
export function isGivenForm(word: string, gender: Gender): boolean {
  return FORMS[gender].has(foldGiven(word));
}
