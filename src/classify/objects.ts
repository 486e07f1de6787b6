import type { EventKind } from "../domain/kind.ts";
import type { Claim, Reading } from "./claims.ts";
import type { Asserted } from "./strength.ts";
import { countsHeads } from "./heads.ts";
import { isAnimateWord } from "./plural.ts";

/** Who or what a sentence's verbs act on: people, or the things that share those verbs. */
interface Told {
  readonly happened: readonly Asserted[];
  /** The sentence names a person. */
  readonly named: boolean;
}

/** "Release of a new film about prison", «выйшаў фільм пра палітвязняў»: the work stands right after the verb. */
export function isAboutWork(reading: Reading): boolean {
  if (isPremiere(reading) || isAboutAnimals(reading)) return true;
  const verbs = reading.claims.filter((claim) => claim.kind === "release" && claim.start === claim.end);
  return reading.hits.some(
    (hit) =>
      (hit.tag === "art" || hit.tag === "thing") &&
      verbs.some((verb) => hit.start > verb.end && hit.start - verb.end <= 3),
  );
}

/** «Вяртаецца з няволі: вожыка выпусцілі ў лес». */
function isAboutAnimals(reading: Reading): boolean {
  return (
    !reading.has("polit", "byWeak") &&
    reading.hits.some(
      (hit) =>
        hit.tag === "thing" &&
        ANIMAL.test(reading.sentence.tokens[hit.start]?.word ?? "") &&
        reading.claims.some(
          ({ kind, start, end }) => kind === "release" && hit.end >= start - 2 && hit.start <= end + 3,
        ),
    )
  );
}
const ANIMAL =
  /^(?:вожык|лос[ьі]|лася|сав[аыу]$|качк|качан|лебед|чарапах|лісян|лісіц|ваучан|казул|дэльф|тыгр|малп|папуг|арлан|сокал|журау|журав|бабр|бабёр|янот|вавёрк|кажан|рыс[ья]|зайц|зайчан|цюлен|сабак|кот|ката|кацян|шчан|бус[еол]|зубр|мядзв|птуш|рыб|жывёл|кон[яе]|кароу|карову|еж|лис|волк|медвед|собак|птиц|олен|рысь)/u;

/** «Рэліз гульні пра ўцёкі з турмы»: two words of the arts side by side. */
function isPremiere(reading: Reading): boolean {
  return reading.hits.some(
    (hit) =>
      hit.tag === "art" &&
      /^(?:рэліз|рел[іи]з|прэм|прем|release|premier)/u.test(reading.sentence.tokens[hit.start]?.word ?? "") &&
      reading.hits.some((work) => work.tag === "art" && work.start > hit.end && work.start - hit.end <= 3),
  );
}

/** «Освободили от платы», "freed from debt": people are freed from prisons, not from payments. */
export function isExemption(reading: Reading): boolean {
  const { tokens } = reading.sentence;
  return reading.claims.some((claim) => {
    if (claim.kind !== "release" || claim.end > claim.start || claim.form === "noun") return false;
    if (!SETS_FREE.test(tokens[claim.start]?.word ?? "")) return false;
    for (let at = claim.end + 1; at <= claim.end + 4; at += 1) {
      const token = tokens[at];
      if (token === undefined || token.afterBreak) return false;
      if (/^(?:ад|от|from)$/u.test(token.word)) return !isFromPrison(reading, at);
    }
    return false;
  });
}
const SETS_FREE = /^(?:вызв|освоб|free|release)/u;

/** A prison, a term, a court or a name of a place within three words. */
function isFromPrison(reading: Reading, from: number): boolean {
  const { tokens } = reading.sentence;
  return [1, 2, 3, 4].some((step) => {
    const word = tokens[from + step];
    if (word === undefined) return false;
    if (
      /^(?:captivity|penal|belarus|minsk|наказ|пакар|отбы)/u.test(word.word) ||
      (step === 1 && /^\p{Lu}/u.test(word.raw))
    )
      return true;
    return reading.hits.some((hit) => hit.tag === "custody" && hit.start === from + step);
  });
}

/** «Забралі правы», «затрымалі рэйс»: the thing stands right after the verb. */
export function takesAThing(reading: Reading): boolean {
  const { tokens } = reading.sentence;
  return reading.claims.some((claim) => {
    const next = claim.end + 1;
    if (claim.kind !== "arrest" || claim.end > claim.start || HUMAN.test(tokens[next]?.word ?? ""))
      return false;
    return reading.hits.some((hit) => hit.tag === "thing" && hit.start === next);
  });
}
/** People whom sports pages and barracks share with court reports. */
const HUMAN =
  /^(?:трэнер|тренер|спартс|спортс|салдат|солдат|вайсков|военнос|пасажыр|пассажир|варатар|вратар|нападн|нападающ|player|coach|driver|suspect|striker|goalkeeper)/u;

/** «Телефонного террориста» is a crime of its own, whatever its second word means elsewhere. */
export function isPhrase(reading: Reading, tag: "crime"): boolean {
  return reading.hits.some((hit) => hit.tag === tag && hit.end > hit.start);
}

/** «Вызвалілі дарогу», «затрымалі рэйс», «забралі сабаку»: one bare verb and no human being. */
export function isAboutNobody(reading: Reading, context: Told): boolean {
  const [only] = context.happened;
  if (only === undefined || !context.happened.every((it) => SHARED.has(it.kind))) return false;
  if (reading.claims.some((claim) => claim.form === "done" && isHumanPhrase(reading, claim))) return false;
  return (
    !context.named &&
    !reading.has("person", "custody", "polit", "byWeak") &&
    !countsHeads(reading) &&
    !isAnimate(reading, only.claim.end)
  );
}

/** «Вышла на свободу», «на 15 сутак»: several words that nothing but people do; "set free" and "held over" are none. */
function isHumanPhrase(reading: Reading, claim: Claim): boolean {
  if (claim.end === claim.start || !SHARED.has(claim.kind) || claim.kind === "other_repression") return false;
  return !/^(?:set|sets|held|taken|picked|handed|let|lets|seized|raid)$/u.test(
    reading.sentence.tokens[claim.start]?.word ?? "",
  );
}

/** Kinds whose words things share: flights are held, crows set free, firms fined. */
const SHARED: ReadonlySet<EventKind> = new Set(["release", "arrest", "pardon", "other_repression"]);

/** «Затрымалі гінеколага», «задержали инженера»: a masculine object in -а is alive, «самазвал» has no ending. */
function isAnimate(reading: Reading, verb: number): boolean {
  const { tokens } = reading.sentence;
  const behind = [1, 2, 3].some((step) => {
    const token = tokens[verb + step];
    return token !== undefined && !token.afterBreak && isAnimateWord(token.word);
  });
  // «Органиста костела задержали»: who opens the headline.
  return behind || (verb <= 5 && [0, 1].some((at) => at < verb && isAnimateWord(tokens[at]?.word ?? "")));
}
