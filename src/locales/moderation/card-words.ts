import { LANGUAGES } from "../../domain/language.ts";
import { CUSTODIES, type Custody } from "../../domain/person.ts";
import { textsIn } from "../texts.ts";

/** What a line of `/card` is about. `since` belongs to the status. */
export type CardLabel = "status" | "since" | "place" | "sentence" | "term_end" | "charges" | "source";

/** Words before a colon, in three languages; a longer one stands before the one that it begins with. */
const LABELS: readonly (readonly [CardLabel, string])[] = [
  ["term_end", "term ends?|end of (?:the )?term|release expected|expected end|ends?"],
  ["term_end", "(?:канец|заканчэнне) тэрміну|канец|заканчэнне"],
  ["term_end", "(?:конец|окончание) срока|конец|окончание"],
  ["status", "status|custody|now|стан|статус|становішча|цяпер|положение|состояние|сейчас"],
  ["since", "since|date|on|from|released|detained|arrested|died"],
  ["since", "з дня|з|дата|дзень|вызвалены|вызвалена|затрыманы|затрымана|затрыманая|памер|памерла"],
  ["since", "со дня|с|день|освобожден|освобождена|задержан|задержана|умер|умерла"],
  ["place", "place|where|facility|месца|дзе|установа|место|где|учреждение"],
  ["sentence", "sentence|term|тэрмін|прысуд|срок|приговор"],
  ["charges", "charges?|articles?|артыкулы?|абвінавачанне|статьи|статья|обвинение"],
  ["source", "source|link|url|крыніца|спасылка|источник|ссылка"],
];

const LABEL_WORDS = LABELS.map(([, words]) => words).join("|");
const WITH_SIGN = new RegExp(`^(${LABEL_WORDS})\\s{0,3}[:=]\\s{0,3}(.*)$`, "iu");
/** Without a colon a word may be the thing itself: «detained», «sentence of arrest». A number settles it. */
const WITH_NUMBER = new RegExp(`^(${LABEL_WORDS})\\s{1,3}(\\d.*)$`, "iu");
const WITH_WORDS = /^(status|place|статус|стан|месца|место)\s{1,3}(.+)$/iu;
/** On the line of the name, too: everything may come in one line. */
const INLINE = new RegExp(`(^|\\s)((?:${LABEL_WORDS})\\s?[:=]\\s|https?://)`, "gimu");

/** A line's label, and what stands behind it; null when it has none. */
export function labelOf(line: string): { readonly label: CardLabel; readonly rest: string } | null {
  // Of the same length: what stands behind the label is given as it was written.
  const plainLine = line.replaceAll("ё", "е").replaceAll("Ё", "Е");
  const match = WITH_SIGN.exec(plainLine) ?? WITH_NUMBER.exec(plainLine) ?? WITH_WORDS.exec(plainLine);
  const [, word = "", rest = ""] = match ?? [];
  const found = LABELS.find(([, words]) => new RegExp(`^(?:${words})$`, "iu").test(word));
  return found === undefined ? null : { label: found[0], rest: line.slice(line.length - rest.length).trim() };
}

/** Each label, and each link, on a line of its own. */
export function onLinesOfTheirOwn(text: string): string {
  return text.replace(/[ \t]+/gu, " ").replace(INLINE, "\n$2");
}

/** Days that need no number. */
export const TODAY = /^(?:today|сёння|сегодня)$/iu;
export const YESTERDAY = /^(?:yesterday|учора|ўчора|вчера)$/iu;

/** Stems of the months in three languages. */
const MONTHS: readonly RegExp[] = [
  /^(?:студз|январ|jan)/iu,
  /^(?:лют|феврал|feb)/iu,
  /^(?:сак|март|mar)/iu,
  /^(?:крас|апрел|apr)/iu,
  /^(?:ма[йяі]|тра|may)/iu,
  /^(?:чэр|июн|jun)/iu,
  /^(?:ліп|июл|jul)/iu,
  /^(?:жні|авг|aug)/iu,
  /^(?:вер|сент|sep)/iu,
  /^(?:кас|окт|oct)/iu,
  /^(?:ліс|нояб|nov)/iu,
  /^(?:сне|дек|dec)/iu,
];

/** @returns 1 to 12; null when the word is no month */
export function monthOf(word: string): number | null {
  const at = MONTHS.findIndex((stem) => stem.test(word));
  return at < 0 ? null : at + 1;
}

/** `where_free`: free, and it is not said in which country. */
export type StatusReading = Custody | "where_free" | null;

const FREE =
  /(?<!\p{L})(?:free|freed|released|at large|at liberty|(?:на|ў|у) вол|на свабод|на свобод|вызвал|вольн|свабодн|свободн|освобо|выйш|вышел|вышл)/u;
/** A country alone is none: surnames begin so. */
const IN_A_COUNTRY =
  /(?<!\p{L})(?:у|ў|в|во|in|to) (?:літв|литв|lithuania|польш|poland|вільн|вильн|vilnius|варшав|warsaw|украін|украин|ukraine|герман|нямеч|germany|грузі|грузи|georgia)/u;
const ABROAD =
  /(?:за мяж|замеж|за границ|заграниц|за рубеж|abroad|exile|выслан|вывез|вывоз|дэпарт|депорт|deport)/u;
const IN_BELARUS = /(?:беларус|белорус|belarus|мінск|минск|minsk)/u;
const NOT = /(?<!\p{L})(?:не|ня|not|no longer|больш не|больше не)(?!\p{L})/u;

/** The first that fits counts. */
const STATUSES: readonly (readonly [Custody, RegExp])[] = [
  ["died_in_custody", /памер(?:ла)?(?!\p{L})|смерц|смерт|умер|скончал|загіну|погиб|died|dead|death/u],
  [
    "at_liberty_before_sentence",
    /(?:да|до) (?:пачатку|начала)|(?:until|before) the sentence begins|before serving/u,
  ],
  [
    "released_pending_trial",
    /падпіск|подписк|(?<!\p{L})bail|liberty until the trial|(?:вол|вобод)\p{L}* (?:да|до) суда/u,
  ],
  [
    "home_confinement",
    /(?:хатн|дамаш|домаш|home)\p{L}* \p{P}?(?:хім|хим|khimi|confinement)|freedom at home/u,
  ],
  ["house_arrest", /(?:хатн|дамаш|домаш)\p{L}* (?:арышт|арест)|house arrest/u],
  [
    "open_facility",
    /хім[іи]|хими|khimi|адкрыт\p{L}* тып|открыт\p{L}* тип|open[- ](?:facility|type)|іуат|иуот/u,
  ],
  [
    "administrative_arrest",
    /адміністрац|административ|administrative|(?<!\p{L})сутк|(?<!\p{L})сутак|(?<!\p{L})суток/u,
  ],
  ["compulsory_treatment", /лячэнн|лечени|treatment|псіх|псих|psych/u],
  ["arrest_sentence", /(?:арышт|арест)\p{L}* (?:паводле|па|по) |sentence of arrest|арыштн\p{L}* дом|арестн/u],
  ["prison_regime", /турэмн|турм|тюрем|тюрьм|крыт(?:ая|ую|ой|ай)|prison regime|(?:high|maximum)-security/u],
  ["remand", /вартай|стражей|сіза|сизо|следч|следств|remand|pre-?trial|awaiting trial|in custody/u],
  ["colony", /калон|калён|колон|colony/u],
  ["detained", /затрым|задерж|detain|арыштаван|арестован|arrested/u],
  ["unknown", /невядом|неизвест|unknown/u],
];

/** @returns null when the words name no status, or deny one */
export function statusOfWords(written: string): StatusReading {
  const words = plain(written);
  if (words === "" || words.length > 120) return null;
  const code = words.replaceAll(/[\s-]+/gu, "_");
  const exact = CUSTODIES.find((custody) => custody === code) ?? asOnCards().get(words);
  if (exact !== undefined) return exact;
  if (NOT.test(words)) return null;
  const [custody] = STATUSES.find(([, stems]) => stems.test(words)) ?? [];
  if (custody !== undefined) return custody;
  if (ABROAD.test(words) || IN_A_COUNTRY.test(words)) return "free_abroad";
  if (!FREE.test(words)) return null;
  return IN_BELARUS.test(words) ? "free_in_belarus" : "where_free";
}

function plain(words: string): string {
  return words
    .normalize("NFC")
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(/[«»"“”„.,;:!()]+/gu, " ")
    .replace(/\s+/gu, " ")
    .trim();
}

/** The words of the cards themselves, in any language and gender. */
function asOnCards(): ReadonlyMap<string, Custody> {
  return new Map(
    LANGUAGES.flatMap((language) => {
      const { custody } = textsIn(language).vocabulary;
      return CUSTODIES.flatMap((code) =>
        Object.values(custody[code]).map((words: string) => [plain(words), code] as const),
      );
    }),
  );
}
