import type { Mention } from "../domain/finding.ts";
import type { EventKind } from "../domain/kind.ts";
import type { Reading } from "./claims.ts";
import { within } from "./named.ts";
import { isKinAt } from "./plural.ts";
import { nominative } from "../people/nominative.ts";

/** Words between a verb of saying and who says it: «паведаміла былая палітзняволеная журналістка …». */
const SAID_WITHIN = 6;
/** A name and what it is called by: «спецпосланник президента США Джон …». */
const CALLED_WITHIN = 4;

const SAYS =
  /^(?:паведамі(?:у|ла)|паведамляе|сказау|сказала|кажа|расказау|расказала|распав(?:еу|ёу|яла)|напісау|напісала|піша|заявіу|заявіла|адзначыу|адзначыла|пацвердзі(?:у|ла)|удакладні(?:у|ла)|дадау|дадала|падзякавау|падзякавала|гаворыць|(?:пра)?каментуе|сообщил|сообщила|сообщает|сказал|сказала|говорит|рассказал|рассказала|рассказывает|написал|написала|пишет|заявил|заявила|отметил|отметила|подтвердил|подтвердила|уточнил|уточнила|добавил|добавила|поблагодарил|поблагодарила|(?:про)?комментирует|according|poinformował|poinformowała|powiedział|powiedziała|napisał|napisała|przekazał|przekazała|dodał|dodała|повідомив|повідомила|повідомляє|сказав|розповів|розповіла|заявив|заявила|написав|додав|додала|словам|слоу|слов|словах)$/u;
/** ", said her mother …": behind its own subject the verb tells what somebody else said of others. */
const SAYS_ENGLISH = /^(?:said|says|told|tells|wrote|writes|tweeted|added|adds|thanked|thanks)$/u;
const HIMSELF = /^(?:сам|сама|himself|herself)$/u;
const THEM = /^(?:их|его|её|ее|іх|яго|яе|them|him|her)$/u;
const MEETS =
  /^(?:встре(?:тил|тила|чал|чала)|сустр(?:эу|эла|акау|акала)|(?:да|до)?(?:чака|жда)(?:у|ла|л)|обня(?:л|ла)|абня(?:у|ла))$/u;
const MET_BY = /^(?:met|greeted|welcomed|hugged|awaited)$/u;
const HIS = /^(?:яго|яе|іх|его|её|ее|их|сваю|свайго|свою|своего|his|her|their)$/u;
/** What follows is what was said, or of whom. */
const ABOUT = /^(?:пра|аб|о|об|обо|про|што|что|шо|що|like|about|of|that|na|że|o)$/u;
/** Offices whose bearers judge, defend, guard or bargain. */
const OFFICE =
  /^(?:суд(?:ьдзя|дзя|ьдзі|дзі|ья|ьи|ью|ьей|дя)|(?:прокурор|пракурор|адвакат|адвокат|следовател|начальник|начальнік|спецпосланник|спецпасланнік|посланник|пасланнік|амбасадар)\p{L}*|следч(?:ы|ага)|посол|посла|пасол|пасла|президент[ауе]?|прэзідэнта?|прэзыдэнта?|министра?|міністра?|сенатора?|сенатара?|депутата?|дэпутата?|judge|prosecutor|lawyer|attorney|envoy|ambassador|president|minister|senator|secretary|spokes(?:man|woman|person)|aide|diplomat|congress(?:man|woman)|sędzi\p{L}*|prokurator\p{L}*|adwokat\p{L}*|ambasador\p{L}*|prezydent\p{L}?)$/u;
const TRIAL: ReadonlySet<EventKind> = new Set(["sentence", "charge"]);
const COURT = /^(?:суд(?:ьдзя|дзя|ья|дя)|пракурор|прокурор|judge|prosecutor|sędzia|prokurator)$/u;

/**
 * The people of some sentences that an event may have happened to. Who tells of it, judges, defends, bargains or waits
 * at the gate is named beside it: «вызвалены, паведаміла яго жонка Марыя Прыкладная» frees nobody of that name.
 *
 * @param own the sentence that tells of the event; in the others, kin and offices are bystanders unless it happens
 * to them there
 */
export function concernedIn(
  reading: Reading,
  people: readonly Mention[],
  kind: EventKind | null,
  own: boolean,
): readonly Mention[] {
  const happens =
    own || reading.claims.some((claim) => claim.kind === kind && claim.form === "done" && !claim.negated);
  return within(reading, people).filter((person) => {
    const place = placeOf(reading, person, people);
    if (isTold(reading, place, person) || hasKin(reading, place, person) || meets(reading, place))
      return false;
    if (kind !== null && TRIAL.has(kind) && isCalled(reading, place, COURT)) return false;
    return (
      happens ||
      !(speaksOn(reading, place) || isCalled(reading, place, OFFICE) || isKinBefore(reading, place))
    );
  });
}

interface Place {
  readonly first: number;
  readonly last: number;
  /** The last token of the name before it in the sentence: what stands there is about that one. */
  readonly before: number;
}

function placeOf({ sentence: { tokens } }: Reading, person: Mention, people: readonly Mention[]): Place {
  const ends = people.filter(({ start }) => start < person.start).map(({ end }) => end);
  return {
    first: tokens.findIndex((token) => token.end > person.start),
    last: tokens.findLastIndex((token) => token.start < person.end),
    before: tokens.findLastIndex((token) => ends.some((end) => token.start < end)),
  };
}

/**
 * «Паведаміла яго жонка …», «по словам адвоката …», "said her mother …". A prisoner whom the register knows tells by
 * himself that he is free.
 */
function isTold(reading: Reading, { first, before }: Place, { personId }: Mention): boolean {
  const { tokens } = reading.sentence;
  for (let at = first - 1; at > before && first - at <= SAID_WITHIN; at -= 1) {
    const word = tokens[at]?.word ?? "";
    if (tokens[at + 1]?.afterBreak === true || ABOUT.test(word) || HIMSELF.test(word)) return false;
    const says =
      SAYS.test(word) || (SAYS_ENGLISH.test(word) && (at === 0 || tokens[at]?.afterBreak === true));
    if (says) return personId === null || first - at > 1;
  }
  return false;
}

/** «Ганна Прыкладная паведаміла …». */
function speaksOn({ sentence: { tokens } }: Reading, { last }: Place): boolean {
  return [1, 2].some((step) => {
    const word = tokens[last + step]?.word ?? "";
    return SAYS.test(word) || SAYS_ENGLISH.test(word);
  });
}

function isCalled({ sentence: { tokens } }: Reading, { first, before }: Place, office: RegExp): boolean {
  for (let at = first - 1; at > before && first - at <= CALLED_WITHIN; at -= 1) {
    if (tokens[at + 1]?.afterBreak === true) return false;
    if (office.test(tokens[at]?.word ?? "")) return true;
  }
  return false;
}

function isKinBefore(reading: Reading, { first }: Place): boolean {
  return first > 0 && reading.sentence.tokens[first]?.afterBreak !== true && isKinAt(reading, first - 1);
}

/** «Затрымалі жонку палітвязня Івана Прыкладнага», "Ivan Example's wife": it happened to the one without a name. */
function hasKin(reading: Reading, { first, last, before }: Place, { text }: Mention): boolean {
  const { tokens } = reading.sentence;
  if (/['’]s$/u.test(text)) return isKinAt(reading, last + 1);
  for (let at = first - 1; at > before && first - at <= CALLED_WITHIN; at -= 1) {
    if (tokens[at + 1]?.afterBreak === true) return false;
    if (!isKinAt(reading, at)) continue;
    if (tokens[at + 1]?.word === "of") return true;
    return !HIS.test(tokens[at - 1]?.word ?? "") && isOblique(text);
  }
  return false;
}

function isOblique(name: string): boolean {
  return nominative(name, "be") !== name || nominative(name, "ru") !== name;
}

/** «Их встретила Анна Примерная», "welcomed by Ann Example". */
function meets({ sentence: { tokens } }: Reading, { first }: Place): boolean {
  const [two, one] = [tokens[first - 2]?.word ?? "", tokens[first - 1]?.word ?? ""];
  return (THEM.test(two) && MEETS.test(one)) || (MET_BY.test(two) && one === "by");
}
