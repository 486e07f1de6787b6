/* oxlint-disable max-lines -- tables of case endings */
/**
 * Case endings of names on letters, read backwards: what stands in a text → the dictionary form. Belarusian and
 * Russian side by side; common knowledge of both grammars. A rule that could be two things is not here.
 */
import type { Gender } from "./given-forms.ts";

/** Cases as bits. */
export const NOMINATIVE = 1;
const G = 2;
const D = 4;
const A = 8;
const I = 16;
const L = 32;

export type Writing = "be" | "ru" | "latin";

/** A word as a form of `base` in some of the cases. */
export interface CaseReading {
  readonly base: string;
  readonly cases: number;
}

/** Stands in a base that is not known. */
export const UNTOLD = "?";

type Rule = readonly [ending: RegExp, base: string, cases: number];

/** Feminine and masculine nouns in -а and -я; the table of given names tells which reading is a name. */
const VOWEL_NOUN: readonly Rule[] = [
  [/[ыіи]$/u, "а", G],
  [/е$/u, "а", D | L],
  [/у$/u, "а", A | D],
  [/(?:ай|ой|аю|ою|ей)$/u, "а", I],
  [/зе$/u, "га", D | L],
  [/се$/u, "ха", D | L],
  [/ц[ыэ]$/u, "ка", D | L],
  [/це$/u, "та", D | L],
  [/дзе$/u, "да", D | L],
  [/[іи]$/u, "я", G | D | L],
  [/е$/u, "я", D | L],
  [/ю$/u, "я", A | D],
  [/(?:яй|ей|ёй|яю|ею)$/u, "я", I],
];
/** Belarusian men in -а: Міколам, Ільлём. */
const VOWEL_MAN: readonly Rule[] = [
  [/ам$/u, "а", I],
  [/[её]м$/u, "я", I],
];
const CONSONANT_NOUN: readonly Rule[] = [
  [/(?<=[^аеёіиоуыэюя])а$/u, "", G | A],
  [/(?<=[^аеёіиоуыэюя])у$/u, "", D | L],
  [/(?<=[^аеёіиоуыэюя])[ао]м$/u, "", I],
  [/(?<=[жшчщц])ем$/u, "", I],
  [/(?<=[^аеёіиоуыэюя])[еі]$/u, "", L],
  [/ва$/u, "ў", G | A],
  [/ву$/u, "ў", D],
  [/вам$/u, "ў", I],
  [/ве$/u, "ў", L],
  [/я$/u, "й", G | A],
  [/ю$/u, "й", D | L],
  [/[её]м$/u, "й", I],
  [/[іие]$/u, "й", L],
  [/я$/u, "ь", G | A],
  [/ю$/u, "ь", D | L],
  [/[её]м$/u, "ь", I],
  [/[іие]$/u, "ь", L],
];
const LOVE: readonly Rule[] = [
  [/ові$/u, "оў", G | D | L],
  [/оўю$/u, "оў", A | I],
  [/ови$/u, "овь", G | D | L],
  [/овью$/u, "овь", I],
];
/** Stems that lose a vowel. */
const FLEETING: readonly Rule[] = [
  [/^паў?в?л(?:а|у|ам|ом|е)$/u, "павел", G | D | A | I | L],
  [/^п(?:я|е|ё)тр(?:а|у|ам|ом|е)$/u, "пётр", G | D | A | I | L],
  [/^зм[іи]тр(?:а|у|ам|ом|е|ы)$/u, "зміцер", G | D | A | I | L],
];
const LION: Readonly<Record<Writing, readonly Rule[]>> = {
  be: [[/^льв(?:а|у|ам|е)$/u, "леў", G | D | A | I | L]],
  ru: [[/^льв(?:а|у|ом|е)$/u, "лев", G | D | A | I | L]],
  latin: [],
};
const LATIN_GIVEN: Readonly<Record<Gender, readonly Rule[]>> = {
  female: [
    [/u$/u, "a", A],
    [/[yi]$/u, "a", G],
    [/iu$/u, "ia", A],
    [/yu$/u, "ya", A],
  ],
  male: [
    [/a$/u, "", G | A],
    [/u$/u, "", D],
    [/ia$/u, "i", G | A],
    [/[ao]m$/u, "", I],
  ],
};

/** Which declensions a given name may have; whether the base is a name at all is another's question. */
export function givenRules(gender: Gender, writing: Writing): readonly Rule[] {
  if (writing === "latin") return LATIN_GIVEN[gender];
  return gender === "female"
    ? [...VOWEL_NOUN, ...LOVE]
    : [...FLEETING, ...LION[writing], ...CONSONANT_NOUN, ...VOWEL_NOUN, ...VOWEL_MAN];
}

const ADJECTIVE_F: readonly Rule[] = [
  [/ую$/u, "ая", A],
  [/юю$/u, "яя", A],
];
/** «-най», «-ской»; after a possessive's в or н a short feminine. */
const POSSESSIVE_F: readonly Rule[] = [
  [/(?<=[оаеё]в|[іиы]н)[ао]й$/u, "а", G | D | I | L],
  [/(?<=[оаеё]в|[іиы]н)[ао]ю$/u, "а", I],
  [/(?<=[оаеё]в|[іиы]н)у$/u, "а", A],
  [/(?<![оаеё]в|[іиы]н)(?<=[кгхнтдплрмбвс])[ао]й$/u, "ая", G | D | L],
  [/(?<=[сц]к|[^аеёіиоуыэюя]н)(?:[ао]й|[ао]ю)$/u, "ая", I],
  [/(?<=н)яй$/u, "яя", G | D | I | L],
  [/(?<=н)ей$/u, "яя", G | D | I | L],
];
const NOUN_F: readonly Rule[] = [
  [/(?<=[^гкхжчшщйаеёіиоуыэюяь])ы$/u, "а", G],
  [/(?<=[гкх])[іи]$/u, "а", G],
  [/(?<=[жчшщ])и$/u, "а", G],
  [/(?<=[^вн])у$/u, "а", A],
  [/(?<=[^іиыоаеё]н)у$/u, "а", A],
  [/(?<=[нйрл]к)(?:ай|ой)$/u, "а", I],
  [/(?<=[оае]н)[яю]$/u, "я", A],
  [/(?<=[лн])ю$/u, "я", A],
  // Foreign ones: Херше, Гётэ.
  [/(?<=[её])$/u, "", G | A | I],
];
const LATIN_F: readonly Rule[] = [
  [/uyu$/u, "aya", A],
  [/uju$/u, "aja", A],
  [/uiu$/u, "aia", A],
  [/(?<=[oae]v|[iy]n)u$/u, "a", A],
  [/(?<=sk)[ao][iyj]$/u, "aya", G | D | I | L],
  [/(?<=[oae]v|[iy]n)[ao][iyj]$/u, "a", G | D | I | L],
];

const ADJECTIVE_M_BE: readonly Rule[] = [
  [/(?<=[кгх])[аоя]га$/u, "і", G | A],
  [/(?<=[кгх])[аоя]му$/u, "і", D],
  [/(?<=[кгх])ім$/u, "і", I | L],
  [/(?<=[^кгх])[ао]га$/u, "ы", G | A],
  [/(?<=[^кгх])[ао]му$/u, "ы", D],
  [/(?<=[^кгхнв])ым$/u, "ы", I | L],
  [/(?<=[^іыаоеё]н)ым$/u, "ы", I | L],
  [/(?<=н)яга$/u, "і", G | A],
  [/(?<=н)яму$/u, "і", D],
];
/** Stressed endings that only these stems have; after н nobody can tell -ный from -ной. */
const STRESSED = "^донск|трубецк|шаховск|луговск|толст|^крут|^сед|^золот|[оеё]в";
const ADJECTIVE_M_RU: readonly Rule[] = [
  [new RegExp(`(?<=${STRESSED})ого$`, "u"), "ой", G | A],
  [new RegExp(`(?<=${STRESSED})ому$`, "u"), "ой", D],
  [new RegExp(`(?<=[кгх])(?<!${STRESSED})ого$`, "u"), "ий", G | A],
  [new RegExp(`(?<=[кгх])(?<!${STRESSED})ому$`, "u"), "ий", D],
  [new RegExp(`(?<=[^кгхн])(?<!${STRESSED})ого$`, "u"), "ый", G | A],
  [new RegExp(`(?<=[^кгхн])(?<!${STRESSED})ому$`, "u"), "ый", D],
  [new RegExp(`(?<=[сц]к)(?<!${STRESSED})им$`, "u"), "ий", I],
  [new RegExp(`(?<=[сц]к)(?<!${STRESSED})ом$`, "u"), "ий", L],
  [/(?<=н)его$/u, "ий", G | A],
  [/(?<=н)ему$/u, "ий", D],
];
const possessiveM = (v: string): readonly Rule[] => [
  [/(?<=[оаеё])ва$/u, v, G | A],
  [/(?<=[оаеё])ву$/u, v, D],
  [/(?<=[оаеё])вым$/u, v, I],
  [/(?<=[оаеё])ве$/u, v, L],
  [/(?<=[іиы]н)а$/u, "", G | A],
  [/(?<=[іиы]н)у$/u, "", D],
  [/(?<=[іиы]н)(?:ым|ом|ам)$/u, "", I],
  [/(?<=[іиы]н)е$/u, "", L],
];
const NOUN_M: readonly Rule[] = [
  [/(?<=[оё]н)ка$/u, "ак", G | A],
  [/(?<=[іи])ча$/u, "ч", G | A],
  [/(?<=[іи])чу$/u, "ч", D | L],
  [/(?<=[іи])ч[аоеэ]м$/u, "ч", I],
  [/(?<=[іи])ч[еы]$/u, "ч", L],
  [/(?<=[аеёіиоуыюя])ка$/u, "к", G | A],
  [/(?<=[аеёіиоуыюя])ку$/u, "к", D | L],
  [/(?<=[аеёіиоуыюя])к[ао]м$/u, "к", I],
  [/(?<=л)ьца$/u, "ец", G | A],
  [/(?<=[бвгджзклмнпрстш])ца$/u, "ец", G | A],
  [/(?<=[бвгджзклмнпрстш])цу$/u, "ец", D],
  [/(?<=[бвгджзклмнпрстш])ц[аоеэ]м$/u, "ец", I],
  [/(?<=[аеёоэ])я$/u, "й", G | A],
  [/(?<=[аеёоэ])ю$/u, "й", D],
  [/(?<=[аеёіиоуыэюя][лнрсзбд])я$/u, "ь", G | A],
];
/** Stems that surely lost no vowel: Казёл has Казла, but Шміт has Шміта. */
const WHOLE = "[аеёіиоуыэюя][бгджзлмнпрстфхшщ]|р[нтгд]|н[тн]|йс|ст|дт|лл|ь[дтм]";
const PLAIN_NOUN_M: readonly Rule[] = [
  [new RegExp(`(?<=${WHOLE})а$`, "u"), "", G | A],
  [/(?<=[аеёіиоуыэюя][рнш])у$/u, "", D],
  [/(?<=[аеёіиоуыэюя][рнш])(?:ам|ом|ем)$/u, "", I],
];
const VOWEL_M: readonly Rule[] = [
  [/(?<=[^гкхжчшщйаеёіиоуыэюяь])ы$/u, "а", G],
  [/(?<=[гкх])[іи]$/u, "а", G],
  [/(?<=[жчшщ])и$/u, "а", G],
  [/(?<=[нйрлш]к)у$/u, "а", D | A],
  [/(?<=[нйрлш]к)(?:ам|ой)$/u, "а", I],
  [/у$/u, "а", A],
];
/** A man's name in that case all right, but whether it was Купал or Купала nobody can tell. */
const UNTOLD_M: readonly Rule[] = [
  [/у$/u, UNTOLD, D],
  [/(?:ам|ом|ем)$/u, UNTOLD, I],
];
const LATIN_M: readonly Rule[] = [
  [/(?<=[sc]k)aha$/u, "i", G | A],
  [/(?<=[sc]k)ogo$/u, "y", G | A],
  [/(?<=vi)cha$/u, "ch", G | A],
];

/** Belarusian writes -онак, Russian -онок. */
const FLEETING_RU = NOUN_M.map(([ending, base, cases]): Rule => [ending, base === "ак" ? "ок" : base, cases]);

const SURNAME_F = [...ADJECTIVE_F, ...POSSESSIVE_F, ...NOUN_F];
const MALE_BE = [...ADJECTIVE_M_BE, ...possessiveM("ў"), ...NOUN_M, ...PLAIN_NOUN_M, ...VOWEL_M, ...UNTOLD_M];
const MALE_RU = [
  ...ADJECTIVE_M_RU,
  ...possessiveM("в"),
  ...FLEETING_RU,
  ...PLAIN_NOUN_M,
  ...VOWEL_M,
  ...UNTOLD_M,
];

export function surnameRules(gender: Gender, writing: Writing): readonly Rule[] {
  if (writing === "latin") return gender === "female" ? LATIN_F : LATIN_M;
  if (gender === "female") return SURNAME_F;
  return writing === "be" ? MALE_BE : MALE_RU;
}

/** Surnames that no case changes: -ко and -о, -ых, other vowels; women's on a consonant. */
export function isIndeclinable(word: string, gender: Gender, writing: Writing): boolean {
  if (writing === "latin") return gender === "female" ? /[^aeiouy]$/u.test(word) : /[oe]$/u.test(word);
  if (/(?:[оэ]|[ыі]х|их)$/u.test(word) && !/[оеая]го$/u.test(word)) return true;
  return (
    gender === "female" && /[^аеёіиоуыэюя]$/u.test(word) && !/(?:[оаеё][ўв]|й|[іиы]м|[ао]м)$/u.test(word)
  );
}

/** What a nominative of the gender does not end in, as far as surnames go. */
export function isOblique(word: string, gender: Gender): boolean {
  return gender === "female" ? OBLIQUE_F.test(word) : OBLIQUE_M.test(word);
}
const CASES =
  "[ао]г[ао]|[ао]му|яга|яму|[ую]ю|[оаеё]в(?:у|ым|[ао]й)|[іиы]н(?:у|ым|[ао]й)|[іи]ч(?:а|у|[аоеэ]м)|[уюіиы]к(?:а|у|[ао]м)|нк(?:і|у|ам|ай)|[сц]к(?:[ао]й|[іи]м|ую)";
const OBLIQUE_F = new RegExp(`(?:${CASES}|[сц]кі|[сц]кий|[оаеё]ў|[оеё]в|[^аеёиоуыэюя][ыо]й|[нт]ы)$`, "u");
const OBLIQUE_M = new RegExp(`(?:${CASES}|[сц]кая|[нт]ая|[оаеё]ва)$`, "u");

/** @returns the readings of a lower-case word by the rules */
export function readBack(word: string, rules: readonly Rule[]): CaseReading[] {
  return rules.flatMap(([ending, base, cases]) => {
    const at = word.search(ending);
    return at < 0 || at === 1 ? [] : [{ base: word.slice(0, at) + base, cases }];
  });
}
