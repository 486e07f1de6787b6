/** From distances to a verdict. */
import { isCertain } from "./certainty.ts";
import type { Fit } from "./match.ts";
import type { KnownName, QueryWord } from "./name.ts";

/** A person who may be meant. */
export interface Hit extends Fit {
  readonly id: string;
  readonly name: KnownName;
  /** The query as it was read. */
  readonly words: readonly QueryWord[];
}

/** `one`: safe to show or to link. `several`: let the person choose. `none`: the nearest names, only as such. */
export type Verdict = "one" | "several" | "none";

/** All in typing errors. */
const SURE = 0.5;
const SURE_SURNAME = 0.36;
const LEAD = 0.2;
const WORTH_CHOOSING = 1.4;

/** @returns the verdict on hits that are sorted by distance */
export function judge(hits: readonly Hit[]): Verdict {
  const [first, second] = hits;
  if (first === undefined || first.distance > WORTH_CHOOSING || first.given === "other") return "none";
  const lead = (second?.distance ?? Infinity) - first.distance;
  const sure = first.distance <= SURE && first.surname <= SURE_SURNAME && first.given !== "near";
  return sure && lead >= LEAD && isCertain(first.words, first.name, first.taken) ? "one" : "several";
}
