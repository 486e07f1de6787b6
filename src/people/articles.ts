/* oxlint-disable max-lines -- a data table */
import type { WordsByLanguage } from "../domain/finding.ts";
import type { Charge } from "../domain/person.ts";

/** An article of the law that political cases use, with its name and where that name is from. */
export interface Article {
  /** `342`, `361-1`; administrative ones with `Adm `. */
  readonly code: string;
  readonly name: WordsByLanguage;
  readonly source: string;
}

const VIASNA_LIST = "https://prisoners.spring96.org (list of prisoners, articles column)";

export const ARTICLES: readonly Article[] = [
  {
    code: "130",
    name: { be: "Распальванне варожасці", ru: "Разжигание вражды", en: "Incitement to hatred" },
    source: VIASNA_LIST,
  },
  {
    code: "285",
    name: {
      be: "Удзел у злачыннай арганізацыі",
      ru: "Участие в преступной организации",
      en: "Participation in a criminal organisation",
    },
    source: VIASNA_LIST,
  },
  {
    code: "290-1",
    name: {
      be: "Фінансаванне тэрарыстычнай дзейнасці",
      ru: "Финансирование террористической деятельности",
      en: "Financing of terrorist activities",
    },
    source: "https://spring96.org/en/news/114028",
  },
  {
    code: "293",
    name: { be: "Масавыя беспарадкі", ru: "Массовые беспорядки", en: "Riots" },
    source: VIASNA_LIST,
  },
  {
    code: "342",
    name: {
      be: "Арганізацыя і падрыхтоўка дзеянняў, якія груба парушаюць грамадскі парадак, або актыўны ўдзел у іх",
      ru: "Организация и подготовка действий, грубо нарушающих общественный порядок, либо активное участие в них",
      en: "Organisation and preparation of actions that grossly violate public order, or active participation in them",
    },
    source: VIASNA_LIST,
  },
  {
    code: "357",
    name: {
      be: "Змова з мэтай захопу ўлады",
      ru: "Заговор с целью захвата власти",
      en: "Conspiracy to seize power in an unconstitutional way",
    },
    source: VIASNA_LIST,
  },
  {
    code: "361",
    name: {
      be: "Заклікі да дзеянняў, накіраваных на прычыненне шкоды нацыянальнай бяспецы",
      ru: "Призывы к действиям, направленным на причинение вреда национальной безопасности",
      en: "Calls for actions aimed at causing harm to the national security of the Republic of Belarus",
    },
    source: VIASNA_LIST,
  },
  {
    code: "361-1",
    name: {
      be: "Стварэнне экстрэмісцкага фарміравання або ўдзел у ім",
      ru: "Создание экстремистского формирования либо участие в нём",
      en: "Creation of an extremist formation, or participation in it",
    },
    source: VIASNA_LIST,
  },
  {
    code: "361-2",
    name: {
      be: "Фінансаванне экстрэмісцкай дзейнасці",
      ru: "Финансирование экстремистской деятельности",
      en: "Financing extremist activities",
    },
    source: "https://spring96.org/en/news/114028",
  },
  {
    code: "361-4",
    name: {
      be: "Садзейнічанне экстрэмісцкай дзейнасці",
      ru: "Содействие экстремистской деятельности",
      en: "Promotion (facilitation) of extremist activity",
    },
    source: "https://spring96.org/en/news/112678",
  },
  {
    code: "368",
    name: { be: "Абраза прэзідэнта", ru: "Оскорбление президента", en: "Insulting the President" },
    source: VIASNA_LIST,
  },
  {
    code: "369",
    name: {
      be: "Абраза прадстаўніка ўлады",
      ru: "Оскорбление представителя власти",
      en: "Insulting a government official",
    },
    source: VIASNA_LIST,
  },
  {
    code: "370",
    name: {
      be: "Здзек з дзяржаўных сімвалаў",
      ru: "Надругательство над государственными символами",
      en: "Desecration of state symbols",
    },
    source: VIASNA_LIST,
  },
  {
    code: "407",
    name: {
      be: "Разгалошванне дадзеных дазнання",
      ru: "Разглашение данных дознания",
      en: "Disclosure of the data of the inquiry",
    },
    source: VIASNA_LIST,
  },
  {
    code: "411",
    name: {
      be: "Злоснае непадпарадкаванне патрабаванням адміністрацыі папраўчай установы",
      ru: "Злостное неповиновение требованиям администрации исправительного учреждения",
      en: "Malicious (persistent) disobedience to the prison administration",
    },
    source: "https://spring96.org/en/news/113225",
  },
  {
    code: "Adm 19.11",
    name: {
      be: "Распаўсюд экстрэмісцкіх матэрыялаў",
      ru: "Распространение экстремистских материалов",
      en: "Distribution of extremist information products",
    },
    source: "thegoaspotlight.com, 2021-10-26",
  },
  {
    code: "Adm 24.15",
    name: {
      be: "Выкарыстанне замежнай бязвыплатнай дапамогі",
      ru: "Использование иностранной безвозмездной помощи",
      en: "Use of foreign gratuitous aid for extremist activities",
    },
    source: "https://spring96.org/en/news/114402",
  },
];

const BY_CODE: ReadonlyMap<string, Article> = new Map(ARTICLES.map((article) => [article.code, article]));

/** The article's names, or null when the code is not in the table. */
export function articleName(code: string): WordsByLanguage | null {
  return BY_CODE.get(code)?.name ?? null;
}

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** «361¹» is how some texts print 361-1. */
function unraise(text: string): string {
  return text.replace(
    /[⁰¹²³⁴⁵⁶⁷⁸⁹]+/gu,
    (raised) => `-${raised.replace(/./gu, (digit) => String(SUPERSCRIPTS.indexOf(digit)))}`,
  );
}

const PARTS = String.raw`\d{1,2}(?:\s{0,2}[,-]\s{0,2}\d{1,2}){0,5}`;
const CODE = String.raw`\d{1,3}(?:[-–.]\d{1,2})?(?!\d)`;
const WORD = String.raw`(?<!\p{L})(?:ст(?:\.\s?ст)?|стать[яейюи]{1,2}|арт(?:ыкул\p{L}{0,3})?|art(?:icle|icles|s)?)\.?\s{0,3}`;
const PART_WORD = String.raw`(?<!\p{L})(?:ч(?:\.\s?ч)?|част(?:ь|и|ка|кі)|part|p)\.?\s{0,3}`;
const CHARGE = new RegExp(
  `(?:${PART_WORD}(?<before>${PARTS})\\s{0,3}(?:of\\s)?\\s{0,3})?${WORD}(?<code>${CODE})(?:[\\s,(]{0,3}${PART_WORD}(?<after>${PARTS})(?!\\s{0,3}(?:of\\s{1,3})?${WORD}))?`,
  "giu",
);

function articleCode(written: string): string {
  const dotted = /^(\d{1,2})\.(\d{1,2})$/u.exec(written);
  if (dotted !== null) return `Adm ${written}`;
  return written.replace(/[–.]/u, "-");
}

/**
 * Reads the articles of a case: «ч. 1 ст. 361-4 Уголовного кодекса; ст. 130», "Part 2 of Art. 339", «арт. 342».
 * @returns one entry an article in the order of the text, `raw` being the source's words about it;
 *   words without any article give one entry with a null code
 */
export function readCharges(text: string): readonly Charge[] {
  const plain = unraise(text.trim());
  if (plain === "") return [];
  const found = [...plain.matchAll(CHARGE)];
  if (found.length === 0) return [{ code: null, part: null, raw: plain }];
  return found.map((match, n) => {
    const end = found[n + 1]?.index ?? plain.length;
    const raw = plain
      .slice(match.index, end)
      .replace(/[\s;,]+$/u, "")
      .replace(/\s+/gu, " ");
    const part = match.groups?.["before"] ?? match.groups?.["after"] ?? null;
    return { code: articleCode(match.groups?.["code"] ?? ""), part: part?.replace(/\s/gu, "") ?? null, raw };
  });
}
