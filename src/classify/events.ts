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
    if (isKept(reading, claim) || isForAWhile(reading, claim)) continue;
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

/** What a sentence says happened, the main thing first. */
export function happenedIn(reading: Reading): Asserted[] {
  return assertedIn(reading).filter((asserted) => asserted.strength >= HAPPENED);
}

/** «Пакінулі ў калоніі», «оставили в СИЗО»: the verb that leaves a prison leaves people in it too. */
function isKept({ sentence: { tokens } }: Reading, { kind, start, end }: Claim): boolean {
  // «Ее саму оставили дома», "stayed at home": she had never left.
  if (kind === "release" && STAYS.test(tokens[start - 1]?.word ?? "") && HOMES.test(tokens[end]?.word ?? ""))
    return true;
  if (kind !== "release" || !/^(?:пак[іи]н|остав)/u.test(tokens[start]?.word ?? "")) return false;
  const [before, last] = [tokens[end - 2]?.word ?? "", tokens[end - 1]?.word ?? ""];
  return end > start + 1 && (IN.test(last) || (IN.test(before) && /(?:ай|яй|ым|ім|ой|ей|ом)$/u.test(last)));
}
const STAYS = /^(?:stay|remain|остал|остав|застал|пакін)/u;
const HOMES = /^(?:дома|home|хаце)$/u;
const IN = /^(?:у|в|на|за|ва|во)$/u;

/** «Месяц на волі — і зноў суткі»: how long it lasted. */
function isForAWhile({ sentence: { tokens } }: Reading, { kind, form, start }: Claim): boolean {
  return (
    kind === "release" &&
    form === "part" &&
    tokens[start]?.word === "на" &&
    tokens[start]?.afterBreak !== true &&
    TIME.test(tokens[start - 1]?.word ?? "")
  );
}
const TIME =
  /^(?:год|гады|гадоу|года|лет|месяц(?:ы|ау|а|ев)?|тыдзень|тыдні|тыдняу|недел[яиью]|недель|дзень|дні|дзён|день|дня|дней|сут(?:кі|ки|ак|ок))$/u;

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
  // «Не выпускают из ШИЗО» tells of a prison's regime.
  if (
    reading.sentence.tokens
      .slice(claim.start, claim.end + 4)
      .some(({ word }) => /^(?:шизо|шыза|пкт|карц|одиноч|адзіноч|solitary|punishment)/u.test(word))
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
  const done = [...best.values()].filter((asserted) => asserted.strength >= HAPPENED);
  const someDone = done.length > 0;
  // «На волі 16 палітвязняў — узамен знялі санкцыі»: what it was paid with stands beside it.
  const onlyPaid = done.every((asserted) => asserted.kind === "deal");
  const released = reading.claims.some((claim) => claim.kind === "release" || claim.kind === "pardon");
  for (const [kind, asserted] of best) {
    const { form } = asserted.claim;
    if (asserted.strength >= HAPPENED) continue;
    if (kind === "release" && isState(reading, asserted) && onlyPaid) {
      best.set(kind, { ...asserted, strength: FIRM });
    } else if (form === "noun" && asserted.strength >= 1 && !someDone && isLearned(reading, asserted)) {
      best.set(kind, { ...asserted, strength: FIRM });
    } else if (FREES.has(kind) && form === "part" && !someDone && isSaid(reading, asserted)) {
      best.set(kind, { ...asserted, strength: 2.5 });
    } else if (kind === "not_released" && form === "part") {
      if (released) best.set(kind, { ...asserted, strength: 2.6 });
    } else if (form === "part" && !someDone && !released) {
      best.set(kind, { ...asserted, strength: 2.5 });
    }
  }
}

/** «Мікола Прыкладны выйшаў»: nobody says of what, for everybody knows. */
function endsAClause({ sentence: { tokens } }: Reading, { start, end }: Claim): boolean {
  const next = tokens[end + 1];
  return (
    [start, end].some((at) => tokens[at]?.word.startsWith("выйш") === true) &&
    /^\p{Lu}/u.test(tokens[start]?.raw ?? "") &&
    (next === undefined || next.afterBreak)
  );
}

const FREES: ReadonlySet<EventKind> = new Set(["release", "pardon"]);

/** «Нарэшце з сям'ёй», «вярнуўся да дзяцей»: several words tell of a freed person; one participle only who it is. */
function isSaid(reading: Reading, { claim, strength }: Asserted): boolean {
  if (strength <= 1 || claim.end === claim.start) return false;
  if (!reading.has("custody", "polit", "byWeak") && !endsAClause(reading, claim)) return false;
  // Other languages list single words here.
  if (!/\p{Script=Cyrillic}/u.test(reading.sentence.tokens[claim.start]?.word ?? "")) return false;
  return !reading.has("deny", "plan", "cond", "call", "anniv", "analysis", "interview");
}

/** «Праваабаронца на свабодзе», «мужчына на волі»: no verb, a person and where he is. */
function isState(reading: Reading, { claim }: Asserted): boolean {
  if (claim.form !== "part") return false;
  const at = [claim.start, claim.end - 1].find((it) => reading.sentence.tokens[it]?.word === "на");
  if (at === undefined) return false;
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
