import type { HeadCount } from "../domain/finding.ts";
import type { ReleaseKind, ReleaseModifier } from "../domain/kind.ts";
import type { Day } from "../domain/time.ts";

/** What is known of when: a day, a month, or only bounds within which it was. */
interface HistoricDate {
  readonly from: Day;
  readonly to: Day;
  readonly precision: "day" | "month" | "range";
}

/** One number with whoever gives it. Numbers of a round stand side by side and are never summed. */
export interface RoundCount {
  readonly count: HeadCount;
  /** Upper end when the source gives a span («15–20»). */
  readonly upTo: number | null;
  /** In English, as precise as the source allows. */
  readonly by: string;
  /** `round`: all who came out; `part`: some of them, `of` says whom; `wider`: more than this round. */
  readonly scope: "round" | "part" | "wider";
  readonly of: string | null;
}

/** People released together, with every number that was given for it. */
export interface ReleaseRound {
  /** `2024-07-03`; stable, unique. */
  readonly id: string;
  readonly date: HistoricDate;
  /** The number to lead with is the first one of scope `round`. */
  readonly counts: readonly RoundCount[];
  readonly kind: ReleaseKind;
  readonly modifiers: readonly ReleaseModifier[];
  /** False: known as a large exchange, and no political prisoner of Belarus was among them. */
  readonly isPolitical: boolean;
  readonly destination: string | null;
  readonly mediator: string | null;
  readonly concession: string | null;
  /** Who was freed and did not leave, by whose word. */
  readonly stayed?: string;
  /** Public figures among them. */
  readonly notable: readonly string[];
  readonly namesPublished: string;
  readonly sources: readonly string[];
  /** What a reader must know to read the numbers right, in English. */
  readonly note: string | null;
}

/** The number to lead with; null when nobody counts the round itself. */
export function leadingCount(round: ReleaseRound): RoundCount | null {
  return round.counts.find(({ scope }) => scope === "round") ?? null;
}

/** Newest first; of two with the same end the later beginning. */
export function newestFirst(rounds: readonly ReleaseRound[]): readonly ReleaseRound[] {
  return rounds.toSorted((a, b) => compare(b.date.to, a.date.to) || compare(b.date.from, a.date.from));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
