import type { HeadCount } from "../domain/finding.ts";
import type { Claim, Reading } from "./claims.ts";
import { numberAt } from "./numbers.ts";
import { isBareAim, isNoCount, isPeopleBehind, isUnitAt } from "./measures.ts";
import { isPeople } from "./plural.ts";
import { isUnit } from "./units.ts";

/** Words that may stand between a number and the noun it counts: «14 беларускіх палітычных вязняў». */
const REACH = 4;
export interface Counted extends HeadCount {
  /** Its first and last token. */
  readonly at: number;
  readonly end: number;
}

/** Head counts of one sentence with their places. Years, terms, articles and dates are none. */
export function countsOf(reading: Reading): Counted[] {
  const counted = allCountsOf(reading);
  // «22 чалавекі, з іх 20 палітвязняў»: the part is not the whole.
  return counted.flatMap((count, at) => {
    const before = counted[at - 1];
    if (before !== undefined && (isPart(reading, count.at) || isWholeOf(reading, before, count))) return [];
    if (counted.slice(0, at).some((whole) => isDetail(reading, whole, count))) return [];
    const exempt = exemptFrom(reading, count);
    return exempt > 0 ? [{ ...count, n: count.n - exempt }] : [count];
  });
}

/** «Шасцёра з дзесяці», "four of the seven": the event's is the part, whatever stands behind. */
function isWholeOf(reading: Reading, part: Counted, whole: Counted): boolean {
  const { tokens } = reading.sentence;
  const gap = whole.at - part.end - 1;
  if (gap < 1 || gap > 3 || part.n > whole.n) return false;
  const led = tokens[whole.at - 1]?.word === "the" ? 2 : 1;
  return (
    OF.test(tokens[whole.at - led]?.word ?? "") &&
    !tokens.slice(part.end + 1, whole.at + 1).some((it) => it.afterBreak)
  );
}
const OF = /^(?:з|са|із|зі|из|of|z|ze|iš|von)$/u;

/** «Семнаццаць новых палітвязняў: пяцёра сядзяць у Жодзіне»: what a colon opens tells of the same people. */
function isDetail(reading: Reading, whole: Counted, part: Counted): boolean {
  const { tokens, text, start } = reading.sentence;
  const between = text.slice(
    (tokens[whole.end]?.end ?? start) - start,
    (tokens[part.at]?.start ?? start) - start,
  );
  return part.n < whole.n && between.includes(":");
}

/** «Усе дзевяць, акрамя аднаго», "all but one of the nine": how many the event left out. */
function exemptFrom(reading: Reading, count: Counted): number {
  const { tokens } = reading.sentence;
  const but = tokens.findIndex(
    (token, at) =>
      /^(?:акрамя|апроч|кроме|but|except|крім|oprócz)$/u.test(token.word) &&
      at < count.at + 6 &&
      at > count.at - 6 &&
      /^(?:усе|усіх|все|всех|всі|all|wszyscy)$/u.test(tokens[Math.min(at, count.at) - 1]?.word ?? ""),
  );
  return but >= 0 && ONE.test(tokens[but + 1]?.word ?? "") ? 1 : 0;
}
/** «Адзін», in all cases: a number beside other numbers only. */
export const ONE =
  /^(?:адзін|аднаго|аднаму|адна|адну|адной|один|одного|одному|одна|одну|одной|one|jeden|jednego|jedna|jedną|одну)$/u;

function isPart(reading: Reading, at: number): boolean {
  const { tokens } = reading.sentence;
  const [second, first] = [tokens[at - 1]?.word ?? "", tokens[at - 2]?.word ?? ""];
  const third = tokens[at + 1]?.word ?? "";
  return (
    PART.test(`${first} ${second}`) ||
    /^(?:including|of|ўключна|сярод|среди|among|wśród|серед)$/u.test(second) ||
    PART.test(`${second} ${third}`) ||
    PART.test(`${third} ${tokens[at + 2]?.word ?? ""}`)
  );
}
const PART =
  /^(?:(?:з|зь|из|із|сярод|среди|серед|of|among|z|wśród) (?:іх|якіх|них|которых|яких|whom|them|nich|których)|(?:у|в) (?:тым|том|тому))$/u;

function allCountsOf(reading: Reading): Counted[] {
  const { tokens } = reading.sentence;
  const counted: Counted[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const number = numberAt(tokens, at);
    if (number === null) continue;
    if (isHeadCount(reading, at, number)) {
      counted.push({ n: number.value, qualifier: qualifierAt(reading, at), at, end: number.end });
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
  if (first === undefined || number.value < 2 || !Number.isInteger(number.value)) return false;
  if (isNoCount(reading, at, number.end) || isTotal(reading, at)) return false;
  if (isFor(reading, at, number.end)) return true;
  // «Яшчэ шасцёра пакінулі калоніі»: collectives count people, and days that have no singular.
  if (COLLECTIVE.test(first.word)) return !isUnitBehind(reading, number.end);
  for (let next = number.end + 1; next <= number.end + REACH; next += 1) {
    const token = tokens[next];
    if (
      token === undefined ||
      (next > number.end + 1 && (token.afterBreak || tokens[number.end + 1]?.afterBreak === true))
    )
      break;
    if (next <= number.end + 2 && isUnitAt(reading, next)) {
      if (next === number.end + 1 || !isVerbAt(reading, next - 1)) return false;
      break;
    }
    // «Ад пяці да дзевяці гадоў».
    if (next === number.end + 1 && RANGE.test(token.word) && numberAt(tokens, next + 1) !== null)
      return isHeadCount(reading, next + 1, numberAt(tokens, next + 1) ?? number);
    if (NAMES.test(token.word) || isPeople(token.word)) return true;
    if (numberAt(tokens, next) !== null) break;
    if (reading.hits.some((hit) => (hit.tag === "person" || hit.tag === "polit") && hit.start === next))
      return true;
  }
  if (isPlus(reading, at, number.end) || isAll(reading, at, number.end)) return true;
  if (isBareAim(reading, at, number.end)) return false;
  if (
    isTermOfOwn(reading, at) &&
    !reading.claims.some((it) => it.form === "done" && it.start === number.end + 1)
  )
    return false;
  return beside(reading, at, number.end) || leadsSentence(reading, at) || endsList(reading, at, number.end);
}

/** «Двое сутак», «пяцёх апошніх гадоў». */
function isUnitBehind(reading: Reading, end: number): boolean {
  const adjective = /(?:ых|іх|их|ыя|ые)$/u.test(reading.sentence.tokens[end + 1]?.word ?? "");
  return (
    isUnitAt(reading, end + 1) || (adjective && !isPeopleBehind(reading, end) && isUnitAt(reading, end + 2))
  );
}

/** «Усяго ў спісе 1 142 чалавекі»: a state of things, unless an event stands between. */
function isTotal(reading: Reading, at: number): boolean {
  const { tokens } = reading.sentence;
  for (let back = at - 1; back >= Math.max(0, at - REACH); back -= 1) {
    if (isVerbAt(reading, back)) return false;
    if (TOTAL.test(tokens[back]?.word ?? ""))
      return !reading.claims.some((it) => it.form === "done" && it.start <= at);
  }
  return false;
}
const TOTAL =
  /^(?:усяго|агулам|агульн\p{L}+|всего|общее|общая|итого|total|totalling|altogether|всього|загалом|łącznie|ogółem)$/u;

const RANGE = /^(?:да|до|to|або|или|чи|or|do)$/u;

/** «+17 за тыдзень», «Плюс шесть»: how a list of people grew. */
function isPlus(reading: Reading, at: number, end: number): boolean {
  const { tokens, text, start } = reading.sentence;
  const number = tokens[at];
  const next = tokens[end + 1];
  if (number === undefined || at > 1) return false;
  const plus =
    /\+\s?$/u.test(text.slice(0, number.start - start)) ||
    /^(?:плюс|plus)$/u.test(tokens[at - 1]?.word ?? "");
  return plus && (next === undefined || next.afterBreak || /^(?:за|у|ў|в|на|in|on|to)$/u.test(next.word));
}

/** «…, усіх трох». */
function isAll(reading: Reading, at: number, end: number): boolean {
  const { tokens } = reading.sentence;
  const next = tokens[end + 1];
  return (
    /^(?:усіх|усе|усім|всех|все|всем|all|всі|всіх|wszyscy|wszystkich)$/u.test(tokens[at - 1]?.word ?? "") &&
    (next === undefined || next.afterBreak)
  );
}

/** «15 новых имён» of a list; each petition is one person's. */
const NAMES =
  /^(?:им[её]н|задержани[яйею]\p{L}*|аресты|арестов|приговор(?:а|ов|ы)|помиловани[яйе]\p{L}*|освобождени[яйе]\p{L}*|затрыманн[яіе]\p{L}*|арышт(?:ы|ау|оу)|прысуд(?:ы|ау|оу)|вырак(?:і|ау)|памілаванн[яі]\p{L}*|вызваленн[яі]\p{L}*|detentions|arrests|verdicts|convictions|pardons|releases|releasees|тел[ао]?$|тела|целы|bodies|nazwisk\p{L}*|прізвищ\p{L}*|імён(?:аў)?|прозвішч\p{L}*|фамили[ий]|names|прошени\p{L}*|ходатайств\p{L}*|прашэнн\p{L}*|хадайніцтв\p{L}*|petitions|pleas|appeals)$/u;

function isVerbAt(reading: Reading, at: number): boolean {
  return reading.claims.some((claim) => claim.start === at && claim.form === "done");
}

/** "Freedom for five: …", "gates open for 18 as …". */
function isFor(reading: Reading, at: number, end: number): boolean {
  const { tokens } = reading.sentence;
  const next = tokens[end + 1];
  return (
    /^(?:for|для)$/u.test(tokens[at - 1]?.word ?? "") &&
    (next === undefined ||
      next.afterBreak ||
      /^(?:as|after|who|when|under|in|більш|пасля|после)$/u.test(next.word)) &&
    reading.claims.some((claim) => claim.kind === "release" || claim.kind === "pardon")
  );
}

/** A number that may count people though no rule is sure of it: then nobody may say that there is one. */
export function mayCountSeveral(reading: Reading): boolean {
  const { tokens } = reading.sentence;
  return tokens.some((_, at) => {
    const number = numberAt(tokens, at);
    const next = tokens[(number?.end ?? at) + 1];
    if (number === null || number.value < 2 || number.value > 400 || next === undefined || next.afterBreak)
      return false;
    if (isNoCount(reading, at, number.end) || !/^\p{Ll}/u.test(next.raw)) return false;
    if (isUnit(next.word) || isUnitAt(reading, number.end + 2)) return false;
    return GENITIVE.test(next.word);
  });
}
const GENITIVE = /(?:оу|ау|ёу|еу|ов|ев|ей|ых|іх|их|ак|ок|ек|ц|лі|ли|s|men|people)$/u;

/** «А, Б і шэсць іх паплечнікаў». */
function endsList({ sentence: { tokens } }: Reading, at: number, end: number): boolean {
  const [name, next] = [tokens[at - 2], tokens[end + 1]];
  return (
    /^(?:і|й|ды|и|and)$/u.test(tokens[at - 1]?.word ?? "") &&
    name !== undefined &&
    /^\p{Lu}/u.test(name.raw) &&
    next !== undefined &&
    !next.afterBreak &&
    /^\p{Ll}/u.test(next.raw)
  );
}

/** «Тэставай — чатыры»: years that go without the word. */
function isTermOfOwn(reading: Reading, at: number): boolean {
  const [before, number] = [reading.sentence.tokens[at - 1], reading.sentence.tokens[at]];
  return number?.afterBreak === true && before !== undefined && /^\p{Lu}/u.test(before.raw) && at > 1;
}

/** "Five alleged administrators handed terms": a number that opens a headline with an event counts its people. */
function leadsSentence(reading: Reading, at: number): boolean {
  return (
    at <= 1 &&
    (reading.sentence.tokens[at + 1]?.afterBreak === false ||
      /^(?:дел[оауе]|справ[ауеы]|case)$/u.test(reading.sentence.tokens[at - 1]?.word ?? "")) &&
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
        (claim.end === start - 2 && /^(?:на|by)$/u.test(reading.sentence.tokens[start - 1]?.word ?? "")) ||
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
  /^(?:дв(?:ое|ае|аіх|аім|оих|оим|оє|oje)|абаіх|абаім|абое|тр(?:ое|аіх|аім|оих|оим|оє)|dwoje|dwojga|troje|trojga|\p{L}{2,6}(?:ёра|меро|веро|теро|церо|цера|вера|ярых|ерых|ярым|ерым|ярымі|ерыми|ёх|oro|orga)|(?:чацвёрк|пяцёрк|четверк|пятерк|тройк)[ауі]|кв(?:ар|ін|ин)т[еэ]та?у?|quartet|quintet|trio|foursome|threesome)$/u;

function qualifierAt(reading: Reading, at: number): HeadCount["qualifier"] {
  const near = (tag: "about" | "least" | "most"): boolean =>
    reading.hits.some((hit) => hit.tag === tag && hit.end < at && hit.end >= at - 2);
  if (near("most")) return "at_most";
  if (near("least")) return "at_least";
  return near("about") ? "about" : "exact";
}
