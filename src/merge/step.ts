import type { Finding } from "../domain/finding.ts";
import { addDays } from "../domain/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { EventStore } from "../ports/event-store.ts";
import type { Ids } from "../ports/ids.ts";
import type { Log } from "../ports/log.ts";
import { ROUND_DAYS, kindsAround } from "./groups.ts";
import { remembering, type SameName } from "./identity.ts";
import { merge } from "./merge.ts";
import { sameName } from "./names.ts";

export interface MergePorts {
  readonly store: EventStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

const BATCH = 200;
const TRIES = 5;
/** People without a register id cannot be asked for by it, so events are looked through by day. */
const NAMES_LOOK_BACK_DAYS = 60;

/** Findings → events, until none waits. @returns how many findings were merged */
export async function mergeFindings(ports: MergePorts): Promise<number> {
  const same = remembering(sameName);
  let merged = 0;
  for (;;) {
    const findings = await ports.store.unmerged(BATCH);
    let done = 0;
    for (const finding of findings) if (await mergeOne(finding, same, ports)) done++;
    merged += done;
    if (findings.length < BATCH || done === 0) return merged;
  }
}

/** Another replica may have moved an event on; then the finding is placed again. */
async function mergeOne(
  finding: Finding,
  same: SameName,
  { store, clock, ids, log }: MergePorts,
): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries++) {
    const candidates = await store.near(around(finding));
    const outcome = merge(finding, candidates, clock.now(), () => ids.next(), same);
    if ((await store.saveMerge(outcome)) === "saved") return true;
  }
  log.warn("merge.conflict", { tries: TRIES });
  return false;
}

function around(finding: Finding): Parameters<EventStore["near"]>[0] {
  const linked = finding.people.length > 0 && finding.people.every((person) => person.personId !== null);
  return {
    kinds: kindsAround(finding.kind),
    from: addDays(finding.happenedOn.from, -(linked ? ROUND_DAYS : NAMES_LOOK_BACK_DAYS)),
    to: addDays(finding.happenedOn.to, ROUND_DAYS),
    personIds: finding.people.flatMap((person) => (person.personId === null ? [] : [person.personId])),
  };
}
