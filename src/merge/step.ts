import type { Finding } from "../domain/finding.ts";
import { addDays } from "../domain/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { EventStore } from "../ports/event-store.ts";
import type { Ids } from "../ports/ids.ts";
import type { Log } from "../ports/log.ts";
import { ROUND_DAYS, SAME_DAYS, groupOf, kindsAround, rulesOf } from "./groups.ts";
import { merge } from "./merge.ts";
import { MergeMemory } from "./memory.ts";
import { createNameJudge } from "./names.ts";
import { Neighbours, type Near } from "./neighbours.ts";

export interface MergePorts {
  readonly store: EventStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

const BATCH = 200;
const TRIES = 5;
/** People without a register id cannot be asked for by it, so events are looked through by day. */
const MOST_DAYS_BACK = 60;
/** Events of some months, prepared: a few tens of megabytes. */
const MOST_REMEMBERED = 8000;

/** Findings → events, until none waits. @returns how many findings were merged */
export function mergeFindings(ports: MergePorts): Promise<number> {
  return createMerger(ports)();
}

/**
 * As `mergeFindings`, for a process that merges again and again: what was prepared of events is kept between its
 * runs. It follows from the versions that are stored and holds for nothing else, so a restart, a moderator or another
 * replica makes none of it wrong.
 */
export function createMerger(ports: MergePorts): () => Promise<number> {
  let memory = freshMemory();
  return async () => {
    let merged = 0;
    for (;;) {
      if (memory.size > MOST_REMEMBERED) memory = freshMemory();
      const findings = await ports.store.unmerged(BATCH);
      const done = await mergeBatch(findings, memory, ports);
      merged += done;
      if (findings.length < BATCH || done === 0) return merged;
    }
  };
}

function freshMemory(): MergeMemory {
  return new MergeMemory(createNameJudge());
}

/** @returns how many were merged */
async function mergeBatch(
  findings: readonly Finding[],
  memory: MergeMemory,
  ports: MergePorts,
): Promise<number> {
  const { clock, ids, log } = ports;
  const neighbours = new Neighbours(ports.store);
  let done = 0;
  for (const [at, finding] of findings.entries()) {
    let answer: Awaited<ReturnType<EventStore["saveMerge"]>> = "conflict";
    for (let tries = 0; tries < TRIES && answer === "conflict"; tries++) {
      const candidates = await neighbours.of(around(finding), () => findings.slice(at).map(around));
      const outcome = merge(finding, candidates, clock.now(), () => ids.next(), memory.judge, memory);
      answer = await ports.store.saveMerge(outcome);
      if (answer === "saved") neighbours.note(outcome.events);
      // A moderator, or whoever else merges, has moved an event on: the finding is placed again.
      else neighbours.forget();
    }
    if (answer === "conflict") log.warn("merge.conflict", { tries: TRIES });
    else done++;
  }
  return done;
}

function around(finding: Finding): Near {
  const days = daysAround(finding);
  return {
    kinds: kindsAround(finding.kind),
    from: addDays(finding.happenedOn.from, -days.back),
    to: addDays(finding.happenedOn.to, days.ahead),
    personIds: finding.people.flatMap((person) => (person.personId === null ? [] : [person.personId])),
  };
}

/** How far the events lie apart that may have to do with each other. */
export function daysAround(finding: Finding): { readonly back: number; readonly ahead: number } {
  const group = groupOf(finding.kind);
  const ahead = group === "arrest" ? SAME_DAYS + 1 : ROUND_DAYS;
  const linked = finding.people.length > 0 && finding.people.every((person) => person.personId !== null);
  return {
    back: linked ? ahead : Math.max(ahead, Math.min(MOST_DAYS_BACK, rulesOf(group).stateDays)),
    ahead,
  };
}
