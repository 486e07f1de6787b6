import type { AuditLine } from "../domain/audit-line.ts";
import type { Finding } from "../domain/finding.ts";
import type { Notice } from "../domain/notice.ts";
import type { Person } from "../domain/person.ts";

/** A case of the register that waits, with the people it is about. */
export interface WaitingReview {
  /** Short and stable: buttons carry it. */
  readonly id: string;
  readonly trackerId: string;
  readonly code: string;
  readonly people: readonly Person[];
}

export interface WaitingSnapshot {
  readonly trackerId: string;
  readonly fetchedAt: Date;
  readonly reason: string;
}

/** What waits on the moderators' desk besides events. Each method is one transaction. */
export interface DeskStore {
  reviews(limit: number): Promise<readonly WaitingReview[]>;
  /** `gone`: it was settled before. A finding is what follows from it. */
  settleReview(id: string, line: AuditLine, finding: Finding | null): Promise<"saved" | "gone">;
  snapshots(): Promise<readonly WaitingSnapshot[]>;
  /** The held list is thrown away; the register stays as it is. `fetchedAt`: which one was seen. */
  dropSnapshot(trackerId: string, fetchedAt: Date, line: AuditLine): Promise<"saved" | "gone">;
  /** Sources whose reports are held. */
  muted(): Promise<readonly string[]>;
  /** Findings of muted sources that wait, newest first. */
  heldBack(limit: number): Promise<readonly Finding[]>;
  setMuted(sourceId: string, muted: boolean, line: AuditLine): Promise<void>;
  /** Told to all moderators, once a key. */
  notify(notices: readonly Notice[]): Promise<void>;
}
