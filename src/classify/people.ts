import type { HeadCount, Mention } from "../domain/finding.ts";
import type { EventKind } from "../domain/kind.ts";
import type { Claim, Reading } from "./claims.ts";
import { countsOf, mayCountSeveral, ONE, type Counted } from "./heads.ts";
import { namesFollow } from "./moods.ts";
import { isUnit } from "./units.ts";
import { namesIn, onePersonEach, type Named } from "./named.ts";
import { partyLists, type PartyList } from "./parties.ts";
import { actsInPlural, isPlural, isSingularAt, isVague, namesSeveral, takesMany } from "./plural.ts";

/** What the count belongs to: a sentence, the kind, and the claim when rules found it. */
export interface Counting {
  readonly reading: Reading;
  readonly kind: EventKind;
  readonly claim: Claim | null;
}

/**
 * How many people the main event concerns. A group is never given as one: where a text speaks of several without a
 * number, it is null.
 *
 * @param readings sentences near it, its own among them
 */
export function headCount(
  main: Counting,
  readings: readonly Reading[],
  people: readonly Mention[],
): HeadCount | null {
  const { reading, claim } = main;
  const names = namesIn(reading, people);
  const told = countsOf(reading);
  const lists = partyLists(reading, names, told);
  if (isOnesOwnDoing(reading, claim, told))
    return exactly(fullest(lists.filter(({ sorts }) => sorts.has("name")))?.n ?? 1);
  const nearest = told.toSorted((a, b) => distance(a, claim) - distance(b, claim))[0];
  if (nearest !== undefined) return counted(reading, nearest, told, lists);
  const list = fullest(lists.filter((it) => mayBeMeant(it, names, claim)));
  const together = Math.max(list?.n ?? 0, apartNames(reading, lists));
  if (together > 1) return exactly(together);
  const lead = readings.filter((it) => it !== reading && !it.has("anniv", "recap", "tally"));
  const listed =
    listedAfter(main, names, lead, people) ?? bothAfter(lead) ?? countedAfter(reading, names, lead);
  if (listed !== null) return listed;
  // A deal names its envoys; whom it frees stands elsewhere.
  if (main.kind === "deal") return null;
  const several =
    namesSeveral(reading) ||
    namesFollow(reading) ||
    lists.some((it) => Number.isNaN(it.n) && it.sorts.size > 1) ||
    (names.length === 0 && lists.some((it) => it.n > 1)) ||
    (names.length === 0 && (mayCountSeveral(reading) || isObjectPlural(reading, claim)));
  if (
    claim === null &&
    names.length === 0 &&
    !reading.sentence.tokens.some((_, at) => isSingularAt(reading, at))
  )
    return statedCount(lead, people);
  if (!several && (!isPlural(reading) || (names.length === 1 && !isVague(reading)))) return exactly(1);
  return people.length > 1 ? { n: people.length, qualifier: "at_least" } : null;
}

/**
 * «Пасля чатырох зім выйшаў», «вышла к родителям»: whose own verb stands in the singular is one, whatever numbers and
 * kin stand around; names in one list with it may follow. «31 вязень выйшаў» is not one, nor is «хто выйшаў».
 */
function isOnesOwnDoing(reading: Reading, claim: Claim | null, told: readonly Counted[]): boolean {
  const { tokens } = reading.sentence;
  return (
    claim?.form === "done" &&
    OWN_DOING.test(tokens[claim.start]?.word ?? "") &&
    !told.some(({ n }) => n > 1 && n % 10 === 1) &&
    !isVague(reading) &&
    !namesSeveral(reading) &&
    !tokens.slice(0, claim.start).some(({ word }) => WHO.test(word))
  );
}
const OWN_DOING =
  /^(?:выйшау|вызваліуся|адбыу|вярнууся|вольны|вышел|вышла|освободился|освободилась|отбыл|отбыла|вернулся|вернулась)$/u;
const WHO = /^(?:кто|хто|каждый|кожны)$/u;

/** A number and who stands in one list with it. */
function counted(
  reading: Reading,
  count: Counted,
  told: readonly Counted[],
  lists: readonly PartyList[],
): HeadCount | null {
  const list = lists.find((it) => it.start <= count.at && it.end >= count.at);
  const n = list?.n ?? count.n;
  if (Number.isNaN(n)) return { n: count.n, qualifier: "at_least" };
  const alone = n === count.n;
  const sum = alone ? n + elsewhere(reading, count, told) : n;
  return { n: sum + oneMore(reading, count), qualifier: count.qualifier };
}

/** The list of most people that is sure to be one: two trades may be one person's. */
function fullest(lists: readonly PartyList[]): PartyList | null {
  const several = lists.filter((list) => list.n > 1);
  return several.find((list) => several.every((it) => it.n <= list.n)) ?? null;
}

/** Words between an event and a list of people without names that it may be about. */
const BESIDE = 4;

/** «Тэставую сустрэлі маці і дачка»: beside a name, a list of kin is nobody's event, and so is one far from it. */
function mayBeMeant(list: PartyList, names: readonly Named[], claim: Claim | null): boolean {
  if (list.sorts.has("name") || list.introduced) return true;
  const others = names.filter((name) => name.end < list.start - 1 || name.start > list.end + 2);
  if (others.length > 0 && !(list.sorts.has("pair") && list.start <= 1)) return false;
  return (
    claim === null ||
    (claim.start - list.end <= BESIDE && list.start - claim.end <= BESIDE) ||
    list.start <= 4
  );
}

/** «Прыкладнаму далі пяць гадоў, Тэставай — чатыры»: names that stand apart. */
function apartNames(reading: Reading, lists: readonly PartyList[]): number {
  const { tokens } = reading.sentence;
  return lists
    .filter(
      (list) =>
        list.sorts.has("name") && ![1, 2].some((step) => WAITS.test(tokens[list.end + step]?.word ?? "")),
    )
    .reduce((sum, { n }) => sum + (Number.isNaN(n) ? 0 : n), 0);
}

/** "Both", «абодвух», «обоим» in the sentence behind: there are two. */
function bothAfter([next]: readonly Reading[]): HeadCount | null {
  return next !== undefined && next.sentence.tokens.some((token) => BOTH.test(token.word))
    ? exactly(2)
    : null;
}
const BOTH =
  /^(?:абодва|абодвух|абодвум|абодвума|абедзве|абедзвюх|абедзвюм|абое|абаіх|абаім|оба|обе|обоих|обеих|обоим|обеим|обоими|обое|both|oboje|obaj|obie|обоє|обох|обидва|обидві)$/u;

/** «Рыбакоў затрымалі», «веруючых забралі»: who stands at the verb in the plural. */
function isObjectPlural(reading: Reading, claim: Claim | null): boolean {
  if (actsInPlural(reading, 0) || (actsInPlural(reading, 1) && !isSingularAt(reading, 0))) return true;
  if (claim === null) return false;
  if (takesMany(reading, claim.end)) return true;
  const { tokens } = reading.sentence;
  if (
    [claim.start - 1, claim.end + 1].some((at) => actsInPlural(reading, at) && !isSingularAt(reading, at - 1))
  )
    return true;
  return [claim.start - 1, claim.end + 1, 0].some((at) => {
    const word = tokens[at]?.word ?? "";
    return OBJECTS.test(word) && !isUnit(word);
  });
}
const OBJECTS = /\p{L}{3}(?:[оаё]у|ов|ев|елей|арей|ых|іх)$/u;

/** What an item without an event still says of how many: «выйшлі 123 палітвязні, каментуе рэдактарка». */
export function statedCount(readings: readonly Reading[], people: readonly Mention[]): HeadCount | null {
  for (const reading of readings) {
    const told = countsOf(reading);
    const names = namesIn(reading, people);
    const lists = partyLists(reading, names, told);
    const [first] = told;
    if (first !== undefined) return counted(reading, first, told, lists);
    const list = reading.sentence.inTitle ? fullest(lists.filter((it) => mayBeMeant(it, names, null))) : null;
    if (list !== null) return exactly(list.n);
  }
  return null;
}

function exactly(n: number): HeadCount {
  return { n, qualifier: "exact" };
}

function distance(count: Counted, claim: Claim | null): number {
  return claim === null
    ? count.at
    : Math.min(Math.abs(count.at - claim.start), Math.abs(count.at - claim.end));
}

/** The count with «яшчэ» and the other make one sum: «…, яшчэ дзевяць адправілі ў Літву». */
function elsewhere(reading: Reading, count: Counted, counts: readonly Counted[]): number {
  const { tokens } = reading.sentence;
  if (
    isMore(reading, count.at - 1) &&
    tokens[count.at - 1]?.afterBreak === true &&
    !isWaiting(reading, count)
  )
    return otherOf(reading, count, counts);
  if (isElliptic(reading, count)) return otherOf(reading, count, counts);
  const next = counts.find((it) => it.at > count.end);
  if (next === undefined) return 0;
  if (isMore(reading, next.end + 1)) return next.n;
  const more =
    isMore(reading, next.at - 1) && tokens[next.at - 1]?.afterBreak === true && !isWaiting(reading, next);
  return more || isElliptic(reading, next) ? otherOf(reading, count, counts) : 0;
}

/** «…, яшчэ трое чакаюць»: the event has not come to them. */
function isWaiting(reading: Reading, count: Counted): boolean {
  return reading.sentence.tokens.slice(count.end + 1).some((token) => WAITS.test(token.word));
}
const WAITS =
  /^(?:ждут|ждет|ожида\p{L}+|чакаюць|чакае|оста[ею]тся|остались|застаюцца|застаецца|засталіся|сидят|сядзяць|пакуль|пока|застаў\p{L}*|remain\p{L}*|wait\p{L}*|await\p{L}*|still|stay\p{L}*|left|чекають|лишаються|czeka\p{L}*|pozosta\p{L}+)$/u;

/** «Трох затрымалі ў Мінску, дваіх — у Гомелі»: one verb for both. */
function isElliptic(reading: Reading, count: Counted): boolean {
  const { sentence, claims } = reading;
  const done = claims.filter((claim) => claim.form === "done");
  const end = clauseEnd(reading, count.end);
  if (sentence.tokens[count.at]?.afterBreak !== true) return false;
  if (done.some((claim) => claim.start > count.at && claim.start <= end)) return false;
  const behind = sentence.text.slice((sentence.tokens[count.end]?.end ?? 0) - sentence.start);
  const before = sentence.text.slice(0, (sentence.tokens[count.at]?.start ?? 0) - sentence.start);
  return (
    /^\s*(?:[—–-]\s+)?(?:(?:у|ў|в|во|in|at)\s+)?\p{Lu}/u.test(behind) &&
    /(?:^|\s)\p{Lu}\p{L}+,\s*$/u.test(before)
  );
}

/** The last token before the next comma, dash or colon. */
function clauseEnd({ sentence: { tokens } }: Reading, at: number): number {
  const next = tokens.findIndex((token, place) => place > at && token.afterBreak);
  return (next < 0 ? tokens.length : next) - 1;
}

function isMore(reading: Reading, at: number): boolean {
  return reading.hits.some((hit) => hit.tag === "more" && hit.start === at);
}

/** «Перадалі 114 чалавек, яшчэ дзевяць адправілі ў Літву»: the count with «яшчэ» and the other make one sum. */
function otherOf(reading: Reading, count: Counted, counts: readonly Counted[]): number {
  if (new Set(reading.claims.map((claim) => claim.kind)).size > 2) return 0;
  return counts.find((it) => it !== count)?.n ?? 0;
}

/** «19 вышли, еще одного выпустили досрочно». */
function oneMore(reading: Reading, count: Counted): number {
  const { tokens } = reading.sentence;
  const kinds = new Set(reading.claims.filter((claim) => claim.form === "done").map((claim) => claim.kind));
  if (kinds.size > 1) return 0;
  return tokens.some(
    (token, at) =>
      at > count.end + 1 && token.afterBreak && isMore(reading, at) && ONE.test(tokens[at + 1]?.word ?? ""),
  )
    ? 1
    : 0;
}
/** Kinds that later sentences go on with, one person after another. */
const SERIAL: ReadonlySet<EventKind> = new Set([
  "release",
  "pardon",
  "arrest",
  "charge",
  "sentence",
  "recognition",
]);
const EARLIER = /^(?:раней|ранее|раньше|напомним|нагадаем|дагэтуль|earlier|previously|20\d\d)$/u;

/** «А. далі 10 гадоў. Б. асудзілі на дзевяць, В. — на сем»: the sentences behind it name the others. */
function listedAfter(
  { kind, reading: own }: Counting,
  names: readonly Named[],
  lead: readonly Reading[],
  people: readonly Mention[],
): HeadCount | null {
  if (names.length !== 1 || !SERIAL.has(kind) || own.has("former")) return null;
  const told = [...names];
  for (const reading of lead.slice(0, 2)) {
    const same = reading.claims.some(
      (claim) => claim.kind === kind && claim.form === "done" && !claim.negated,
    );
    if (!same || reading.sentence.tokens.some((token) => EARLIER.test(token.word))) break;
    told.push(...namesIn(reading, people));
  }
  const { length } = onePersonEach(told);
  return length > 1 ? exactly(length) : null;
}

/** A headline about nobody in particular: the sentences behind it may count them. */
function countedAfter(reading: Reading, names: readonly Named[], lead: readonly Reading[]): HeadCount | null {
  if (names.length > 0 && !isVague(reading)) return null;
  const tokens = reading.sentence.tokens;
  if (!isPlural(reading) && tokens.some((_, at) => isSingularAt(reading, at))) return null;
  for (const other of lead) {
    const [count] = countsOf(other);
    if (count !== undefined) return { n: count.n, qualifier: count.qualifier };
  }
  return null;
}
