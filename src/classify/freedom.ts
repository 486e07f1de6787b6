import type { EventKind } from "../domain/kind.ts";
import type { Claim, Reading } from "./claims.ts";
import { numberAt } from "./numbers.ts";
import { FIRM, HAPPENED, wordsOf, type Asserted, type Best, type Drop, type Strength } from "./strength.ts";

/** «Адмовілася выязджаць, але ўсё адно вольная». */
function isFreedAnyway(reading: Reading, best: Best): boolean {
  const refused = best.get("not_released");
  const freed = best.get("release");
  if (refused === undefined || freed === undefined || freed.strength < 1.5) return false;
  if (freed.claim.start <= refused.claim.end) return false;
  return reading.sentence.tokens
    .slice(refused.claim.end + 1, freed.claim.start + 1)
    .some(({ word }) => /^(?:адно|адно|равно|anyway|nevertheless|усёадно)$/u.test(word));
}

/** What goes with somebody's release, and what only looks like one. */
export function settleFreedom(reading: Reading, best: Best, strength: Strength, drop: Drop): void {
  const driven = best.get("deportation");
  if (driven !== undefined && driven.strength >= HAPPENED && isFromPrison(reading) && strength("release") < 1)
    best.set("release", { ...driven, kind: "release", strength: HAPPENED + 0.1 });
  if (strength("deportation") >= HAPPENED && strength("release") >= 1) {
    promoteTo(best, "release", isArrival(reading, best) ? FIRM + 0.5 : HAPPENED + 0.1);
  }
  if (strength("recognition") >= HAPPENED && LISTED.test(reading.sentence.text.toLowerCase()))
    drop("recognition");
  if (isFreedAnyway(reading, best)) drop("not_released");
  if (strength("not_released") >= HAPPENED) {
    drop("release", "pardon", "incommunicado");
    if (isStill(reading, best)) drop("arrest");
  }
  settleServed(reading, best, strength, drop);
  const held = best.get("pardon");
  if (held !== undefined && strength("release") < HAPPENED && isHeldYet(reading, held)) {
    best.set("not_released", { ...held, kind: "not_released", strength: FIRM + 0.1 });
    drop("pardon", "release");
  }
  if (isTakenAgain(reading, best)) drop("release");
  if (strength("release") >= FIRM || strength("pardon") >= FIRM)
    drop(...PAST.filter((kind) => isPast(reading, best, kind)));
  // «Допросили и отпустили»: nobody was in custody.
  if (strength("other_repression") >= HAPPENED && isLetGo(reading, best) && !reading.has("custody"))
    drop("release");
  if (strength("release") >= FIRM && strength("deal") < FIRM && reading.count("deal.part") === 0)
    drop("deal");
  // «Памілаваная журналістка ўжо на волі»: how she came to be free.
  if (strength("release") >= FIRM && isPardonedOne(reading, best)) promoteTo(best, "pardon", HAPPENED + 0.1);
  if (strength("pardon") >= HAPPENED) {
    promoteTo(best, "pardon", strength("release") + 0.1);
    drop("other_repression");
  }
}

/** «Сямёра памілаваных дагэтуль у калоніі»: those whom a decree should have freed are there yet. */
function isHeldYet({ sentence: { tokens }, hits }: Reading, { claim }: Asserted): boolean {
  return [1, 2, 3].some((step) => {
    const token = tokens[claim.end + step];
    if (token === undefined || tokens.slice(claim.end + 1, claim.end + step + 1).some((it) => it.afterBreak))
      return false;
    return (
      STILL.test(token.word) &&
      hits.some(
        ({ tag, start }) => tag === "custody" && start > claim.end + step && start - claim.end - step <= 3,
      )
    );
  });
}
const STILL = /^(?:дагэтуль|дасюль|сих|ранейшаму|прежнему|still)$/u;

/** «Вышел — и снова за решеткой», "home after 15 days, now faces a case": the later thing is the news. */
function isTakenAgain({ sentence }: Reading, best: Best): boolean {
  const freed = best.get("release")?.claim;
  if (freed === undefined) return false;
  return [best.get("arrest"), best.get("charge")].some((it) => {
    if (it === undefined || it.strength < HAPPENED || it.claim.start <= freed.end) return false;
    const between = sentence.tokens.slice(freed.end + 1, it.claim.start + 2).map(({ word }) => word);
    return between.some((word) => AGAIN.test(word));
  });
}
const AGAIN =
  /^(?:снова|зноу|зноў|ізноу|ізноў|опять|вновь|again|next|назаутра|назаўтра|следующий|наступны|now|цяпер|теперь)$/u;

/** What is told of the time that somebody freed has served. */
function settleServed(reading: Reading, best: Best, strength: Strength, drop: Drop): void {
  if (strength("release") < 1) return;
  const [sentence, arrest, deal] = [best.get("sentence"), best.get("arrest"), best.get("deal")];
  const before = ({ claim }: Asserted, step: number): string =>
    reading.sentence.tokens[claim.start - step]?.word ?? "";
  // «Адбыў тры гады» is no verdict.
  if (sentence !== undefined && wordsOf(reading, sentence).some((word) => SERVES.test(word)))
    drop("sentence");
  // «Получил пять лет, отсидел и вышел», «приговор отменили, его выпустили».
  if (sentence !== undefined && strength("release") >= FIRM && isBehind(reading, sentence, best))
    drop("sentence");
  // «Апеляцыя скараціла тэрмін да адбытага, яго адпусцілі».
  if (strength("release") >= FIRM && TIME_SERVED.test(reading.sentence.text))
    promoteTo(best, "release", strength("sentence") + 0.5);
  // «Дома пасля дзесяці сутак арышту».
  if (strength("release") >= HAPPENED && arrest !== undefined && isTerm(reading, arrest)) drop("arrest");
  // «Пасля візіту Келага на волі 14 чалавек».
  if (deal !== undefined && [1, 2].some((step) => /^(?:пасля|після|после|after)$/u.test(before(deal, step))))
    drop("deal");
}
/** A verdict that was served or softened before its owner went free. */
function isBehind(reading: Reading, sentence: Asserted, best: Best): boolean {
  const freed = best.get("release")?.claim;
  if (freed === undefined || freed.start <= sentence.claim.end) return false;
  const { tokens } = reading.sentence;
  return tokens
    .slice(Math.max(0, sentence.claim.start - 2), freed.start + 1)
    .some(({ word }, at) => SOFTENS.test(word) || (at > 0 && SERVES.test(word)));
}
const SOFTENS =
  /^(?:отмен[ия]|смягч|скост|скосц|сократ|скарац|скараціл|змякч|адмян|quash|overturn|cut$|cuts$)/u;
const SERVES = /^(?:адбы|адсядз|адседз|прасядз|праседз|прабы|отбы|отсид)/u;
const TIME_SERVED =
  /(?<!\p{L})(?:да|до)\s+(?:фактычна\s+|фактически\s+)?(?:адбыт|отбыт)|(?:адбыт|отбыт)(?:ым|ымі|ыми)(?!\p{L})|time served/iu;

/** A term and no verb: «15 сутак арышту». */
function isTerm({ sentence: { tokens } }: Reading, { claim }: Asserted): boolean {
  return (
    numberAt(tokens, claim.start) !== null ||
    /^(?:сут(?:ак|кі|ок|ки)|содн(?:яу|і)|арыш(?:т|ту|там)|арест(?:а|ом)?|дз[её]н|дней|тыдзень|после|пасля)$/u.test(
      tokens[claim.start]?.word ?? "",
    )
  );
}

/** «Мусілі вызваліць, але пакінулі за кратамі»: held on, not taken anew. */
function isStill(reading: Reading, best: Best): boolean {
  const arrest = best.get("arrest");
  return arrest !== undefined && wordsOf(reading, arrest).some((word) => KEEPS.test(word));
}
const KEEPS = /^(?:пак[іи]н|оста|заста|трыма|утрым|держ|удерж|сядз|сид)/u;

/** «Памілаваная журналістка». */
function isPardonedOne(reading: Reading, best: Best): boolean {
  const asserted = best.get("pardon");
  return (
    asserted !== undefined &&
    asserted.claim.form !== "will" &&
    /^(?:памілаван|помилован|pardoned)(?!н)/u.test(
      reading.sentence.tokens[asserted.claim.start]?.word ?? "",
    ) &&
    !/(?:ие|ия|ию|ием|не|ня)$/u.test(reading.sentence.tokens[asserted.claim.start]?.word ?? "")
  );
}

/** «Вязняў прывезлі да мяжы», «выслалі проста з ізалятара»: they leave custody and country at once. */
function isFromPrison(reading: Reading): boolean {
  return !reading.has("former", "neg") && FROM_PRISON.test(reading.sentence.text);
}
const FROM_PRISON =
  /(?<!\p{L})(?:(?:паліт)?вязь?н(?:яў|і|ямі|ям)|(?:паліт)?зь?няволен(?:ых|ыя|ым|ымі)|(?:полит)?заключ[её]нн(?:ых|ые|ым|ыми)|prisoners)(?!\p{L})|(?<!\p{L})(?:проста|прама|просто|прямо|straight|directly)\s+(?:з|зь|са|из|from)\s+(?:\p{L}+\s+){0,2}(?:калон|калён|турм|турэм|сіза|сизо|ізалятар|изолятор|зняволен|няволі|камер|вязніц|колон|тюр|prison|jail|custody|detention)|palitviaź?ni(?:aŭ|ami|am)/iu;

/** What happened to a freed person before. */
export const PAST = ["sentence", "arrest", "charge"] as const;

/** «Прибыли в Литву», "crossed into Lithuania": they came; nobody is said to have driven them out. */
function isArrival(reading: Reading, best: Best): boolean {
  const asserted = best.get("deportation");
  return asserted !== undefined && wordsOf(reading, asserted).some((word) => ARRIVES.test(word));
}
const ARRIVES =
  /^(?:прыбы|прыех|прыляц|вылец|паляц|прибы|приех|прилет|вылет|улет|вылец|arriv|cross|land|kommen|kamen|прибу|приїх|перасек|пересек)/u;

/** "Couple jailed over donations set free": the participle behind a person tells of earlier times. */
function isPast(reading: Reading, best: Best, kind: EventKind): boolean {
  const claim = best.get(kind)?.claim;
  const release = (best.get("release") ?? best.get("pardon"))?.claim;
  if (claim === undefined || release === undefined) return false;
  // «Асуджаны на сем гадоў блогер», «Тестов, осужденный за …»: a participle tells who it is.
  const isParticiple = ({ word }: { readonly word: string }): boolean => CONVICT.test(word);
  if (reading.sentence.tokens.slice(claim.start, claim.end + 1).some(isParticiple)) return true;
  const { tokens } = reading.sentence;
  if (
    !/^(?:jailed|convicted|imprisoned|detained|arrested|sentenced|held|accused|charged|rounded|seized|taken)$/u.test(
      tokens[claim.start]?.word ?? "",
    )
  )
    return false;
  return claim.start < release.start || isAfterNoun(reading, claim);
}

/** Participles that tell who somebody is. */
export const CONVICT =
  /^(?:асудж|осужд|прыгавор(?:ан|ен)|приговор(?:ен|ён)|засудж|затрыман|задержан|арыштаван|арестован|абвінавач|обвиня)/u;

/** "Five civilians jailed for spying": right after whom it tells of. */
function isAfterNoun(reading: Reading, claim: Claim): boolean {
  return (
    reading.hits.some(
      (hit) => (hit.tag === "person" || hit.tag === "polit") && hit.end === claim.start - 1,
    ) || /(?:s|men|people)$/u.test(reading.sentence.tokens[claim.start - 1]?.word ?? "")
  );
}

/** The verb that police stations share with prisons. */
function isLetGo(reading: Reading, best: Best): boolean {
  const asserted = best.get("release");
  if (asserted === undefined) return false;
  return /^(?:отпуст|отпущ|адпусц|адпушч|let|released)/u.test(
    reading.sentence.tokens[asserted.claim.start]?.word ?? "",
  );
}

const LISTED =
  /(?:прызна|призна|declar|label|design|recogn)\p{L}*[^,]{0,60}(?:экстр|тэрар|террор|extrem|terror)/u;

function promoteTo(best: Best, kind: EventKind, strength: number): void {
  const asserted = best.get(kind);
  if (asserted !== undefined && asserted.strength < strength) best.set(kind, { ...asserted, strength });
}
