import type { EventKind } from "../domain/kind.ts";
import type { Claim, Reading } from "./claims.ts";
import { FIRM, HAPPENED, type Asserted, type Best } from "./strength.ts";

/** Kinds that one sentence cannot mean at once: the better reading stays. */
export function settleConflicts(reading: Reading, best: Best): void {
  if (isOfThings(reading, best)) best.delete("arrest");
  const strength = (kind: EventKind): number => best.get(kind)?.strength ?? 0;
  const drop = (...kinds: EventKind[]): void => {
    for (const kind of kinds) best.delete(kind);
  };
  settleFreedom(reading, best, strength, drop);
  if (strength("death") >= HAPPENED) drop("health", "incommunicado");
  if (isMerelyCounted(reading, best)) drop("recognition");
  if (strength("health") >= HAPPENED && overlap(best, "health", "regime")) drop("regime");
  if (strength("health") >= HAPPENED && isWithIllness(reading, best)) drop("health");
  if (strength("health") >= HAPPENED && isSuspected(reading, best)) drop("charge");
  if (strength("recognition") >= HAPPENED) drop("sentence");
  if (strength("sentence") >= HAPPENED && strength("charge") >= HAPPENED) {
    drop(strength("sentence") < FIRM && strength("charge") >= FIRM ? "sentence" : "charge");
  }
  if (strength("arrest") >= HAPPENED || strength("charge") >= HAPPENED || strength("sentence") >= HAPPENED)
    drop("other_repression");
  if (strength("deportation") >= HAPPENED) drop("regime");
  if (strength("regime") >= HAPPENED && (strength("arrest") < FIRM || overlap(best, "regime", "arrest")))
    drop("arrest");
  if (strength("incommunicado") >= HAPPENED || strength("health") >= HAPPENED)
    drop(...(strength("arrest") < FIRM ? (["arrest"] as const) : []));
  const happened = [...best.values()].some((asserted) => asserted.strength >= HAPPENED);
  if (!happened) return;
  for (const asserted of best.values()) if (asserted.strength < HAPPENED) best.delete(asserted.kind);
}

/** «Обыск: забрали ноутбук», «забралі пашпарты», "lands in Minsk", "its jails": nobody was taken. */
function isOfThings(reading: Reading, best: Best): boolean {
  const claim = best.get("arrest")?.claim;
  if (claim === undefined) return false;
  const { tokens } = reading.sentence;
  const behind = tokens[claim.end + 1]?.word ?? "";
  if (/^(?:lands|land|landed)$/u.test(tokens[claim.start]?.word ?? ""))
    return !reading.hits.some((hit) => hit.tag === "custody" && hit.start > claim.start);
  return (
    THINGS.test(behind) &&
    !reading.claims.some((it) => it.kind === "arrest" && it.start > claim.end && it.form === "done")
  );
}
const THINGS =
  /^(?:ноутбук|ноўтбук|телефон|тэлефон|компьют|камп.ютар|камп.ютэр|технік|техник|паспорт|пашпарт|деньг|грош|книг|кніг|документ|дакумент|laptop|phone|passport|device|computer)/u;

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

type Strength = (kind: EventKind) => number;
type Drop = (...kinds: EventKind[]) => void;

/** What goes with somebody's release, and what only looks like one. */
function settleFreedom(reading: Reading, best: Best, strength: Strength, drop: Drop): void {
  if (strength("deportation") >= HAPPENED && strength("release") >= 1) {
    promoteTo(best, "release", isArrival(reading, best) ? FIRM + 0.5 : HAPPENED + 0.1);
  }
  if (strength("recognition") >= HAPPENED && LISTED.test(reading.sentence.text.toLowerCase()))
    drop("recognition");
  if (isFreedAnyway(reading, best)) drop("not_released");
  if (strength("not_released") >= HAPPENED) drop("release", "pardon", "incommunicado");
  if (strength("release") >= FIRM) drop(...PAST.filter((kind) => isPast(reading, best, kind)));
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

const PAST = ["sentence", "arrest", "charge"] as const;

function wordsOf(reading: Reading, { claim }: Asserted): string[] {
  return reading.sentence.tokens.slice(claim.start, claim.end + 1).map(({ word }) => word);
}

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
  const release = best.get("release")?.claim;
  if (claim === undefined || release === undefined) return false;
  // «Асуджаны на сем гадоў блогер», «Тестов, осужденный за …»: a participle tells who it is.
  const isParticiple = ({ word }: { readonly word: string }): boolean => CONVICT.test(word);
  if (reading.sentence.tokens.slice(claim.start, claim.end + 1).some(isParticiple)) return true;
  const { tokens } = reading.sentence;
  if (
    !/^(?:jailed|convicted|imprisoned|detained|arrested|sentenced|held|accused|charged)$/u.test(
      tokens[claim.start]?.word ?? "",
    )
  )
    return false;
  return claim.start < release.start || isAfterNoun(reading, claim);
}

const CONVICT =
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

/** «Падазраюць туберкулёз». */
function isSuspected(reading: Reading, best: Best): boolean {
  const asserted = best.get("charge");
  return (
    asserted !== undefined &&
    wordsOf(reading, asserted).some((word) => /^(?:падазр|подозр|suspect)/u.test(word))
  );
}

/** «Адправілі ў штрафны ізалятар» fits both. */
function overlap(best: Best, one: EventKind, other: EventKind): boolean {
  const a = best.get(one)?.claim;
  const b = best.get(other)?.claim;
  return a !== undefined && b !== undefined && a.start <= b.end && b.start <= a.end;
}

/** "Punishment cell for unionist with heart condition": the illness tells who it is. */
function isWithIllness(reading: Reading, best: Best): boolean {
  const claim = best.get("health")?.claim;
  const others = [...best.values()].some((it) => it.kind !== "health" && it.strength >= HAPPENED);
  if (claim === undefined || !others) return false;
  const { tokens } = reading.sentence;
  return [1, 2].some((step) => /^(?:with|з|са|с|со)$/u.test(tokens[claim.start - step]?.word ?? ""));
}

/** «Five more political prisoners walk free»: how many they are, and something else happened to them. */
function isMerelyCounted(reading: Reading, best: Best): boolean {
  const asserted = best.get("recognition");
  if (asserted === undefined) return false;
  const others = [...best.values()].some((it) => it.kind !== "recognition" && it.strength >= FIRM);
  return others && !wordsOf(reading, asserted).some((word) => RECOGNISES.test(word));
}
const RECOGNISES =
  /^(?:призна|прызна|recogn|declar|design|назва|назыв|статус|status|сп[иі]с|list|л[іи]ч|счит|папоў|попол|дада|добав|уключ|внес|унес|added)/u;

const LISTED =
  /(?:прызна|призна|declar|label|design|recogn)\p{L}*[^,]{0,60}(?:экстр|тэрар|террор|extrem|terror)/u;

function promoteTo(best: Best, kind: EventKind, strength: number): void {
  const asserted = best.get(kind);
  if (asserted !== undefined && asserted.strength < strength) best.set(kind, { ...asserted, strength });
}
