/* oxlint-disable max-lines -- mostly a data table */

/**
 * The columns of a list of prisoners by the names of Viasna's machine export, and the words by which its human
 * exports, its HTML table and other lists head them in Belarusian, Russian and English.
 */
const HEADINGS = {
  id: ["id", "source_record_id", "record_id", "person_id", "№"],
  url: ["url", "link", "source_url", "page", "ссылка", "спасылка"],
  name: [
    "name",
    "name and surname",
    "surname and name",
    "full name",
    "names",
    "имя",
    "фио",
    "имя и фамилия",
    "фамилия и имя",
    "фамилия, имя",
    "імя",
    "імя і прозвішча",
    "прозвішча і імя",
    "прозвішча, імя",
  ],
  name_be: ["name be", "name_by"],
  name_ru: ["name ru"],
  name_en: ["name en", "name_latin"],
  status: ["status", "recognition", "статус"],
  gender: ["gender", "sex", "пол"],
  photo: ["photo", "image", "фото", "фота"],
  description: ["description", "notes", "описание", "апісанне", "описание дела", "апісанне справы"],
  birthday: [
    "birthday",
    "birth_date",
    "date of birth",
    "birth year",
    "year of birth",
    "birthyear",
    "дата рождения",
    "год рождения",
    "день рождения",
    "дата нараджэння",
    "год нараджэння",
    "дзень нараджэння",
  ],
  arrested: [
    "arrested",
    "detained",
    "detained_on",
    "detention_date",
    "date of detention",
    "date of arrest",
    "дата задержания",
    "дата ареста",
    "дата затрымання",
    "дата арышту",
  ],
  articles: [
    "articles",
    "charges",
    "article",
    "charges indicted",
    "обвинения",
    "статьи",
    "предъявлены обвинения",
    "предъявленные обвинения",
    "абвінавачванні",
    "артыкулы",
    "прад'яўлены абвінавачванні",
    "прад'яўлены абвінавачанні",
    "прад'яўленыя абвінавачванні",
    "прад'яўленыя абвінавачанні",
  ],
  prison: [
    "prison",
    "custody",
    "facility",
    "place of detention",
    "place of imprisonment",
    "место заключения",
    "место лишения свободы",
    "место содержания",
    "месца зняволення",
    "месца пазбаўлення волі",
    "месца ўтрымання",
  ],
  "prison/title": [],
  "prison/address": ["prison address", "address"],
  declaration: ["declaration", "statement", "declaration_url", "заявление", "заява"],
  decision: [
    "decision",
    "sentence",
    "court decision",
    "term",
    "решение суда",
    "приговор",
    "срок",
    "рашэнне суда",
    "прысуд",
    "тэрмін",
  ],
  penalty: ["penalty", "kind of penalty", "вид наказания", "наказание", "від пакарання", "пакаранне"],
  judge: ["judge", "судья", "суддзя"],
  councel: ["councel", "counsel", "lawyer", "адвокат", "адвакат", "prosecutor", "прокурор", "пракурор"],
  penalty_start_date: [
    "penalty_start",
    "start of the penalty",
    "date of penalty start",
    "penalty start date",
    "дата начала наказания",
    "дата начала отбывания наказания",
    "начало отбывания наказания",
    "начало наказания",
    "дата пачатку пакарання",
    "дата пачатку адбыцця пакарання",
    "пачатак пакарання",
    "пачатак адбыцця пакарання",
  ],
  release_date: [
    "released",
    "release",
    "date of release",
    "release date",
    "дата освобождения",
    "дата вызвалення",
  ],
  verdict_date: [
    "verdict",
    "date of verdict",
    "date of the verdict",
    "verdict date",
    "дата приговора",
    "дата решения суда",
    "дата прысуду",
    "дата рашэння суда",
  ],
  appeal_date: [
    "appeal",
    "date of appeal",
    "appeal date",
    "date of the appeal",
    "дата апелляции",
    "дата рассмотрения апелляции",
    "дата апелляционного рассмотрения",
    "дата апеляцыі",
    "дата разгляду апеляцыі",
  ],
  fake_terrorist_list: [
    "terrorist_list",
    "on_state_list",
    "terrorist list",
    "list of terrorists",
    "список террористов",
    "в списке террористов",
    "перечень террористов",
    "спіс тэрарыстаў",
    "у спісе тэрарыстаў",
  ],
  died: [
    "died_on",
    "date of death",
    "death",
    "умер",
    "умерла",
    "умер(ла)",
    "дата смерти",
    "памёр",
    "памёр(ла)",
    "дата смерці",
  ],
  clusters: ["cluster", "cases", "case", "дело", "дела", "кластеры", "справа", "справы"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Column = keyof typeof HEADINGS;

/** One row of a list by column: trimmed, `FALSE` and the like left out, without the photo. */
export type Cells = Readonly<Partial<Record<Column, string>>>;

/** `Дата нараджэння:` and `prad’…` with whatever apostrophe, as one spelling. */
function headingKey(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\u200b\ufeff]/gu, "")
    .replace(/[’ʼ‘`´′]/gu, "'")
    .replace(/[\s_\u00a0]+/gu, " ")
    .replace(/Ё/gu, "Е")
    .replace(/ё/gu, "е")
    .trim()
    .replace(/[:.]+$/u, "")
    .toLowerCase();
}

const BY_HEADING: ReadonlyMap<string, Column> = new Map(
  (Object.entries(HEADINGS) as [Column, readonly string[]][]).flatMap(([column, others]) =>
    [column, ...others].map((heading) => [headingKey(heading), column] as const),
  ),
);

/** Exports of JSON as CSV spread lists over columns: `articles/0`, `articles/1`, `prison/title`. */
export function columnOf(heading: string): Column | null {
  const key = headingKey(heading);
  return BY_HEADING.get(key) ?? BY_HEADING.get(key.replace(/\/\d+$/u, "")) ?? null;
}

/** Columns without which nothing that we tell would be known; an export that lost one of them is refused. */
const TELLING_COLUMNS: readonly Column[] = [
  "id",
  "name",
  "status",
  "birthday",
  "arrested",
  "articles",
  "prison",
  "decision",
  "penalty",
  "release_date",
  "verdict_date",
  "died",
];

export type HeaderReading =
  | { readonly ok: true; readonly columns: readonly (Column | null)[] }
  | { readonly ok: false; readonly reason: string };

/**
 * Maps a header row to columns. `strict`: every heading must be known, and an export with machine names must have
 * all telling columns; a human one (`Name and surname`, …) has no ids and fewer columns. Other organisations' lists
 * have columns of their own, which are left out.
 */
export function readHeader(headings: readonly string[], strict: boolean): HeaderReading {
  const columns = headings.map((heading) => (headingKey(heading) === "" ? null : columnOf(heading)));
  const unknown = headings.filter((heading, n) => columns[n] === null && headingKey(heading) !== "");
  if (strict && unknown.length > 0) {
    const shown = unknown.slice(0, 3).map((heading) => `"${heading.trim().slice(0, 40)}"`);
    return { ok: false, reason: `unknown header: ${shown.join(", ")}` };
  }
  const twice = columns.find(
    (column, n) => column !== null && columns.indexOf(column) !== n && !isSpread(headings[n]),
  );
  if (twice !== undefined) return { ok: false, reason: `header names "${String(twice)}" twice` };
  return missingColumns(columns, strict);
}

function isSpread(heading: string | undefined): boolean {
  return heading !== undefined && /\/\d+$/u.test(heading.trim());
}

function missingColumns(columns: readonly (Column | null)[], strict: boolean): HeaderReading {
  const isMachine = columns.includes("id") && columns.includes("url");
  const needed: readonly Column[] = strict ? (isMachine ? TELLING_COLUMNS : ["name", "status"]) : ["name"];
  const missing = needed.filter(
    (column) => !columns.includes(column) && !(column === "prison" && columns.includes("prison/title")),
  );
  if (missing.length > 0) return { ok: false, reason: `header lacks: ${missing.join(", ")}` };
  return { ok: true, columns };
}

/** What lists write for "nothing". */
const NOTHING = /^(?:0|false|null|none|nan|n\/a|undefined|[-–—])$/iu;

const NO_INFORMATION =
  /^(?:неизвестн\p{L}*|невядом\p{L}*|unknown|нет (?:данных|информации)|няма (?:звестак|інфармацыі)|no (?:data|information))[.;]?$/iu;

/** «Неизвестно», "unknown": the list says that it does not know. */
export function isNoInformation(cell: string): boolean {
  return NO_INFORMATION.test(cell);
}

const UNTIDY = /[\u200b\ufeff\t\u00a0\r\n]| {2}|\p{M}/u;

/** A cell without what only looks like content. Line breaks stay: they part a facility from its address. */
export function cleanCell(text: string): string | null {
  if (text === "") return null;
  const plain = (UNTIDY.test(text) ? tidied(text) : text).trim();
  return plain === "" || (plain.length < 10 && NOTHING.test(plain)) ? null : plain;
}

function tidied(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\u200b\ufeff]/gu, "")
    .replace(/[ \t\u00a0]+/gu, " ")
    .replace(/ ?\r?\n ?/gu, "\n");
}

const COLUMNS = Object.keys(HEADINGS) as readonly Column[];
/** Grows with what is read out of a cell, so that unchanged rows are read anew after an upgrade. */
const READER_VERSION = "1";

/** The same text for the same words under the same headings, in whatever order the columns come. */
export function cellsKey(cells: Cells): string {
  let key = READER_VERSION;
  for (const column of COLUMNS) {
    const value = cells[column];
    if (value !== undefined) key += `\u0000${column}\u0001${value}`;
  }
  return key;
}

/** Puts a row's fields under their columns; spread columns are joined. */
export function cellsOf(columns: readonly (Column | null)[], fields: readonly string[]): Cells {
  const cells: Partial<Record<Column, string>> = {};
  for (const [n, column] of columns.entries()) {
    if (column === null || column === "photo") continue;
    const value = cleanCell(fields[n] ?? "");
    if (value === null) continue;
    const before = cells[column];
    cells[column] = before === undefined ? value : `${before}; ${value}`;
  }
  return cells;
}
