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

/** Kinds of one sentence, the main one first. */
export function assertedIn(reading: Reading): Asserted[] {
  const best = new Map<EventKind, Asserted>();
  const keep = (asserted: Asserted): void => {
    const known = best.get(asserted.kind);
    if (known === undefined || asserted.strength > known.strength) best.set(asserted.kind, asserted);
  };
  for (const claim of reading.claims) {
    if (claim.negated) {
      const refused = refusal(claim);
      if (refused !== null) keep(refused);
    } else {
      keep({ kind: claim.kind, claim, strength: STRENGTH[claim.form] });
    }
  }
  demoteAttributes(reading, best);
  promote(reading, best);
  settleConflicts(reading, best);
  return [...best.values()].toSorted((a, b) => rank(b) - rank(a));
}

/** «Не выйшаў на волю»: the release that was due did not come. */
function refusal(claim: Claim): Asserted | null {
  if (claim.kind !== "release" && claim.kind !== "pardon") return null;
  if (claim.form === "done") return { kind: "not_released", claim, strength: 3 };
  return claim.form === "will" ? { kind: "not_released", claim, strength: 1 } : null;
}

/** «Вызваленыя палітвязні заклікалі»: the participle only tells who speaks. */
function demoteAttributes(reading: Reading, best: Map<EventKind, Asserted>): void {
  for (const kind of ["release", "pardon", "arrest", "sentence"] as const) {
    const asserted = best.get(kind);
    if (asserted?.claim.form !== "done" || asserted.claim.start !== asserted.claim.end) continue;
    const next = asserted.claim.end + 1;
    const word = reading.sentence.tokens[asserted.claim.start]?.word ?? "";
    if (
      !/(?:ная|ный|ные|аны|ены|еная|еныя|аная|аныя|ённый|freed|released|jailed|detained|arrested|pardoned)$/u.test(
        word,
      )
    )
      continue;
    const attributive =
      reading.hits.some(
        (hit) =>
          hit.tag === "person" &&
          hit.start === next &&
          /\p{L}/u.test(reading.sentence.tokens[next]?.raw ?? ""),
      ) &&
      (reading.has("call", "interview", "speech", "analysis") ||
        [...best.values()].some((other) => other.kind !== kind && other.strength === 3));
    if (attributive) best.set(kind, { ...asserted, strength: 1 });
  }
}

/** A headline may have no verb: «Пяць гадоў калоніі», «Стала вядома пра затрыманне». */
function promote(reading: Reading, best: Map<EventKind, Asserted>): void {
  const someDone = [...best.values()].some((asserted) => asserted.strength >= HAPPENED);
  for (const [kind, asserted] of best) {
    if (asserted.strength >= HAPPENED) continue;
    if (asserted.claim.form === "part" && !someDone && kind !== "release" && kind !== "pardon")
      best.set(kind, { ...asserted, strength: 2.5 });
    if (
      asserted.claim.form === "noun" &&
      !someDone &&
      reading.has("learned") &&
      !reading.has("deny", "plan", "cond")
    ) {
      best.set(kind, { ...asserted, strength: 2.5 });
    }
    if (
      kind === "not_released" &&
      asserted.claim.form === "part" &&
      reading.claims.some((claim) => claim.kind === "release")
    ) {
      best.set(kind, { ...asserted, strength: 2.6 });
    }
  }
}

function settleConflicts(reading: Reading, best: Map<EventKind, Asserted>): void {
  const done = (kind: EventKind): boolean => (best.get(kind)?.strength ?? 0) >= HAPPENED;
  const drop = (...kinds: EventKind[]): void => {
    for (const kind of kinds) best.delete(kind);
  };
  if (done("death")) drop("health", "incommunicado");
  if (done("not_released")) drop("release", "pardon", "incommunicado");
  if (
    done("recognition") &&
    /экстрэм|экстрем|терр|тэрар|extrem|terror/u.test(reading.sentence.text.toLowerCase())
  ) {
    const text = reading.sentence.text.toLowerCase();
    if (
      /(?:прызна|призна|declar|label|design|recogn)\p{L}*[^,]{0,60}(?:экстр|тэрар|террор|extrem|terror)/u.test(
        text,
      )
    )
      drop("recognition");
  }
  if (done("sentence") && done("charge"))
    drop(
      best.get("charge")?.claim.form === "done" && best.get("sentence")?.claim.form === "part"
        ? "sentence"
        : "charge",
    );
  if (done("arrest") && done("other_repression")) drop("other_repression");
  if (done("deportation") && done("regime")) drop("regime");
  if (done("release") && done("deal") && (best.get("release")?.strength ?? 0) < 3) drop("release");
  const strong = [...best.values()].filter((asserted) => asserted.strength >= HAPPENED);
  if (strong.length > 0)
    for (const asserted of best.values()) if (asserted.strength < HAPPENED) best.delete(asserted.kind);
}

/** Among equals the first word leads; some kinds are what a headline is about wherever they stand. */
function rank(asserted: Asserted): number {
  const weight: Partial<Record<EventKind, number>> = {
    not_released: 2,
    death: 2,
    deal: -0.8,
    other_repression: -0.4,
    health: -0.3,
  };
  return asserted.strength + (weight[asserted.kind] ?? 0) - 0.02 * asserted.claim.start;
}
