import type { Reading } from "./claims.ts";
import { ONE } from "./heads.ts";
import { AND } from "./named.ts";
import { isKinAt, saysOneDidIt, saysTheyDidIt } from "./plural.ts";

/** A part of a list of people: «двое мужчын», «Тэставай», «яе мужа», «сужэнцаў». */
export interface Party {
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

/** Words between a number and the person it counts, and between a list's parts. */
export const REACH = 4;
export function textBetween(reading: Reading, from: number, to: number): string {
  const { tokens, text, start } = reading.sentence;
  return text.slice((tokens[from]?.end ?? start) - start, (tokens[to]?.start ?? start) - start);
}

export const OWN =
  /^(?:яго|яе|ягон\p{L}+|ейн\p{L}+|іх|іхн\p{L}+|сваю|свайго|сваім|сваёй|сваімі|его|ее|их|свою|своего|своим|своей|своими|his|her|their|its|jego|jej|ich|його|її)$/u;
const WITH = /^(?:з|са|с|со|зі|із|with|z|ze)$/u;
const TOGETHER = /^(?:разам|вместе|together|along|alongside|разом|razem)$/u;

/** `joined` by «and» or «with», `listed` by a comma. */
type Link = "joined" | "listed" | "same" | "apart";

/** How a party goes on from the one before it: in one list, as the same person, or not at all. */
export function linkOf(reading: Reading, last: Party, next: Party): Link {
  const { tokens } = reading.sentence;
  const gap = tokens.slice(last.end + 1, next.start);
  if (gap.length > REACH + 2 || AMONG.test(gap.map((token) => token.word).join(" "))) return "apart";
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
  /(?:^|\s)(?:сярод|среди|серед|wśród|among|including|includes?|уключна|включая|включно|ліку|лік|числе|числі|w tym|(?:з|із|из|of|z) (?:іх|них|them|whom|якіх|которых|nich))(?:\s|$)/u;

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
export function merged(last: Party, next: Party): Party {
  const better = last.sort === "role" || last.sort === "several" ? next : last;
  return {
    ...better,
    start: last.start,
    end: next.end,
    described: last.sort === "role" || last.described === true,
  };
}

/** «Паэт і перакладчык выйшаў», «журналіста і блогера Тэставага»: one with two trades, unless a verb says «they». */
export function isOnePerson(reading: Reading, list: readonly Party[]): boolean {
  const [first, second] = list;
  if (list.length !== 2 || first?.sort !== "role" || second === undefined || saysTheyDidIt(reading))
    return false;
  const gap = reading.sentence.tokens.slice(first.end + 1, second.start);
  if (gap.some((token) => OWN.test(token.word) || WITH.test(token.word) || ONE.test(token.word)))
    return false;
  if (isKinAt(reading, first.start) || isKinAt(reading, second.start)) return false;
  return (second.sort === "name" && second.described) || (second.sort === "role" && saysOneDidIt(reading));
}
