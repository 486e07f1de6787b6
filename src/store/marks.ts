import type { AuditLine } from "../domain/audit-line.ts";
import type { DigestRuns } from "../domain/digest-runs.ts";
import type { AuditHead } from "./audit-chain.ts";

/** Single values that outlive a restart. */
export interface MarkValues {
  /** See `Keys.mark`. */
  readonly key: string;
  /** How many chats were ever erased. */
  readonly erasures: number;
  /** Grows with every change of the register. */
  readonly register: number;
  /** How often recipients were written; gives rows their turn. */
  readonly turn: number;
  /** UTC ms until which nothing is sent. */
  readonly shutUntil: number;
  readonly halt: Halt | null;
  readonly auditHead: AuditHead;
  readonly digests: DigestRuns;
}

export type Counter = "erasures" | "register" | "turn";

export interface Halt {
  /** UTC ms. */
  readonly since: number;
  readonly by: string;
  readonly resumeAskedBy: string | null;
}

/** @param action `halt`, `resume`, or `resume:asked` by the first of two */
export function switchLine(at: Date, who: string, action: "halt" | "resume" | "resume:asked"): AuditLine {
  return { at, who, action, subject: "sending", facts: {} };
}

/** What becomes of a halt when a moderator wants to resume: the second and different one takes it away. */
export function resumed(
  halt: Halt | null,
  by: string,
): { readonly answer: "not_halted" | "resumed" } | { readonly answer: "second_needed"; readonly halt: Halt } {
  if (halt === null) return { answer: "not_halted" };
  return halt.resumeAskedBy === null || halt.resumeAskedBy === by
    ? { answer: "second_needed", halt: { ...halt, resumeAskedBy: by } }
    : { answer: "resumed" };
}
