import type { TextLanguage } from "../domain/language.ts";
import type { Kind } from "../domain/kind.ts";

/** Public text of a source; nothing about those who read it. */
export interface AdvisorQuestion {
  readonly title: string;
  readonly summary: string;
  readonly outlet: string;
  readonly language: TextLanguage;
}

export interface Advice {
  readonly kind: Kind;
  /** 0…1, by the advisor's own account. */
  readonly confidence: number;
  /** One line of plain text without links; written by a machine from untrusted text. */
  readonly reason: string;
}

export type AdvisorAnswer =
  | { readonly kind: "advice"; readonly advice: Advice }
  | { readonly kind: "silent"; readonly reason: "timeout" | "unreachable" | "refused" | "unreadable" };

/** A further reader for what waits for a moderator. Never throws; answers within its own time limit. */
export interface Advisor {
  advise(question: AdvisorQuestion): Promise<AdvisorAnswer>;
}
