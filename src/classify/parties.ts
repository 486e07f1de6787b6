import type { Reading } from "./claims.ts";
import type { Counted } from "./heads.ts";
import { ONE } from "./heads.ts";
import { AND, type Named } from "./named.ts";
import { isOrdinaryWord } from "../people/not-people.ts";
import { isKinAt, isPeople, isSeveralAt, isSingularAt, saysOneDidIt, saysTheyDidIt } from "./plural.ts";

/** A part of a list of people: «двое мужчын», «Тэставай», «яе мужа», «сужэнцаў». */
interface Party {
  readonly start: number;
  readonly end: number;
  /** NaN: several, nobody says how many. */
  readonly n: number;
  readonly sort: "number" | "name" | "role" | "pair" | "several";
  /** A name with a trade before it. */
  readonly described?: boolean;
  /** A number or a pair with names behind it: «сужэнцы Дзіяна і Пётр Прыкладныя». */
  readonly named?: boolean;
}

/** Parties that stand in one list, such as «А, Б і яшчэ трое». */
export interface PartyList {
  readonly start: number;
  readonly end: number;
  /** How many together; NaN when a part of it is plural without a number. */
  readonly n: number;
  readonly sorts: ReadonlySet<Party["sort"]>;
  /** A dash or colon opens it: «у Прыкладных — дзеда, бацькі і ўнука». */
  readonly introduced: boolean;
}

/** Words between a number and the person it counts, and between a list's parts. */
const REACH = 4;
const PAIR_ADJECTIVE = /^(?:сямейн|семейн|супруж|шлюбн|married|elderly|малад|молод|małżeńs|подружн)/u;
const PAIR_WORD = /^(?:пар[ауыае]|парай|парой|пару|par[aęy]|couples?)$/u;
/** Words that always mean two. */
const TWO =
  /^(?:супруг(?:и|ов|ам|ами|ах)|сужэнц(?:ы|ау|ам|амі|ах)|супругі|муж(?:ы|ау)-жон|подружж[яюі]|małżeństw\p{L}+|małżonk\p{L}+|couple|spouses|newlyweds|twins|двайнят\p{L}*|блізнят\p{L}*|блізняц\p{L}*|близнец(?:ы|ов|ам|ами)|близнят\p{L}*|близняш\p{L}*|bliźnia\p{L}+|родител(?:и|ей|ям|ями|ях)|parents|rodzic(?:e|ów|om)|бацькоу|бацькамі|батьк(?:и|ів|ам)|маладажон\p{L}+|молодожен\p{L}+|молодят\p{L}*)$/u;
/** Brothers and sisters: two, where no number says more. */
const SIBLINGS =
  /^(?:браты|братоу|братам|братамі|братах|братья|братьев|братьям|братьями|братьях|брати|братів|bracia|braci|braciom|brothers|brothers'|сёстры|сёстрау|сясцёр|сясьцёр|сёстрам|сёстрамі|сёстрах|сестер|сестёр|сестрам|сестрами|сестрах|sisters|siostry|sióstr|siostrom)$/u;
/** «Сестры»: a genitive too, unless a surname follows or it opens the sentence. */
const SISTERS = /^(?:сестры|сястры)$/u;

export function partyLists(
  reading: Reading,
  names: readonly Named[],
  counts: readonly Counted[],
): PartyList[] {
  const lists: Listing[] = [];
  for (const party of partiesOf(reading, names, counts)) {
    const open = lists.at(-1);
    const last = open?.parties.at(-1);
    const link = last === undefined ? "apart" : linkOf(reading, last, party);
    if (open === undefined || last === undefined || link === "apart") {
      lists.push({ parties: [party], closed: 1 });
    } else if (link === "same") {
      open.parties[open.parties.length - 1] = merged(last, party);
    } else {
      open.parties.push(party);
      if (link === "joined" || (last.sort === "name" && party.sort === "name"))
        open.closed = open.parties.length;
    }
  }
  return lists.flatMap((list) => listsOf(reading, list));
}

interface Listing {
  readonly parties: Party[];
  /** Parties up to the last «and»: what mere commas add behind it may describe who stands before. */
  closed: number;
}

function listsOf(reading: Reading, { parties, closed }: Listing): PartyList[] {
  const [sure, rest] = [parties.slice(0, closed), parties.slice(closed)];
  return [sure, ...rest.map((party) => [party])].map((list) => ({
    start: list[0]?.start ?? 0,
    end: list.at(-1)?.end ?? 0,
    introduced:
      list.length > 1 &&
      /(?::|\s[—–-])\s*$/u.test(textBetween(reading, (list[0]?.start ?? 0) - 1, list[0]?.start ?? 0)),
    n: isOnePerson(reading, list) ? 1 : list.reduce((sum, { n }) => sum + n, ownerOf(reading, list)),
    sorts: new Set(list.flatMap(({ sort, named }) => (named === true ? [sort, "name"] : [sort]))),
  }));
}

/** "Baker, her two sons": whoever they belong to is one more, by whatever word. */
function ownerOf(reading: Reading, [first]: readonly Party[]): number {
  const { tokens } = reading.sentence;
  const own = tokens[(first?.start ?? 0) - 1];
  return first !== undefined && first.start <= REACH && own?.afterBreak === true && OWN.test(own.word)
    ? 1
    : 0;
}

function partiesOf(reading: Reading, names: readonly Named[], counts: readonly Counted[]): Party[] {
  const { tokens } = reading.sentence;
  const parties: Party[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const party = partyAt(reading, at, names, counts);
    if (party === null) continue;
    parties.push(party);
    at = party.end;
  }
  return parties;
}

function partyAt(
  reading: Reading,
  at: number,
  names: readonly Named[],
  counts: readonly Counted[],
): Party | null {
  const { tokens } = reading.sentence;
  const word = tokens[at]?.word ?? "";
  const count = counts.find((it) => it.at === at) ?? likeBefore(reading, at, counts);
  if (count !== undefined)
    return { start: at, end: nounBehind(reading, count.end), n: count.n, sort: "number" };
  const pair = pairAt(reading, at);
  if (pair !== null) return pair;
  const name = names.find((it) => it.start === at);
  if (name !== undefined) return { start: at, end: name.end, n: 1, sort: "name" };
  if (isNameBeforeName(reading, at, names)) return { start: at, end: at, n: 1, sort: "name" };
  if (ONE.test(word) && !/^(?:of|з|са|из)$/u.test(tokens[at + 1]?.word ?? "") && nounBehind(reading, at) > at)
    return { start: at, end: nounBehind(reading, at), n: 1, sort: "role" };
  if (isSingularAt(reading, at)) return { start: at, end: at, n: 1, sort: "role" };
  return isSeveralAt(reading, at) ? { start: at, end: at, n: Number.NaN, sort: "several" } : null;
}

/** «Столькі ж жанчын», «удвая менш мужчын»: a number by the one before it. */
function likeBefore(
  reading: Reading,
  at: number,
  counts: readonly Counted[],
): Pick<Counted, "n" | "end"> | undefined {
  const { tokens } = reading.sentence;
  const before = counts.findLast((it) => it.end < at);
  if (before === undefined || at - before.end > REACH + 1) return undefined;
  const [word, next] = [tokens[at]?.word ?? "", tokens[at + 1]?.word ?? ""];
  if (/^(?:столько|столькі|гэтулькі|tyle|стільки)$/u.test(word) && /^(?:же|ж|samo)$/u.test(next))
    return { n: before.n, end: at + 1 };
  if (word === "as" && next === "many") return { n: before.n, end: at + 1 };
  if (!/^(?:удвая|вдвое|удвое|удвая|вдвічі)$/u.test(word)) return undefined;
  if (/^(?:менш|меней|меньше)$/u.test(next)) return { n: before.n / 2, end: at + 1 };
  return /^(?:больш|болей|больше)$/u.test(next) ? { n: before.n * 2, end: at + 1 } : undefined;
}

function pairAt(reading: Reading, at: number): Party | null {
  const { tokens } = reading.sentence;
  if (isPairAt(reading, at)) return { start: at, end: at, n: 2, sort: "pair" };
  const wed = PAIR_ADJECTIVE.test(tokens[at]?.word ?? "") && PAIR_WORD.test(tokens[at + 1]?.word ?? "");
  return wed ? { start: at, end: at + 1, n: 2, sort: "pair" } : null;
}

function isPairAt(reading: Reading, at: number): boolean {
  const { tokens } = reading.sentence;
  const word = tokens[at]?.word ?? "";
  if (TWO.test(word)) return true;
  if (SIBLINGS.test(word)) return true;
  if (word === "twin") return /(?:s|men)$/u.test(tokens[at + 1]?.word ?? "");
  return SISTERS.test(word) && (at === 0 || /^\p{Lu}/u.test(tokens[at + 1]?.raw ?? ""));
}

/** "Kruk, Example and six others": a surname that opens the sentence and a list. */
function isNameBeforeName(reading: Reading, at: number, names: readonly Named[]): boolean {
  const [first, next] = reading.sentence.tokens;
  return (
    at === 0 &&
    first !== undefined &&
    next?.afterBreak === true &&
    /^\p{Lu}\p{Ll}+$/u.test(first.raw) &&
    !isOrdinaryWord(first.raw.toLowerCase()) &&
    names.some((name) => name.start === 1) &&
    /^\s*,/u.test(textBetween(reading, 0, 1))
  );
}

/** The person a number counts, within a few words; else the number itself. */
function nounBehind(reading: Reading, end: number): number {
  const { tokens } = reading.sentence;
  for (let at = end + 1; at <= end + REACH; at += 1) {
    const token = tokens[at];
    if (token === undefined || token.afterBreak || AND.test(token.word)) return end;
    if (reading.claims.some((claim) => claim.form === "done" && claim.start <= at && claim.end >= at))
      return end;
    if (isPeople(token.word) || isPersonAt(reading, at)) return at;
  }
  return end;
}

function isPersonAt(reading: Reading, at: number): boolean {
  return reading.hits.some((hit) => (hit.tag === "person" || hit.tag === "polit") && hit.start === at);
}

function textBetween(reading: Reading, from: number, to: number): string {
  const { tokens, text, start } = reading.sentence;
  return text.slice((tokens[from]?.end ?? start) - start, (tokens[to]?.start ?? start) - start);
}

const OWN =
  /^(?:яго|яе|ягон\p{L}+|ейн\p{L}+|іх|іхн\p{L}+|сваю|свайго|сваім|сваёй|сваімі|его|ее|их|свою|своего|своим|своей|своими|his|her|their|its|jego|jej|ich|його|її)$/u;
const WITH = /^(?:з|са|с|со|зі|із|with|z|ze)$/u;
const TOGETHER = /^(?:разам|вместе|together|along|alongside|разом|razem)$/u;

/** `joined` by «and» or «with», `listed` by a comma. */
type Link = "joined" | "listed" | "same" | "apart";

/** How a party goes on from the one before it: in one list, as the same person, or not at all. */
function linkOf(reading: Reading, last: Party, next: Party): Link {
  const { tokens } = reading.sentence;
  const gap = tokens.slice(last.end + 1, next.start);
  if (gap.length > REACH + 2 || gap.some((token) => AMONG.test(token.word))) return "apart";
  const joint = gap.findLastIndex((token) => WITH.test(token.word));
  const together = joint >= 0 && gap.length - joint <= 2 && gap.some((token) => TOGETHER.test(token.word));
  if (together) return "joined";
  if (hasEventBetween(reading, last.end, next.start)) return "apart";
  const comma = tokens.slice(last.end + 1, next.start + 1).findLastIndex((token) => token.afterBreak);
  const owned = comma >= 0 && OWN.test(gap.at(comma)?.word ?? "") && gap.length - comma < REACH;
  if (STOP.test(textBetween(reading, last.end, next.start)))
    return owned && last.sort !== "number" ? "joined" : "apart";
  const and = gap.findLastIndex((token) => AND.test(token.word));
  if (and >= 0 && last.named === true && last.n > 1 && next.sort === "name") return "same";
  if (isNeitherNor(reading, last, next)) return "joined";
  if (and >= 0) return gap.length - and <= REACH ? "joined" : "apart";
  if (joint >= 0 && gap.length - joint <= 2 && next.sort === "role" && isKinAt(reading, next.start))
    return "joined";
  if (comma < 0) return sameOrApart(last, next, gap.length);
  if (gap.length - comma > REACH - 1) return "apart";
  if (owned) return "joined";
  // «Тэставы, журналіст з Гомеля» is one.
  if (last.sort === "name" && next.sort === "role") return "same";
  return last.sort === "role" && next.sort === "name" ? "apart" : "listed";
}
/** «Ні мужа, ні жонку»: it concerns both. */
function isNeitherNor(reading: Reading, last: Party, next: Party): boolean {
  const { tokens } = reading.sentence;
  return [last, next].every(
    ({ start }) =>
      isKinAt(reading, start) && /^(?:ні|ни|neither|nor|ani)$/u.test(tokens[start - 1]?.word ?? ""),
  );
}
const STOP = /[:();«»"“”]|\s[—–-]\s/u;
/** «Сярод іх Тэставы», "including": they are counted already. */
const AMONG =
  /^(?:сярод|среди|серед|wśród|among|including|include|includes|уключна|ўключна|включая|включно|у?лік[уа]?|числе|тым|том|tym|числі|іх|них|them|whom|якіх|которых|nich)$/u;

/** Nothing stands between them: «журналіст Тэставы», «двое братоў Тэставых», «сёстры Тэставы». */
function sameOrApart(last: Party, next: Party, gap: number): Link {
  if (last.sort === "role")
    return gap <= 3 && next.sort !== "number" && next.sort !== "several" ? "same" : "apart";
  if (last.sort === "number" || last.sort === "pair")
    return gap <= 2 && next.sort !== "number" ? "same" : "apart";
  return last.sort === "name" && (next.sort === "name" || (next.sort === "role" && gap === 0))
    ? "same"
    : "apart";
}

function hasEventBetween(reading: Reading, from: number, to: number): boolean {
  return reading.claims.some((claim) => claim.start > from && claim.end < to);
}

/** «Журналіст Тэставы»: what is known better stays. */
function merged(last: Party, next: Party): Party {
  const better = last.sort === "role" || last.sort === "several" ? next : last;
  return {
    ...better,
    start: last.start,
    end: next.end,
    described: last.sort === "role" || last.described === true,
  };
}

/** «Паэт і перакладчык выйшаў», «журналіста і блогера Тэставага»: one with two trades, unless a verb says «they». */
function isOnePerson(reading: Reading, list: readonly Party[]): boolean {
  const [first, second] = list;
  if (list.length !== 2 || first?.sort !== "role" || second === undefined || saysTheyDidIt(reading))
    return false;
  const gap = reading.sentence.tokens.slice(first.end + 1, second.start);
  if (gap.some((token) => OWN.test(token.word) || WITH.test(token.word) || ONE.test(token.word)))
    return false;
  if (isKinAt(reading, first.start) || isKinAt(reading, second.start)) return false;
  return (second.sort === "name" && second.described) || (second.sort === "role" && saysOneDidIt(reading));
}
