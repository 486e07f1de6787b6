import type { HeadCount, Mention } from "../domain/finding.ts";
import type { Claim, Reading } from "./claims.ts";
import { numberAt } from "./numbers.ts";

/** Words that may stand between a number and the noun it counts: «14 беларускіх палітычных вязняў». */
const REACH = 4;
const UNIT =
  /^(?:год|гад|лет|сут|дз[её]н|дні|дня|дней|день|дзень|месяц|тыдз|тыдн|недел|гадзін|час|рубл|руб|долар|доллар|евро|еўра|працэнт|процент|тысяч|мільён|миллион|артык|стать|статт|частк|част|кілагр|килогр|раз|разоў|санкц|year|day|month|week|hour|percent|million|thousand|rouble|ruble|dollar|euro|time|article|part|lat|rok|dni|dób|рок|діб|днів|місяц|metų|jahr|tage|январ|феврал|март|апрел|мая|июн|июл|август|сентябр|октябр|ноябр|декабр|студз|лют|сакав|красав|чэрв|ліп|жнів|верас|кастр|лістап|снеж|january|february|march|april|may|june|july|august|september|october|november|december|stycz|lut|marc|kwiet|maj|czerw|lip|sierp|wrze|paźdz|listop|grud|січ|березн|квіт|трав|черв|лип|серп|верес|жовт|груд)/u;
const AND = /^(?:і|й|ды|и|and|plus|плюс|oraz|та|i|а)$/u;

interface Counted extends HeadCount {
  readonly at: number;
  /** «яшчэ 120» after names adds to them. */
  readonly more: boolean;
}

/** Head counts of one sentence with their places. Years, terms, articles and dates are none. */
function countsOf(reading: Reading): Counted[] {
  const { tokens } = reading.sentence;
  const counted: Counted[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const number = numberAt(tokens, at);
    if (number === null) continue;
    if (isHeadCount(reading, at, number)) {
      counted.push({ n: number.value, qualifier: qualifierAt(reading, at), at, more: isMore(reading, at) });
    }
    at = number.end;
  }
  return counted;
}

/** Whether a sentence counts people at all. */
export function countsHeads(reading: Reading): boolean {
  return countsOf(reading).length > 0;
}

function isHeadCount(
  reading: Reading,
  at: number,
  number: { readonly value: number; readonly end: number },
): boolean {
  const { tokens } = reading.sentence;
  const first = tokens[at];
  if (first === undefined || number.value < 2) return false;
  if (
    /^(?:№|арт|ст|стать|артык|ік|ик|пк|вк|art|article|no|ч|калоні|колони|турм|тюрьм|сизо|сіза|д|y)/u.test(
      tokens[at - 1]?.word ?? "",
    ) &&
    !first.afterBreak
  ) {
    return false;
  }
  if (/^(?:19|20)\d\d$/u.test(first.raw)) return false;
  for (let next = number.end + 1; next <= number.end + REACH; next += 1) {
    const token = tokens[next];
    if (token === undefined || (token.afterBreak && next > number.end + 1)) break;
    if (next <= number.end + 2 && UNIT.test(token.word)) return false;
    if (reading.hits.some((hit) => (hit.tag === "person" || hit.tag === "polit") && hit.start === next))
      return true;
  }
  if (COLLECTIVE.test(first.word)) return true;
  return beside(reading, at, number.end) || leadsSentence(reading, at);
}

/** "Five alleged administrators handed terms": a number that opens a headline with an event counts its people. */
function leadsSentence(reading: Reading, at: number): boolean {
  return (
    at <= 1 &&
    reading.claims.some((claim) => COUNTABLE.has(claim.kind) && claim.form === "done" && claim.start > at)
  );
}

/** «Вызвалілі 14», "52 freed": a bare number by a trigger counts people. */
function beside(reading: Reading, start: number, end: number): boolean {
  const next = reading.sentence.tokens[end + 1];
  return reading.claims.some(
    (claim) =>
      COUNTABLE.has(claim.kind) &&
      claim.form === "done" &&
      (claim.start === end + 1 ||
        claim.end === start - 1 ||
        (next !== undefined &&
          !next.afterBreak &&
          /^\p{Ll}{4,}/u.test(next.raw) &&
          gap(claim, start, end) <= REACH)),
  );
}
const COUNTABLE: ReadonlySet<string> = new Set([
  "release",
  "pardon",
  "arrest",
  "sentence",
  "recognition",
  "deportation",
  "charge",
  "other_repression",
  "death",
  "not_released",
]);

/** Words between a claim and a number. */
function gap(claim: Claim, start: number, end: number): number {
  return Math.max(claim.start - end, start - claim.end, 0);
}
/** «Двое», «пяцёра»: they count nothing but people. */
const COLLECTIVE =
  /^(?:дв(?:ое|аіх|оих|оим|оє)|тр(?:ое|аіх|оих|оим|оє)|\p{L}{2,6}(?:ёра|меро|веро|теро|церо|цера|ярых|ерых))$/u;

function qualifierAt(reading: Reading, at: number): HeadCount["qualifier"] {
  const near = (tag: "about" | "least" | "most"): boolean =>
    reading.hits.some((hit) => hit.tag === tag && hit.end < at && hit.end >= at - 2);
  if (near("most")) return "at_most";
  if (near("least")) return "at_least";
  return near("about") ? "about" : "exact";
}

/** «А, Б і яшчэ N» adds; «Яшчэ N выйшлі» does not. */
function isMore(reading: Reading, at: number): boolean {
  const { tokens } = reading.sentence;
  const more =
    reading.hits.find((hit) => hit.tag === "more" && hit.start < at && hit.end >= at - 2) ??
    reading.hits.find((hit) => hit.tag === "more" && hit.start > at && hit.start <= at + 1);
  if (more === undefined) return false;
  const before = tokens[Math.min(more.start, at) - 1];
  return before !== undefined && AND.test(before.word);
}

/**
 * How many people the main event concerns.
 *
 * @param main the claim that the count belongs to
 * @param named people named in the same sentence
 */
export function headCount(
  main: { readonly reading: Reading; readonly claim: Claim } | null,
  readings: readonly Reading[],
  people: readonly Mention[],
): HeadCount | null {
  if (main === null) return statedCount(readings);
  const named = within(main.reading, people).length;
  const counts = countsOf(main.reading);
  const nearest = counts.toSorted((a, b) => distance(a, main.claim) - distance(b, main.claim))[0];
  if (nearest !== undefined) {
    const sum =
      nearest.more && isAfterNames(main.reading, nearest.at, people) ? nearest.n + named : nearest.n;
    return { n: sum + withMore(main.reading, nearest, counts), qualifier: nearest.qualifier };
  }
  if (named > 1) return { n: named, qualifier: "exact" };
  const pair = COUPLE.test(main.reading.sentence.text.toLowerCase());
  if (pair) return { n: 2, qualifier: "exact" };
  const vague = isVague(main.reading);
  for (const reading of readings) {
    if (reading === main.reading) continue;
    const [count] = countsOf(reading);
    if (count !== undefined && (vague || named === 0) && isPlural(main.reading))
      return { n: count.n, qualifier: count.qualifier };
  }
  if (named === 1 && !vague) return { n: 1, qualifier: "exact" };
  if (!isPlural(main.reading)) return { n: 1, qualifier: "exact" };
  const listed = people.length;
  return listed > 1 ? { n: listed, qualifier: "at_least" } : null;
}

/** What only comments still says of how many: «выйшлі 123 палітвязні, каментуе рэдактарка». */
function statedCount(readings: readonly Reading[]): HeadCount | null {
  const stated = readings.flatMap((reading) => countsOf(reading)).find(({ n }) => n > 1);
  return stated === undefined ? null : { n: stated.n, qualifier: stated.qualifier };
}

/** «Муж і жонка», "couple". */
const COUPLE =
  /муж\p{L}* (?:і|и|ды) (?:жон|жен)|супруг(?:ов|и|ам|ами)(?!\p{L})|(?<!\p{L})couple(?!\p{L})|сужэнц|сямейн\p{L}+ пар|семейн\p{L}+ пар|(?:і|и|ды) (?:яго|его|ягоную) (?:жон|жен)|małżeńst|подружж|(?:маці|мать|мама|бацьк\p{L}*|отец|отца|father|mother) (?:і|и|ды|and|з|с) (?:сын|дачк|доч|son|daughter)|(?<!\p{L})(?:сёстры|сестры|сясцёр|сестер|братья|братьев|браты|братоў|brothers|sisters|twins|двайнят|близнец)/u;

/** «Перадалі 114 чалавек, яшчэ дзевяць адправілі ў Літву»: the count with «яшчэ» and the other make one sum. */
function withMore(reading: Reading, nearest: Counted, counts: readonly Counted[]): number {
  const other = counts.find((count) => count !== nearest);
  if (other === undefined || new Set(reading.claims.map((claim) => claim.kind)).size > 2) return 0;
  const second = other.at > nearest.at ? other : nearest;
  const more = reading.hits.some((hit) => hit.tag === "more" && hit.end === second.at - 1);
  return more && reading.sentence.tokens[second.at - 1]?.afterBreak === true ? other.n : 0;
}

function distance(count: Counted, claim: Claim): number {
  return Math.min(Math.abs(count.at - claim.start), Math.abs(count.at - claim.end));
}

/** The people named in one sentence. */
export function within(reading: Reading, people: readonly Mention[]): readonly Mention[] {
  const end = reading.sentence.start + reading.sentence.text.length;
  return people.filter((person) => person.start >= reading.sentence.start && person.start < end);
}

function isAfterNames(reading: Reading, at: number, people: readonly Mention[]): boolean {
  const offset = reading.sentence.tokens[at]?.start ?? 0;
  return within(reading, people).some((person) => person.end <= offset);
}

const PLURAL =
  /^(?:іх|их|them|усе|все|усіх|всех|некальк|несколько|several|dozens|дзясят|десятк|сотн|hundreds|група|групу|группа|группу|group|some|many|некоторы|некаторы|масав|массов|mass|шмат|многих|prisoners|activists|journalists|people|musicians|members|priests|detainees)/u;
const PLURAL_ENDING =
  /(?:зняволеных|зняволеныя|вязняў|вязнямі|вязні|заключенных|заключенные|узников|узники|журналістаў|журналісты|журналистов|журналисты|актывістаў|активистов|людзей|людей|асобаў|замежнікаў|иностранцев|сьвятароў|святароў|священников|жыхароў|жителей|музыкаў|музыкантов|супрацоўнікаў|сотрудников|рабочых|студэнтаў|студентов|мужчын|мужчин|жанчын|женщин|беларусаў|белорусов|беларусов|удзельнікаў|участников|экстрэмістаў|экстремистов|więźniów|więźniowie|osób)$/u;

function isVague(reading: Reading): boolean {
  return reading.sentence.tokens.some((token) => PLURAL.test(token.word));
}

/** Several people without a number. */
export function isPlural(reading: Reading): boolean {
  return reading.sentence.tokens.some((token) => PLURAL.test(token.word) || PLURAL_ENDING.test(token.word));
}
