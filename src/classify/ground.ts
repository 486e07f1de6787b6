import type { ReleaseKind, ReleaseModifier } from "../domain/kind.ts";
import type { EventKind } from "../domain/kind.ts";
import type { Reading } from "./claims.ts";

/** Most telling first: a pardon within a deal is told as a deal only when no pardon is named. */
const GROUNDS: readonly ReleaseKind[] = [
  "pardon",
  "amnesty",
  "exchange",
  "term_served",
  "parole_or_softening",
  "case_closed",
  "health",
  "deal",
];

/** On what ground somebody was released; `unknown` unless the text says. */
export function releaseGround(readings: readonly Reading[]): ReleaseKind {
  return (
    GROUNDS.find((ground) => readings.some((reading) => reading.has(`ground.${ground}` as "ground.deal"))) ??
    "unknown"
  );
}

export function releaseModifiers(
  readings: readonly Reading[],
  kinds: readonly EventKind[],
): ReleaseModifier[] {
  const modifiers: ReleaseModifier[] = [];
  const has = (tag: "abroadTo" | "ground.stays" | "ground.repatriated" | "deportation.done"): boolean =>
    readings.some((reading) => reading.has(tag));
  if (has("ground.repatriated")) modifiers.push("repatriated");
  else if (kinds.includes("deportation") || has("deportation.done")) modifiers.push("forced_exile");
  if (has("ground.stays")) modifiers.push("stays_in_belarus");
  return modifiers;
}
