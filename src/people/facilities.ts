import type { WordsByLanguage } from "../domain/finding.ts";
import { nameOfSort } from "./facility-sorts.ts";

/** What kind of place it is; it tells in which custody a person there is. */
export type FacilityKind =
  | "remand"
  | "colony"
  | "juvenile_colony"
  | "prison"
  | "open"
  | "arrest_house"
  | "temporary"
  | "administrative"
  | "labour_treatment"
  | "prison_hospital"
  | "psychiatric";

/** A place of detention whose name is known in three languages. Addresses are those of 2023 or null. */
export interface KnownFacility {
  readonly id: string;
  readonly name: WordsByLanguage;
  /** The list gives it in Latin letters; Cyrillic is what the country's post reads. */
  readonly address: WordsByLanguage | null;
  readonly source: string;
}

const SAMPLE_2023 = "Viasna's list of prisoners, 2023";

export const FACILITIES: readonly KnownFacility[] = [
  {
    id: "SIZO-1",
    name: { be: "СІЗА №1", ru: "СИЗО №1", en: "Pre-trial detention centre No. 1" },
    address: {
      be: "220030, г. Мінск, вул. Валадарскага, 2",
      ru: "220030, г. Минск, ул. Володарского, 2",
      en: "220030, Minsk, vulica Valadarskaha 2",
    },
    source: SAMPLE_2023,
  },
  {
    id: "SIZO-7",
    name: { be: "СІЗА №7", ru: "СИЗО №7", en: "Pre-trial detention centre No. 7" },
    address: {
      be: "224030, г. Брэст, вул. Савецкіх Памежнікаў, 37",
      ru: "224030, г. Брест, ул. Советских Пограничников, 37",
      en: "224030, Brest, vulica Savieckich pamiežnikaŭ 37",
    },
    source: SAMPLE_2023,
  },
  {
    id: "IK-1",
    name: { be: "ПК №1", ru: "ИК №1", en: "Penal colony No. 1" },
    address: {
      be: "211440, г. Наваполацк, вул. Тэхнічная, 8",
      ru: "211440, г. Новополоцк, ул. Техническая, 8",
      en: "211440, Navapolack, vulica Techničnaya 8",
    },
    source: SAMPLE_2023,
  },
  {
    id: "IK-2",
    name: { be: "ПК №2, Бабруйск", ru: "ИК №2, Бобруйск", en: "Penal colony No. 2, Babrujsk" },
    address: null,
    source: "https://freeales.fidh.net",
  },
  {
    id: "IK-3",
    name: { be: "ПК №3, Віцьба", ru: "ИК №3, Витьба", en: "Penal colony No. 3, Vićba" },
    address: null,
    source: "https://spring96.org/en/news/116164",
  },
  {
    id: "IK-4",
    name: { be: "ПК №4 (жаночая)", ru: "ИК №4 (женская)", en: "Penal colony No. 4 (women)" },
    address: {
      be: "246035, г. Гомель, вул. Антошкіна, 3",
      ru: "246035, г. Гомель, ул. Антошкина, 3",
      en: "246035, Homieĺ, vulica Antoshkina 3",
    },
    source: SAMPLE_2023,
  },
  {
    id: "IK-9",
    name: { be: "ПК №9, Горкі", ru: "ИК №9, Горки", en: "Penal colony No. 9, Horki" },
    address: null,
    source: "AP; https://tid-1.pages.dev",
  },
  {
    id: "IK-13",
    name: {
      be: "ПК №13, Глыбокае",
      ru: "ИК №13, Глубокое",
      en: "Special-regime penal colony No. 13, Hlybokaje",
    },
    address: null,
    source: "https://babel.ua/en/news/125067",
  },
  {
    id: "IK-15",
    name: { be: "ПК №15", ru: "ИК №15", en: "Penal colony No. 15" },
    address: {
      be: "213105, г. Магілёў, Вейна, Слаўгарадская шаша, 183",
      ru: "213105, г. Могилёв, Вейно, Славгородское шоссе, 183",
      en: "213105, Mahilioŭ, Viejna, Slaŭharadskaja šaša 183",
    },
    source: SAMPLE_2023,
  },
  {
    id: "T-4",
    name: { be: "Турма №4", ru: "Тюрьма №4", en: "Prison No. 4" },
    address: {
      be: "212011, г. Магілёў, вул. Крупскай, 99А",
      ru: "212011, г. Могилёв, ул. Крупской, 99А",
      en: "212011, Mahilioŭ, vulica Krupskaj 99A",
    },
    source: SAMPLE_2023,
  },
  {
    id: "IUOT-48",
    name: { be: "ПУАТ №48", ru: "ИУОТ №48", en: "Open correctional facility No. 48" },
    address: {
      be: "213765, г. Асіповічы, вул. Сумчанкі, 38",
      ru: "213765, г. Осиповичи, ул. Сумченко, 38",
      en: "213765, Asipovičy, vulica Sumchanki 38",
    },
    source: SAMPLE_2023,
  },
  {
    id: "KAL",
    name: {
      be: "турэмны шпіталь у Калядзічах",
      ru: "тюремная больница в Колядичах",
      en: "Prison hospital in Kaliadzičy",
    },
    address: null,
    source: "https://www.gazetalodz.pl/Politics/628828",
  },
];

interface FacilityRule {
  readonly kind: FacilityKind;
  readonly prefix: string;
  readonly words: RegExp;
  /** True: the id is the prefix alone, there is only one such place. */
  readonly single: boolean;
}

/** A word beginning, not inside another word: `\b` knows ASCII letters only. */
function starting(alternatives: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives})`, "iu");
}

// The order matters: «тюремная больница» is no prison, «СИЗО КГБ» has no number.
const RULES: readonly FacilityRule[] = [
  {
    kind: "prison_hospital",
    prefix: "KAL",
    words: starting(
      "тюремн\\p{L}* больниц|республиканск\\p{L}* больниц|турэмн\\p{L}* (?:шпітал|бальніц)|prison hospital|(?:ко|ка)ля[дд]з?ич|калядзіч|kaliadz",
    ),
    single: true,
  },
  {
    kind: "psychiatric",
    prefix: "PSY",
    words: starting("психиатр|псіхіятр|психическ|псіхічн|рнпц|psychiatr|mental health"),
    single: true,
  },
  {
    kind: "remand",
    prefix: "SIZO-KGB",
    words: starting(
      "(?:сизо|сіза|следственн\\p{L}* изолятор\\p{L}*|следч\\p{L}* ізалятар\\p{L}*)\\s*(?:кгб|кдб)|kgb|американк",
    ),
    single: true,
  },
  {
    kind: "open",
    prefix: "IUOT",
    words: starting(
      "иуот|пуат|iuot|puat|исправительн\\p{L}* учрежден\\p{L}* открыт|папраўч\\p{L}* ўстанов\\p{L}* адкрыт|папраўч\\p{L}* установ\\p{L}* адкрыт|учрежден\\p{L}* открыт|open(?:[- ]type)? (?:correctional|penal)|correctional (?:facility|institution) of open",
    ),
    single: false,
  },
  {
    kind: "arrest_house",
    prefix: "AD",
    words: starting("арестн\\p{L}* дом|арыштн\\p{L}* дом|arrest house"),
    single: false,
  },
  {
    kind: "temporary",
    prefix: "IVS",
    words: starting(
      "ивс|ічу|ічч|изолятор\\p{L}* временн|ізалятар\\p{L}* часов|temporary (?:detention|holding)|ivs",
    ),
    single: false,
  },
  {
    kind: "administrative",
    prefix: "CIP",
    words: starting("цип|ціп|окрестин|акрэсцін|центр\\p{L}* изоляц|цэнтр\\p{L}* ізаляц|akrescin|okrestin"),
    single: false,
  },
  {
    kind: "labour_treatment",
    prefix: "LTP",
    words: starting("лтп|лечебно-трудов|лячэбна-працоўн|ltp"),
    single: false,
  },
  {
    kind: "juvenile_colony",
    prefix: "VK",
    words: starting("вк(?!\\p{L})|воспитательн\\p{L}* колон|выхаваўч\\p{L}* калон|juvenile|vk(?!\\p{L})"),
    single: false,
  },
  {
    kind: "remand",
    prefix: "SIZO",
    words: starting(
      "сизо|сіза|следственн\\p{L}* изолятор|следч\\p{L}* ізалятар|sizo|siza|(?:pre-?trial|remand)[ -](?:detention|prison|cent)|detention cent",
    ),
    single: false,
  },
  {
    kind: "colony",
    prefix: "IK",
    words: starting(
      "ик(?!\\p{L})|пк(?!\\p{L})|исправительн\\p{L}* колон|папраўч\\p{L}* калон|женск\\p{L}* колон|жаноч\\p{L}* калон|колони|калоні|калёні|ik(?!\\p{L})|pk(?!\\p{L})|(?:[\\p{L}-]+ )?(?:penal |correctional )?colony",
    ),
    single: false,
  },
  {
    kind: "prison",
    prefix: "T",
    words: starting("тюрьм|турм|крыт\\p{L}* турм|prison|t(?=\\s?[-–№]\\s?\\d)|т(?=\\s?[-–№]\\s?\\d)"),
    single: false,
  },
];

const NUMBER = /^[^\d,;\n]{0,60}?(\d{1,3})(?!\d)/u;

export interface SeenFacility {
  /** `IK-4`; null when the text names the kind but no number. */
  readonly id: string | null;
  readonly kind: FacilityKind;
}

/**
 * Tells a place of detention by the list's own words in Belarusian, Russian or English, however the number is
 * written: «Исправительная колония №4», «ПК-4», "Penal colony No. 4" are all `IK-4`. Null when it is none.
 */
export function readFacility(text: string): SeenFacility | null {
  const plain = text.replace(/\s+/gu, " ").trim().slice(0, 200);
  for (const { kind, prefix, words, single } of RULES) {
    const match = words.exec(plain);
    if (match === null) continue;
    if (single) return { id: prefix, kind };
    const number = NUMBER.exec(plain.slice(match.index + match[0].length))?.[1];
    return { id: number === undefined ? null : `${prefix}-${String(Number(number))}`, kind };
  }
  return null;
}

/** Names of a facility, of one that is not known by name its sort and number; null when the id tells neither. */
export function facilityName(id: string): WordsByLanguage | null {
  return FACILITIES.find((facility) => facility.id === id)?.name ?? nameOfSort(id);
}
