import type { Reading } from "./claims.ts";
import type { Counted } from "./heads.ts";
import { ONE } from "./heads.ts";
import { AND, type Named } from "./named.ts";
import { isOrdinaryWord } from "../people/not-people.ts";
import { isOnePerson, linkOf, merged, OWN, REACH, textBetween, type Party } from "./links.ts";
import { isPeople, isSeveralAt, isSingularAt } from "./plural.ts";

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

const PAIR_ADJECTIVE =
  /^(?:сямейн|семейн|супруж|шлюбн|married|elderly|закахан|влюбл|шчасл|счастлив|малад|молод|małżeńs|подружн)/u;
const PAIR_WORD = /^(?:пар[ауыае]|парай|парой|пару|par[aęy]|couples?)$/u;
/** Words that always mean two. */
const TWO =
  /^(?:супруг(?:и|ов|ам|ами|ах)|сужэнц(?:ы|ау|ам|амі|ах)|супругі|муж(?:ы|ау)-жон|подружж[яюі]|małżeństw\p{L}+|małżonk\p{L}+|couple|spouses|newlyweds|twins|двайнят\p{L}*|блізнят\p{L}*|блізняц\p{L}*|близнец(?:ы|ов|ам|ами)|близнят\p{L}*|близняш\p{L}*|bliźnia\p{L}+|родител(?:и|ей|ям|ями|ях)|parents|rodzic(?:e|ów|om)|баць?коу|баць?камі|батьк(?:и|ів|ам)|маладажон\p{L}+|молодожен\p{L}+|молодят\p{L}*)$/u;
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
  if (first === undefined) return 0;
  const own = tokens[first.start - 1];
  if (own === undefined || !OWN.test(own.word))
    return first.sort === "number" ? namesBefore(reading, first.start) : 0;
  const joined = AND.test(tokens[first.start - 2]?.word ?? "");
  const owner = joined ? first.start - 3 : first.start - 2;
  if (reading.claims.some((claim) => claim.start <= owner && claim.end >= owner)) return 0;
  return (own.afterBreak && first.start <= REACH) || (joined && first.start <= REACH + 2 && first.start > 2)
    ? 1
    : 0;
}

/** «Прыкладны, Узорны і яшчэ пяцёра»: capitalised words in a row that no table knows for names. */
function namesBefore(reading: Reading, start: number): number {
  const { tokens } = reading.sentence;
  let at = start - 1;
  if (reading.hits.some((hit) => hit.tag === "more" && hit.start === at)) at -= 1;
  if (!AND.test(tokens[at]?.word ?? "") || at > LONGEST_LIST) return 0;
  let names = 0;
  for (at -= 1; at >= 0; at -= 1) {
    const token = tokens[at];
    if (token === undefined || !/^\p{Lu}\p{Ll}/u.test(token.raw) || isOrdinaryWord(token.raw.toLowerCase()))
      return names;
    if (token.afterBreak || at === 0) names += 1;
    else if (!/^\p{Lu}/u.test(tokens[at - 1]?.raw ?? "")) return names + 1;
  }
  return names;
}
/** Words that a list of names may take before its number. */
const LONGEST_LIST = 16;

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
  if (word.length < 2) return null;
  const pair = pairAt(reading, at);
  if (pair !== null) return pair;
  const name = names.find((it) => it.start === at);
  if (name !== undefined) return { start: at, end: name.end, n: 1, sort: "name" };
  if (isNameBeforeName(reading, at, names)) return { start: at, end: at, n: 1, sort: "name" };
  if (
    ONE.test(word) &&
    !/^(?:ні|ни|ніводн\p{L}+|not|no|жодн\p{L}+|ani)$/u.test(tokens[at - 1]?.word ?? "") &&
    !/^(?:of|з|са|из)$/u.test(tokens[at + 1]?.word ?? "") &&
    nounBehind(reading, at) > at
  )
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
