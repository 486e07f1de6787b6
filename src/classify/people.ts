import type { HeadCount, Mention } from "../domain/finding.ts";
import type { EventKind } from "../domain/kind.ts";
import type { Claim, Reading } from "./claims.ts";
import { countsOf, mayCountSeveral, type Counted } from "./heads.ts";
import { AND, namesIn, type Named } from "./named.ts";
import { isPlural, isSingularAt, isVague, saysOneDidIt } from "./plural.ts";

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
  const counts = countsOf(reading);
  const nearest = counts.toSorted((a, b) => distance(a, claim) - distance(b, claim))[0];
  if (nearest !== undefined) {
    return { n: nearest.n + joined(reading, nearest, counts, names), qualifier: nearest.qualifier };
  }
  const together = names.length + companions(reading, names);
  if (together > 1) return exactly(together);
  if (COUPLE.test(reading.sentence.text.toLowerCase())) return exactly(2);
  const roles = names.length === 0 ? listedRoles(reading) : 0;
  if (roles > 1) return exactly(roles);
  const lead = readings.filter((it) => it !== reading && !it.has("anniv", "recap", "tally"));
  const listed = listedAfter(main, names, lead, people) ?? countedAfter(reading, names, lead);
  if (listed !== null) return listed;
  // A deal names its envoys; whom it frees stands elsewhere.
  if (main.kind === "deal") return null;
  const several = names.length === 0 && (mayCountSeveral(reading) || isObjectPlural(reading, claim));
  if (!several && (!isPlural(reading) || (names.length === 1 && !isVague(reading)))) return exactly(1);
  return people.length > 1 ? { n: people.length, qualifier: "at_least" } : null;
}

/** «Рыбакоў затрымалі», «веруючых забралі»: who stands at the verb in the plural. */
function isObjectPlural(reading: Reading, claim: Claim | null): boolean {
  if (claim === null) return false;
  const { tokens } = reading.sentence;
  return [claim.start - 1, claim.end + 1, 0].some((at) => OBJECTS.test(tokens[at]?.word ?? ""));
}
const OBJECTS = /\p{L}{3}(?:[оаё]у|ов|ев|елей|арей|ых|іх)$/u;

/** What only comments still says of how many: «выйшлі 123 палітвязні, каментуе рэдактарка». */
export function statedCount(readings: readonly Reading[]): HeadCount | null {
  const stated = readings.flatMap((reading) => countsOf(reading)).find(({ n }) => n > 1);
  return stated === undefined ? null : { n: stated.n, qualifier: stated.qualifier };
}

function exactly(n: number): HeadCount {
  return { n, qualifier: "exact" };
}

/** «Муж і жонка», "couple". */
const COUPLE =
  /муж\p{L}* (?:і|и|ды) (?:жон|жен)|супруг(?:ов|и|ам|ами)(?!\p{L})|(?<!\p{L})couple(?!\p{L})|сужэнц|сямейн\p{L}+ пар|семейн\p{L}+ пар|małżeńst|подружж|(?:маці|мать|мама|бацьк\p{L}*|отец|отца|father|mother) (?:і|и|ды|and|з|с) (?:сын|дачк|доч|son|daughter)|(?<!\p{L})(?:сёстры|сестры|сясцёр|сестер|братья|братьев|браты|братоў|brothers|sisters|twins|двайнят|близнец)/u;

function distance(count: Counted, claim: Claim | null): number {
  return claim === null
    ? count.at
    : Math.min(Math.abs(count.at - claim.start), Math.abs(count.at - claim.end));
}

/** Words between two parts of one sum. */
const APART = 5;

/** Who comes on top of a number: «А, Б і яшчэ N», «двое мужчын і жанчына», «лідар і двое яго калегаў». */
function joined(
  reading: Reading,
  count: Counted,
  counts: readonly Counted[],
  names: readonly Named[],
): number {
  const { tokens } = reading.sentence;
  const more = tokens[count.at - 1] !== undefined && isMore(reading, count.at - 1);
  const and = more ? count.at - 2 : count.at - 1;
  let sum = 0;
  if (AND.test(tokens[and]?.word ?? "")) sum += before(reading, and, counts, names);
  else if (more && tokens[count.at - 1]?.afterBreak === true) sum += otherOf(reading, count, counts);
  // «Фермер, двое яго рабочых і бухгалтарка».
  else if (!more && tokens[count.at]?.afterBreak === true && isSingularAt(reading, count.at - 1)) sum += 1;
  return sum + after(reading, count, counts) + oneMore(reading, count);
}

function isMore(reading: Reading, at: number): boolean {
  return reading.hits.some((hit) => hit.tag === "more" && hit.start === at);
}

function before(reading: Reading, and: number, counts: readonly Counted[], names: readonly Named[]): number {
  const listed = names.filter((name) => name.end < and);
  if (listed.some((name) => and - name.end <= 3)) return listed.length;
  const count = counts.find((it) => it.end < and && and - it.end <= APART);
  if (count !== undefined) return count.n;
  const cut = (reading.sentence.tokens[and]?.start ?? 0) - reading.sentence.start;
  if (COUPLE.test(reading.sentence.text.slice(0, cut).toLowerCase())) return 2;
  return [1, 2, 3].some((step) => isSingularAt(reading, and - step)) ? 1 : 0;
}

/** «Перадалі 114 чалавек, яшчэ дзевяць адправілі ў Літву»: the count with «яшчэ» and the other make one sum. */
function otherOf(reading: Reading, count: Counted, counts: readonly Counted[]): number {
  if (new Set(reading.claims.map((claim) => claim.kind)).size > 2) return 0;
  return counts.find((it) => it !== count)?.n ?? 0;
}

function after(reading: Reading, count: Counted, counts: readonly Counted[]): number {
  const { tokens } = reading.sentence;
  const next = counts.find((it) => it.at > count.end);
  if (next !== undefined) {
    const led = tokens[next.at - 1]?.word ?? "";
    if (next.at - count.end <= APART && AND.test(led) && !hasClaimBetween(reading, count.end, next.at))
      return next.n;
    if (isMore(reading, next.end + 1)) return next.n;
    const more = isMore(reading, next.at - 1) && tokens[next.at - 1]?.afterBreak === true;
    return more ? otherOf(reading, count, counts) : 0;
  }
  for (let at = count.end + 2; at <= count.end + APART; at += 1) {
    if (tokens[at]?.afterBreak === true) break;
    if (AND.test(tokens[at]?.word ?? "") && isSingularAt(reading, afterPossessive(reading, at + 1))) return 1;
  }
  return 0;
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
const ONE = /^(?:адзін|аднаго|адна|адну|один|одного|одна|одну|one)$/u;

function hasClaimBetween(reading: Reading, from: number, to: number): boolean {
  return reading.claims.some((claim) => claim.form === "done" && claim.start > from && claim.end < to);
}

const POSSESSIVE =
  /^(?:яго|яе|ягон\p{L}+|ейн\p{L}+|іх|сваю|свайго|сваім|сваёй|его|ее|их|свою|своего|своим|своей|his|her|their)$/u;

function afterPossessive(reading: Reading, at: number): number {
  return POSSESSIVE.test(reading.sentence.tokens[at]?.word ?? "") ? at + 1 : at;
}

/** «Журналістку і яе мужа», «разам з жонкай»: one more beside a name or a role. */
function companions(reading: Reading, names: readonly Named[]): number {
  const { tokens } = reading.sentence;
  const found = tokens.filter((token, at) => {
    const owned = afterPossessive(reading, at + 1);
    // «… на два гады, яе сяброўку — на паўтара».
    if (token.afterBreak && POSSESSIVE.test(token.word) && goesOn(reading, at + 1))
      return isSingularAt(reading, at + 1);
    if (AND.test(token.word) && owned > at + 1) return at > 0 && isSingularAt(reading, owned);
    if (!TOGETHER.test(token.word) || !/^(?:з|са|с|со|with)$/u.test(tokens[at + 1]?.word ?? "")) return false;
    return isSingularAt(reading, afterPossessive(reading, at + 2));
  });
  if (found.length === 0) return 0;
  return names.length === 0 ? found.length + 1 : found.length;
}
/** A dash or «and» stands behind: the list is not at its end. */
function goesOn({ sentence }: Reading, at: number): boolean {
  const end = (sentence.tokens[at]?.end ?? sentence.start) - sentence.start;
  return /^\s*[—–]/u.test(sentence.text.slice(end, end + 4)) || AND.test(sentence.tokens[at + 1]?.word ?? "");
}
const TOGETHER = /^(?:разам|вместе|along|together|alongside)$/u;

/**
 * «Рэжысёра і аператара», «учительница, сантехник и студент»: so many people, unless one verb in the singular says that
 * it is one with several trades.
 */
function listedRoles(reading: Reading): number {
  if (saysOneDidIt(reading)) return 0;
  const { tokens } = reading.sentence;
  const last = tokens.findIndex(
    (token, at) => AND.test(token.word) && isSingularAt(reading, at - 1) && isSingularAt(reading, at + 1),
  );
  if (last < 0) return 0;
  let roles = 2;
  for (let at = last - 1; tokens[at]?.afterBreak === true && isSingularAt(reading, at - 1); at -= 1)
    roles += 1;
  return roles;
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
  const stems = new Set(names.map((name) => name.stem));
  for (const reading of lead.slice(0, 2)) {
    const same = reading.claims.some(
      (claim) => claim.kind === kind && claim.form === "done" && !claim.negated,
    );
    if (!same || reading.sentence.tokens.some((token) => EARLIER.test(token.word))) break;
    for (const name of namesIn(reading, people)) stems.add(name.stem);
  }
  return stems.size > 1 ? exactly(stems.size) : null;
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
