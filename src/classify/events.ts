import type { EventKind } from "../domain/kind.ts";
import type { Claim, Reading } from "./claims.ts";
import { settleConflicts } from "./conflicts.ts";
import { FIRM, HAPPENED, type Asserted, type Best } from "./strength.ts";

const STRENGTH = { done: 3, part: 1.5, noun: 1, will: 0.4 } as const;
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
  if (word === "jails" && OWNED.test(tokens[claim.start - 1]?.word ?? "")) return true;
  if (!PARTICIPLE.test(word)) return false;
  const english = word.endsWith("ed");
  if (english && isReduced(reading, claim)) return true;
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

/** "Refilling its jails", "from Belarusian jails": a noun. */
const OWNED = /^(?:its|his|her|their|the|of|in|from|belarusian|belarus|minsk|local|overcrowded|and)$/u;

/** "Urge Belarus to free all persons detained", "families of those released": whom, not what happened. */
function isReduced(reading: Reading, claim: Claim): boolean {
  const { tokens } = reading.sentence;
  const before = tokens[claim.start - 1]?.word ?? "";
  if (/^(?:those|persons|everyone|anyone|somebody|someone)$/u.test(before)) return true;
  if (/^(?:was|were|been|is|are|being|has|have|had|be)$/u.test(before)) return false;
  return reading.hits.some((hit) => hit.tag === "call" && hit.end < claim.start && claim.start - hit.end > 1);
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
