import type { AuditLine } from "../domain/audit-line.ts";
import type { Alert } from "../domain/alert.ts";
import type { CaseEvent, Decision } from "../domain/event.ts";
import type { Classification, Finding } from "../domain/finding.ts";
import type { Item } from "../domain/item.ts";
import type { EventKind } from "../domain/kind.ts";
import type { Notice } from "../domain/notice.ts";
import type { Day } from "../domain/time.ts";

/** Items on their way to findings. Each method is one transaction. */
export interface ItemStore {
  /** Items whose newest revision was not classified yet, oldest first. */
  unclassified(limit: number): Promise<readonly Item[]>;
  /** Marks the revision as classified and stores its findings; doing it twice does nothing. */
  saveClassification(item: Item, classification: Classification, findings: readonly Finding[]): Promise<void>;
  /** Everything that is known about an item, found by URL, guid or id; null when there is none. */
  trace(urlOrKey: string): Promise<ItemTrace | null>;
}

export interface ItemTrace {
  readonly item: Item;
  readonly classification: Classification | null;
  readonly findings: readonly Finding[];
  readonly events: readonly CaseEvent[];
  readonly decisions: readonly (Decision & { readonly eventId: string; readonly version: number })[];
}

/** What merging a finding did. `events` are created or enriched ones, each with its new version. */
export interface MergeOutcome {
  readonly findingId: string;
  readonly outcome: "created" | "enriched" | "repeated" | "recap";
  readonly events: readonly CaseEvent[];
}

/** Events. Each method is one transaction. */
export interface EventStore {
  /**
   * Findings that belong to no event yet, in the order in which they came. Those of muted sources wait until their
   * source is heard again: they add nothing to any event. Records of one person are given as the one that is shown.
   */
  unmerged(limit: number): Promise<readonly Finding[]>;
  /** Events that could be the same: of these kinds, within the span of days, or about these register ids ever. */
  near(query: {
    readonly kinds: readonly EventKind[];
    readonly from: Day;
    readonly to: Day;
    readonly personIds: readonly string[];
  }): Promise<readonly CaseEvent[]>;
  /**
   * Refuses (`conflict`) when an event moved on since it was read; the step then reads again. `known`: the finding was
   * merged before, so nothing is written.
   */
  saveMerge(outcome: MergeOutcome): Promise<"saved" | "known" | "conflict">;
  /** Events whose newest version has no decision yet, and embargoed ones whose time has come. */
  undecided(now: Date, limit: number): Promise<readonly CaseEvent[]>;
  /** Stores the decision for this version, the alert that it makes, and notices; twice does nothing. */
  saveDecision(
    event: CaseEvent,
    decision: Decision,
    alert: Alert | null,
    notices: readonly Notice[],
  ): Promise<void>;
  byId(id: string): Promise<CaseEvent | null>;
  /** Was this event ever told to subscribers, and in which version last? */
  lastAlert(eventId: string): Promise<Alert | null>;
  /** Held for a moderator, oldest first. */
  held(limit: number): Promise<readonly { readonly event: CaseEvent; readonly reason: string }[]>;
  /** A moderator's new version of an event, with its audit line. */
  saveRuling(event: CaseEvent, audit: AuditLine): Promise<"saved" | "conflict">;
  /** What a moderator posts: a finding that no feed carries. */
  saveFinding(finding: Finding, audit: AuditLine): Promise<void>;
}

/** The audit log, append-only. */
export interface AuditLog {
  append(line: AuditLine): Promise<void>;
  newest(limit: number): Promise<readonly AuditLine[]>;
  /** Recomputes the chain; `brokenAt` is the first line that does not fit, from 1. */
  verify(): Promise<{ readonly ok: boolean; readonly lines: number; readonly brokenAt: number | null }>;
}
