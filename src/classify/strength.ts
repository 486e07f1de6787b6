import type { EventKind } from "../domain/kind.ts";
import type { Claim, Reading } from "./claims.ts";

/** One kind that a sentence asserts, with the claim that says it best. */
export interface Asserted {
  readonly kind: EventKind;
  readonly claim: Claim;
  /** 3 a finite verb, 2.5 a participle or noun that stands alone as the event, 1 a mere noun, 0.4 a wish. */
  readonly strength: number;
}

/** The best claim of each kind in one sentence. */
export type Best = Map<EventKind, Asserted>;

/** From here on a sentence says that it happened. */
export const HAPPENED = 2.4;
/** A finite verb says it. */
export const FIRM = 2.9;

/** How sure a kind stands; 0 when it does not. */
export type Strength = (kind: EventKind) => number;
export type Drop = (...kinds: EventKind[]) => void;

/** The words that say it, folded. */
export function wordsOf(reading: Reading, { claim }: Asserted): string[] {
  return reading.sentence.tokens.slice(claim.start, claim.end + 1).map(({ word }) => word);
}
