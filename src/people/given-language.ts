import { GIVEN_NAMES } from "./given-table.ts";

/** Second in a row may stand a diminutive, where both languages write the name alike: Антон, Антось. */
const DIMINUTIVE = /(?:сь|[шнклс]а|[ії]к|ик|ня|ля|ся|ва)$/u;
/** Or another form of the first language: Наста, Настасся; Яна, Янка. */
const OWN_FORM = /(?:сся|нка)$/u;
/** Or the Ukrainian one, where Belarusian and Russian write the name alike: Глеб, Гліб; Павел, Павло. */
const UKRAINIAN = /[іїєґ]|[бвгджзклмнпрстфхцчшщ]о$/u;
const CYRILLIC = /^\p{Script=Cyrillic}+$/u;

interface Forms {
  readonly belarusian: ReadonlySet<string>;
  readonly russian: ReadonlySet<string>;
}

const FORMS: Forms = readForms();

function readForms(): Forms {
  const belarusian = new Set<string>();
  const russian = new Set<string>();
  for (const row of GIVEN_NAMES.trim().split("\n")) {
    const [, first = "", second = ""] = row.toLowerCase().split(" ");
    belarusian.add(first);
    const isPair = CYRILLIC.test(second) && second.at(-1) === sameEnding(first, second);
    russian.add(isPair ? second : first);
  }
  return { belarusian, russian };
}

/** The last letter that the Russian form of a name must have to be one; "" when it is a diminutive. */
function sameEnding(first: string, second: string): string {
  const isFemale = /[ая]$/u.test(first);
  if (isFemale !== /[ая]$/u.test(second) || OWN_FORM.test(second)) return "";
  return !isFemale && (DIMINUTIVE.test(second) || UKRAINIAN.test(second)) ? "" : second.slice(-1);
}

/** Is a given name written as only one of the languages writes it? 1 Belarusian, -1 Russian, 0 neither or both. */
export function givenLeaning(word: string): -1 | 0 | 1 {
  const plain = word.toLowerCase().replace(/[’ʼ]/gu, "'");
  const isBelarusian = FORMS.belarusian.has(plain);
  if (isBelarusian === FORMS.russian.has(plain)) return 0;
  return isBelarusian ? 1 : -1;
}
