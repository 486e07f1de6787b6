import type { Finding } from "../domain/finding.ts";
import { addDays } from "../domain/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { EventStore } from "../ports/event-store.ts";
import type { Ids } from "../ports/ids.ts";
import type { Log } from "../ports/log.ts";
import { ROUND_DAYS, SAME_DAYS, groupOf, kindsAround, rulesOf } from "./groups.ts";
import type { NameJudge } from "./identity.ts";
import { merge } from "./merge.ts";
import { MergeMemory } from "./memory.ts";
import { createNameJudge } from "./names.ts";

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

/** Findings → events, until none waits. @returns how many findings were merged */
export async function mergeFindings(ports: MergePorts): Promise<number> {
  const judge = createNameJudge();
  const memory = new MergeMemory(judge);
  let merged = 0;
  for (;;) {
    const findings = await ports.store.unmerged(BATCH);
    let done = 0;
    for (const finding of findings) if (await mergeOne(finding, judge, memory, ports)) done++;
    merged += done;
    if (findings.length < BATCH || done === 0) return merged;
  }
}

/** Another replica may have moved an event on; then the finding is placed again. */
async function mergeOne(
  finding: Finding,
  judge: NameJudge,
  memory: MergeMemory,
  { store, clock, ids, log }: MergePorts,
): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries++) {
    const candidates = await store.near(around(finding));
    const outcome = merge(finding, candidates, clock.now(), () => ids.next(), judge, memory);
    if ((await store.saveMerge(outcome)) === "saved") return true;
  }
  log.warn("merge.conflict", { tries: TRIES });
  return false;
}

function around(finding: Finding): Parameters<EventStore["near"]>[0] {
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
