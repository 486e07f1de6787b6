import type { EventKind } from "../domain/kind.ts";
import type { Reading } from "./claims.ts";
import { CONVICT, PAST, settleFreedom } from "./freedom.ts";
import { FIRM, HAPPENED, wordsOf, type Best, type Drop, type Strength } from "./strength.ts";

/** Kinds that one sentence cannot mean at once: the better reading stays. */
export function settleConflicts(reading: Reading, best: Best): void {
  if (isOfThings(reading, best) || isEscorted(reading, best)) best.delete("arrest");
  const strength = (kind: EventKind): number => best.get(kind)?.strength ?? 0;
  const drop = (...kinds: EventKind[]): void => {
    for (const kind of kinds) best.delete(kind);
  };
  settleFreedom(reading, best, strength, drop);
  settleMisfortune(reading, best, strength, drop);
  if (isMerelyCounted(reading, best)) drop("recognition");
  if (strength("recognition") >= HAPPENED) drop("sentence");
  if (strength("sentence") >= HAPPENED && strength("charge") >= HAPPENED) {
    const asked = strength("charge") >= FIRM && (strength("sentence") < FIRM || isDemanded(reading, best));
    drop(asked ? "sentence" : "charge");
  }
  if (strength("arrest") >= HAPPENED || strength("charge") >= HAPPENED || strength("sentence") >= HAPPENED)
    drop("other_repression");
  if (strength("deportation") >= HAPPENED) drop("regime");
  if (strength("arrest") >= FIRM && isFound(best)) drop("incommunicado");
  if (strength("regime") >= HAPPENED && (strength("arrest") < FIRM || isOfInmates(reading, best)))
    drop("arrest");
  if (strength("incommunicado") >= HAPPENED || strength("health") >= HAPPENED)
    drop(...(strength("arrest") < FIRM ? (["arrest"] as const) : []));
  const happened = [...best.values()].some((asserted) => asserted.strength >= HAPPENED);
  if (!happened) return;
  for (const asserted of best.values()) if (asserted.strength < HAPPENED) best.delete(asserted.kind);
}

/** «Тыдзень не выходзіла на сувязь: яе арыштавалі»: now they know. */
function isFound(best: Best): boolean {
  const [silence, arrest] = [best.get("incommunicado")?.claim, best.get("arrest")?.claim];
  return silence !== undefined && arrest !== undefined && silence.end < arrest.start;
}

/** Death, illness and silence, and what beside them only tells who it is. */
function settleMisfortune(reading: Reading, best: Best, strength: Strength, drop: Drop): void {
  if (strength("death") >= HAPPENED) {
    drop("health", "incommunicado", "not_released");
    drop(...PAST.filter((kind) => isWho(reading, best, kind)));
  }
  if (strength("health") >= HAPPENED) {
    if (overlap(best, "health", "regime")) drop("regime");
    if (isWithIllness(reading, best) || isWorkplace(reading, best)) drop("health");
    if (isSuspected(reading, best)) drop("charge");
  }
  if (
    (strength("health") >= HAPPENED || strength("incommunicado") >= HAPPENED) &&
    isWho(reading, best, "sentence")
  )
    drop("sentence");
}

/** «Фермер, асуджаны за абразу, сканаў»: the participle tells who it is. */
function isWho(reading: Reading, best: Best, kind: EventKind): boolean {
  const asserted = best.get(kind);
  return asserted !== undefined && wordsOf(reading, asserted).some((word) => CONVICT.test(word));
}

/** «Вывезлі хірургаў абласной бальніцы»: where they work. */
function isWorkplace(reading: Reading, best: Best): boolean {
  const asserted = best.get("health");
  const taken = [...best.values()].some((it) => TAKEN.has(it.kind) && it.strength >= FIRM);
  return taken && asserted !== undefined && wordsOf(reading, asserted).some((word) => HOSPITAL.test(word));
}
const TAKEN: ReadonlySet<EventKind> = new Set(["arrest", "charge", "sentence", "other_repression"]);
const HOSPITAL = /^(?:бальніц|больниц|шпітал|госпитал|лякарн|hospital|clinic)/u;

/** «Пракурор запатрабаваў ад пяці да васьмі гадоў»: no court said so. */
function isDemanded(reading: Reading, best: Best): boolean {
  const [charge, sentence] = [best.get("charge"), best.get("sentence")];
  if (charge === undefined || sentence === undefined) return false;
  return (
    wordsOf(reading, charge).some((word) => DEMANDS.test(word)) &&
    !wordsOf(reading, sentence).some((word) => JUDGES.test(word))
  );
}
const DEMANDS =
  /^(?:запатраб|патрабу|запыт|запрас|папрас|прос|прапан|запрос|потреб|прокурор|пракурор|гособв|дзяржаб|demand|seek|request|prosecut)/u;
const JUDGES =
  /^(?:асудз|асудж|прысу|прыгав|вынес|агалас|далі|дал|дау|атрым|прызн|апел|апэл|осуд|осужд|пригов|получ|назнач|дали|дал|sentenc|convict|jail|gets|got|hand|appeal)/u;

/** «Этапам павезлі ў турму», «адправілі ў штрафны ізалятар»: who is there already is moved, not taken. */
function isOfInmates(reading: Reading, best: Best): boolean {
  const arrest = best.get("arrest");
  if (arrest === undefined || overlap(best, "regime", "arrest")) return true;
  const [verb = "", ...rest] = wordsOf(reading, arrest);
  return rest.length === 0 && /^(?:[пздвуп]?\p{L}{0,3}(?:вез|вёз)|забр)/u.test(verb);
}

/** «Обыск: забрали ноутбук», «забралі пашпарты», "lands in Minsk", "its jails": nobody was taken. */
function isOfThings(reading: Reading, best: Best): boolean {
  const claim = best.get("arrest")?.claim;
  if (claim === undefined) return false;
  const { tokens } = reading.sentence;
  const behind = tokens[claim.end + 1]?.word ?? "";
  if (/^(?:lands|land|landed)$/u.test(tokens[claim.start]?.word ?? ""))
    return !reading.hits.some((hit) => hit.tag === "custody" && hit.start > claim.start);
  const before = tokens[claim.start - 1]?.word ?? "";
  const next = tokens[claim.end + 2];
  return (
    (THINGS.test(behind) ||
      (PRIZES.test(next?.word ?? "") && next?.afterBreak === false) ||
      PRIZES.test(behind) ||
      (claim.end === claim.start &&
        THINGS.test(before) &&
        /^(?:за|ото?|аб|отн|адн)/u.test(tokens[claim.start]?.word ?? ""))) &&
    !reading.claims.some((it) => it.kind === "arrest" && it.start > claim.end && it.form === "done")
  );
}
/** «Забрала галоўны прыз». */
const PRIZES =
  /^(?:прыз|приз|узнагарод|наград|медал|куб(?:ак|ок|ка)$|золат|золот|серабр|бронз|першае|первое|trophy|medal|prize)/u;
const THINGS =
  /^(?:ноутбук|ноўтбук|телефон|тэлефон|компьют|рэчы|вещи|рэч|камп.ютар|камп.ютэр|кампутар|кампутэр|технік|техник|паспорт|пашпарт|деньг|грош|книг|кніг|документ|дакумент|laptop|phone|passport|device|computer)/u;

/** «Палітвязня пад канвоем адвезлі ў бальніцу»: whoever is escorted out of a prison was taken long ago. */
function isEscorted(reading: Reading, best: Best): boolean {
  const arrest = best.get("arrest");
  if (arrest === undefined || !wordsOf(reading, arrest).some((word) => /^(?:канво|конво)/u.test(word)))
    return false;
  return (
    reading.has("polit") ||
    OUT_OF.test(reading.sentence.text) ||
    [...best.values()].some(({ kind, strength }) => BEYOND_ARREST.has(kind) && strength >= HAPPENED)
  );
}
const OUT_OF = /(?<!\p{L})(?:з|зь|са|из)\s+(?:\p{L}+\s+){0,2}(?:калон|калён|колон|турм|турэм|тюрь|вязніц)/iu;
const BEYOND_ARREST: ReadonlySet<EventKind> = new Set(["health", "deportation", "regime", "death"]);

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
