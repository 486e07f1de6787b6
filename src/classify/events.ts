import type { EventKind } from "../domain/kind.ts";
import type { Claim, Reading } from "./claims.ts";

/** One kind that a sentence asserts, with the claim that says it best. */
export interface Asserted {
  readonly kind: EventKind;
  readonly claim: Claim;
  /** 3 a finite verb, 2.5 a participle or noun that stands alone as the event, 1 a mere noun, 0.4 a wish. */
  readonly strength: number;
}

const STRENGTH = { done: 3, part: 1.5, noun: 1, will: 0.4 } as const;
/** From here on a sentence says that it happened. */
export const HAPPENED = 2.4;
/** A finite verb says it. */
export const FIRM = 2.9;

type Best = Map<EventKind, Asserted>;

/** Kinds of one sentence that happened, the main one first; weaker ones only when none did. */
export function assertedIn(reading: Reading): Asserted[] {
  const best: Best = new Map();
  const keep = (asserted: Asserted): void => {
    const known = best.get(asserted.kind);
    if (known === undefined || asserted.strength > known.strength) best.set(asserted.kind, asserted);
  };
  for (const claim of reading.claims) {
    if (claim.negated) {
      const refused = refusal(reading, claim);
      if (refused !== null) keep(refused);
    } else {
      keep({ kind: claim.kind, claim, strength: isAttribute(reading, claim) ? 1 : STRENGTH[claim.form] });
    }
  }
  promote(reading, best);
  settleConflicts(reading, best);
  return [...best.values()].toSorted((a, b) => rank(b) - rank(a));
}

/** «Не выйшаў на волю»: the release that was due did not come. */
function refusal(reading: Reading, claim: Claim): Asserted | null {
  if (claim.kind !== "release" && claim.kind !== "pardon") return null;
  // «Увезли и не отпустили» tells of an arrest.
  if (
    claim.form === "done" &&
    LET_GO.test(reading.sentence.tokens[claim.start]?.word ?? "") &&
    isTaken(reading)
  )
    return null;
  if (claim.form === "done") return { kind: "not_released", claim, strength: 3 };
  return claim.form === "will" ? { kind: "not_released", claim, strength: 1 } : null;
}

const LET_GO = /^(?:адпусц|отпуст|выпусц|выпуст)/u;

function isTaken(reading: Reading): boolean {
  return reading.claims.some((claim) => claim.kind === "arrest" && claim.form === "done" && !claim.negated);
}

const PARTICIPLE =
  /(?:ная|ные|ный|нный|ныя|нае|еная|ены|аная|аны|ённый|freed|released|jailed|detained|arrested|pardoned|exiled|convicted|imprisoned|sentenced)$/u;

/** «Вызваленыя палітвязні заклікалі», "Jailed activist hospitalised": the participle only tells who it is. */
function isAttribute(reading: Reading, claim: Claim): boolean {
  if (claim.form !== "done" || claim.end > claim.start) return false;
  const { tokens } = reading.sentence;
  const word = tokens[claim.start]?.word ?? "";
  if (!PARTICIPLE.test(word)) return false;
  const english = word.endsWith("ed");
  if (english && claim.start === 0 && opensAClause(reading)) return true;
  const before = tokens[claim.start - 1];
  const leads =
    before === undefined ||
    tokens[claim.start]?.afterBreak === true ||
    !(SUBJECT.test(before.word) || isPerson(reading, claim.start - 1));
  if (english && !leads) return false;
  const noun = [1, 2].some((step) => {
    const token = tokens[claim.end + step];
    if (token === undefined || token.afterBreak || /^\d/u.test(token.raw)) return false;
    if (english && /^belarusians?$/u.test(token.word)) return true;
    if (english && BETWEEN.test(tokens[claim.end + 1]?.word ?? "")) return false;
    return isPerson(reading, claim.end + step);
  });
  if (!noun || english) return noun;
  const others = reading.claims.some(
    (other) => other.kind !== claim.kind && other.form === "done" && other.start > claim.end,
  );
  return others || reading.has("call", "interview", "speech", "analysis");
}
const BETWEEN = /^(?:by|in|at|on|for|over|after|from|as|during|with|to|near|under)$/u;

function isPerson(reading: Reading, at: number): boolean {
  return reading.hits.some((hit) => (hit.tag === "person" || hit.tag === "polit") && hit.start === at);
}

/** "Police detained journalist", "Minsk freed activists", "he has jailed critics": the participle is the verb. */
const SUBJECT =
  /^(?:police|authorities|officers|kgb|court|courts|belarus|minsk|lukashenk[oa]|łukašenka|government|regime|officials|security|forces|they|he|she|has|have|had|was|were|is|are|been|being|who|judge|dictator|leader|border|guards|also|just|already|and)$/u;

/** "Freed from a Belarusian jail, she now fights …": background of what follows. */
function opensAClause(reading: Reading): boolean {
  const { tokens } = reading.sentence;
  const comma = tokens.findIndex((token, at) => at > 1 && token.afterBreak);
  return comma > 1 && comma < 10 && PRONOUN.test(tokens[comma]?.word ?? "");
}
const PRONOUN = /^(?:he|she|they|his|her|their|i|we)$/u;

/** A headline may have no verb: «Пяць гадоў калоніі», «Стала вядома пра затрыманне». */
function promote(reading: Reading, best: Best): void {
  const someDone = [...best.values()].some((asserted) => asserted.strength >= HAPPENED);
  const released = reading.claims.some((claim) => claim.kind === "release" || claim.kind === "pardon");
  for (const [kind, asserted] of best) {
    const { form } = asserted.claim;
    if (asserted.strength >= HAPPENED) continue;
    if (kind === "release" && isState(reading, asserted) && !someDone) {
      best.set(kind, { ...asserted, strength: FIRM });
    } else if (form === "noun" && asserted.strength >= 1 && !someDone && isLearned(reading, asserted)) {
      best.set(kind, { ...asserted, strength: FIRM });
    } else if (kind === "not_released" && form === "part") {
      if (released) best.set(kind, { ...asserted, strength: 2.6 });
    } else if (form === "part" && !someDone && !released) {
      best.set(kind, { ...asserted, strength: 2.5 });
    }
  }
}

/** «Праваабаронца на свабодзе»: no verb, a person and where he is. */
function isState(reading: Reading, { claim }: Asserted): boolean {
  if (claim.form !== "part" || reading.sentence.tokens[claim.start]?.word !== "на") return false;
  if (reading.has("deny", "plan", "cond", "call", "anniv")) return false;
  if (reading.sentence.tokens[claim.end]?.quoted === true) return false;
  // «На свободе Иван Тестов» begins with it; «На волі» alone may be anything.
  return (
    claim.start > 0 ||
    /^(?:\p{Lu}|\d)/u.test(reading.sentence.tokens[claim.end + 1]?.raw ?? "") ||
    [1, 2].some((step) => isPerson(reading, claim.end + step))
  );
}

/** «Стала вядома пра затрыманне …»: the formula of news, with the noun right after it. */
function isLearned(reading: Reading, { claim }: Asserted): boolean {
  if (reading.has("deny", "plan", "cond", "call") || claim.negated) return false;
  return reading.hits.some(
    (hit) =>
      hit.tag === "learned" &&
      (hit.start < claim.start ? claim.start - hit.end <= 4 : claim.start <= 1 && claim.kind === "pardon"),
  );
}

function settleConflicts(reading: Reading, best: Best): void {
  const strength = (kind: EventKind): number => best.get(kind)?.strength ?? 0;
  const drop = (...kinds: EventKind[]): void => {
    for (const kind of kinds) best.delete(kind);
  };
  const releasedAway = strength("deportation") >= HAPPENED && strength("release") >= 1;
  if (releasedAway) promoteTo(best, "release", HAPPENED + 0.1);
  if (strength("death") >= HAPPENED) drop("health", "incommunicado");
  if (strength("not_released") >= HAPPENED) drop("release", "pardon", "incommunicado");
  if (strength("release") >= FIRM) drop(...ENGLISH_PAST.filter((kind) => isPast(reading, best, kind)));
  if (strength("recognition") >= HAPPENED && LISTED.test(reading.sentence.text.toLowerCase()))
    drop("recognition");
  if (strength("recognition") >= HAPPENED) drop("sentence");
  if (strength("sentence") >= HAPPENED && strength("charge") >= HAPPENED) {
    drop(strength("sentence") < FIRM && strength("charge") >= FIRM ? "sentence" : "charge");
  }
  if (strength("arrest") >= HAPPENED || strength("charge") >= HAPPENED || strength("sentence") >= HAPPENED)
    drop("other_repression");
  if (strength("deportation") >= HAPPENED) drop("regime");
  if (strength("regime") >= HAPPENED && (strength("arrest") < FIRM || overlap(best, "regime", "arrest")))
    drop("arrest");
  if (strength("release") >= FIRM && strength("deal") < FIRM && reading.count("deal.part") === 0)
    drop("deal");
  if (strength("incommunicado") >= HAPPENED || strength("health") >= HAPPENED)
    drop(...(strength("arrest") < FIRM ? (["arrest"] as const) : []));
  const happened = [...best.values()].some((asserted) => asserted.strength >= HAPPENED);
  if (!happened) return;
  for (const asserted of best.values()) if (asserted.strength < HAPPENED) best.delete(asserted.kind);
}
const ENGLISH_PAST = ["sentence", "arrest"] as const;

/** "Couple jailed over donations set free": the participle behind a person tells of earlier times. */
function isPast(reading: Reading, best: Best, kind: EventKind): boolean {
  const claim = best.get(kind)?.claim;
  const release = best.get("release")?.claim;
  if (claim === undefined || release === undefined || claim.start > release.start) return false;
  const word = reading.sentence.tokens[claim.start]?.word ?? "";
  return /^(?:jailed|convicted|imprisoned|detained|arrested|sentenced)$/u.test(word);
}

/** «Адправілі ў штрафны ізалятар» fits both. */
function overlap(best: Best, one: EventKind, other: EventKind): boolean {
  const a = best.get(one)?.claim;
  const b = best.get(other)?.claim;
  return a !== undefined && b !== undefined && a.start <= b.end && b.start <= a.end;
}

const LISTED =
  /(?:прызна|призна|declar|label|design|recogn)\p{L}*[^,]{0,60}(?:экстр|тэрар|террор|extrem|terror)/u;

function promoteTo(best: Best, kind: EventKind, strength: number): void {
  const asserted = best.get(kind);
  if (asserted !== undefined && asserted.strength < strength) best.set(kind, { ...asserted, strength });
}

/** Some kinds are what a headline is about wherever they stand; others are background to any verb. */
const WEIGHT: Partial<Record<EventKind, number>> = {
  not_released: 2,
  death: 2,
  deal: -0.8,
  other_repression: -0.4,
  health: -0.3,
};

/** Among equals the first word leads. */
function rank(asserted: Asserted): number {
  return asserted.strength + (WEIGHT[asserted.kind] ?? 0) - 0.02 * asserted.claim.start;
}
