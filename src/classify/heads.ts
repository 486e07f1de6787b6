import type { HeadCount } from "../domain/finding.ts";
import type { Claim, Reading } from "./claims.ts";
import { numberAt } from "./numbers.ts";

/** Words that may stand between a number and the noun it counts: «14 беларускіх палітычных вязняў». */
const REACH = 4;
/** What a number counts when it counts no people: time, money, articles, things that are numbered. */
const UNIT =
  /^(?:калон|калён|турм|турэм|колон|тюр[ье]м|ізалятар|изолятор|краін|стран|гарад|город|кватэр|квартир|чат(?:ы|аў|ов|ау|ах)$|канал|сайт|арганізац|организац|прадпрыем|предприят|эпізод|эпизод|обыск|ператрус|супольн|сообщест|бот(?:ы|аў|ау|ов)$|prisons?$|colonies|jails?$|countries|cities|towns|apartments?$|flats?$|channels?$|chats?$|raids?$|searches|episodes?$|год|гад|лет(?:ия|ие|ний)?$|летн|сут|дз[её]н|дні|дня|дней|день|дзень|месяц|тыдз|тыдн|недел|гадзін|час(?:а|ы|ов|оў|ам|у|амі|ами)?$|мин(?:ут|$)|хвілін|рубл|руб|долар|доллар|евро|еўра|працэнт|процент|тысяч|мільён|миллион|артык|арт$|ст$|стать|стат(?:ья|ье)|статт|частк|част(?:ь|и|ей|ям)$|кілагр|килогр|раз$|раз[аоуы]|санкц|метр|кіламетр|километр|years?$|days?$|months?$|weeks?$|hours?$|minutes?$|percent|million|thousand|roubles?$|rubles?$|dollars?$|euros?$|times?$|articles?$|parts?$|sanction|counts?$|charges?$|lat$|lata$|rok(?:u|i|ów)?$|dni$|dób|рок(?:у|и|ів)$|діб|днів|місяц|metų|jahr|tage|январ|феврал|март(?:а|е)?$|апрел|мая$|июн|июл|август|сентябр|октябр|ноябр|декабр|студз|лют(?:ы|ага|ым|ого|ий)|сакав|красав|чэрв|ліп(?:ен|ня|еня)|жнів|верас|кастр|лістап|снеж|january|february|march|april|may$|june|july|august|september|october|november|december|stycz|lut(?:y|ego)|marca|kwiet|maja$|czerw|lipca|sierp|wrze|paźdz|listop|grud|січ|березн|квіт|трав(?:ня|ень)|черв|липня|серп|верес|жовт|груд)/u;

export interface Counted extends HeadCount {
  /** Its first and last token. */
  readonly at: number;
  readonly end: number;
}

/** Head counts of one sentence with their places. Years, terms, articles and dates are none. */
export function countsOf(reading: Reading): Counted[] {
  const counted = allCountsOf(reading);
  // «22 чалавекі, з іх 20 палітвязняў»: the part is not the whole.
  const whole = counted.filter((count, at) => at === 0 || !isPart(reading, count.at));
  return whole;
}

function isPart(reading: Reading, at: number): boolean {
  const { tokens } = reading.sentence;
  const [second, first] = [tokens[at - 1]?.word ?? "", tokens[at - 2]?.word ?? ""];
  const third = tokens[at + 1]?.word ?? "";
  return (
    PART.test(`${first} ${second}`) ||
    /^(?:including|of)$/u.test(second) ||
    PART.test(`${third} ${tokens[at + 2]?.word ?? ""}`)
  );
}
const PART = /^(?:з|зь|из|сярод|среди|of|among) (?:іх|якіх|них|которых|whom|them)$/u;

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

/** «Артыкул 342», «калонія 15»: the number is a name. */
const NUMBERED =
  /^(?:арт|артык\p{L}*|ст|стать\p{L}*|articles?|art|ч|част\p{L}*|ік|ик|пк|вк|no|калонія|калоніі|колония|колонии|тюрьма|тюрьме|турма|турме|colony|д)$/u;

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
  if (!first.afterBreak && NUMBERED.test(tokens[at - 1]?.word ?? "")) return false;
  if (/^(?:19|20)\d\d$/u.test(first.raw)) return false;
  if (isFor(reading, at, number.end)) return true;
  // «Яшчэ шасцёра пакінулі калоніі»: collectives count people, and days that have no singular.
  if (COLLECTIVE.test(first.word) && !UNIT.test(tokens[number.end + 1]?.word ?? "")) return true;
  for (let next = number.end + 1; next <= number.end + REACH; next += 1) {
    const token = tokens[next];
    if (token === undefined || (token.afterBreak && next > number.end + 1)) break;
    if (next <= number.end + 2 && UNIT.test(token.word)) {
      if (next === number.end + 1 || !isVerbAt(reading, next - 1)) return false;
      break;
    }
    // «Ад пяці да дзевяці гадоў».
    if (next === number.end + 1 && /^(?:да|до|to)$/u.test(token.word) && numberAt(tokens, next + 1) !== null)
      return isHeadCount(reading, next + 1, numberAt(tokens, next + 1) ?? number);
    if (NAMES.test(token.word)) return true;
    if (reading.hits.some((hit) => (hit.tag === "person" || hit.tag === "polit") && hit.start === next))
      return true;
  }
  if (isTermOfOwn(reading, at)) return false;
  return beside(reading, at, number.end) || leadsSentence(reading, at) || endsList(reading, at, number.end);
}

/** «15 новых имён» of a list; each petition is one person's. */
const NAMES =
  /^(?:им[её]н|імён(?:аў)?|прозвішч\p{L}*|фамили[ий]|names|прошени\p{L}*|ходатайств\p{L}*|прашэнн\p{L}*|хадайніцтв\p{L}*|petitions|pleas|appeals)$/u;

function isVerbAt(reading: Reading, at: number): boolean {
  return reading.claims.some((claim) => claim.start <= at && claim.end >= at && claim.form === "done");
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
    if (NUMBERED.test(tokens[at - 1]?.word ?? "") || !/^\p{Ll}/u.test(next.raw)) return false;
    if (UNIT.test(next.word) || UNIT.test(tokens[number.end + 2]?.word ?? "")) return false;
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
  /^(?:дв(?:ое|аіх|оих|оим|оє)|тр(?:ое|аіх|оих|оим|оє)|\p{L}{2,6}(?:ёра|меро|веро|теро|церо|цера|ярых|ерых|ярым|ерым)|(?:чацвёрк|пяцёрк|четверк|пятерк|тройк)[ауі])$/u;

function qualifierAt(reading: Reading, at: number): HeadCount["qualifier"] {
  const near = (tag: "about" | "least" | "most"): boolean =>
    reading.hits.some((hit) => hit.tag === tag && hit.end < at && hit.end >= at - 2);
  if (near("most")) return "at_most";
  if (near("least")) return "at_least";
  return near("about") ? "about" : "exact";
}
