import { countedAt } from "../domain/digest-runs.ts";
import type { CaseEvent } from "../domain/event.ts";
import type { Notice } from "../domain/notice.ts";
import { EVENT_KINDS } from "../domain/kind.ts";
import { addDays, dayOf } from "../domain/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { DeskStore } from "../ports/desk-store.ts";
import type { EventStore } from "../ports/event-store.ts";
import type { Log } from "../ports/log.ts";
import type { AlertStore } from "../ports/outbox.ts";
import type { Reading } from "../ports/reading.ts";
import { decide, type Verdict } from "./decide.ts";
import { floodsIn, standsOnMuted, type Floods } from "./flood.ts";
import { broughtBack, isToldSince } from "./ruling.ts";

export interface DecidePorts {
  readonly store: EventStore;
  readonly clock: Clock;
  readonly log: Log;
  /** The register, for people under embargo. */
  readonly reading: Pick<Reading, "anyEmbargoed">;
  readonly desk: Pick<DeskStore, "muted">;
  readonly digests: Pick<AlertStore, "digestRuns">;
}

const BATCH = 1000;

/** In the log: nobody's hand. */
const MACHINE = "Navoli";

/** Events → decisions and alerts. @returns how many events were decided */
export async function decideEvents(ports: DecidePorts): Promise<number> {
  const { store, clock, log } = ports;
  const now = clock.now();
  const events = await store.undecided(now, BATCH);
  const runs = events.length === 0 ? null : await ports.digests.digestRuns();
  const muted = new Set(events.length === 0 ? [] : await ports.desk.muted());
  const told = await Promise.all(events.map((event) => store.lastAlert(event.id)));
  const untold = events.filter((event, index) => told[index] === null && !isRuled(event));
  const floods = floodsIn(untold, await ofTheseDays(events, ports), now);
  for (const [source, n] of floods.bySource) log.warn("decide.flood", { source, n });
  for (const [index, event] of events.entries()) {
    if (isToldSince(event)) {
      // The new version is decided on next; when somebody else was quicker, theirs is.
      const line = { at: now, who: MACHINE, action: "reopen", subject: event.id, facts: {} };
      await store.saveRuling(broughtBack(event, now), line);
      continue;
    }
    const verdict = decide(event, {
      lastAlert: told[index] ?? null,
      now,
      personEmbargo: await namesEmbargoed(event, ports),
      muted: standsOnMuted(event, muted),
      flood: floods.of(event) !== null,
    });
    if (verdict === null) continue;
    // As late as can be: a digest that is written down while this batch goes on holds only what is stored by then.
    const createdAt = countedAt(runs, clock.now());
    const alert = verdict.alert?.purpose === "new" ? { ...verdict.alert, createdAt } : verdict.alert;
    await store.saveDecision(event, verdict.decision, alert, noticesOf(event, verdict, floods, now));
  }
  return events.length;
}

/** With the events that are decided on in the version at hand. */
async function ofTheseDays(
  events: readonly CaseEvent[],
  { store, clock }: DecidePorts,
): Promise<readonly CaseEvent[]> {
  if (events.length === 0) return [];
  const today = dayOf(clock.now());
  const query = { kinds: EVENT_KINDS, from: addDays(today, -1), to: today, personIds: [] };
  const byId = new Map((await store.near(query)).map((event) => [event.id, event]));
  for (const event of events) byId.set(event.id, event);
  return [...byId.values()];
}

function isRuled(event: CaseEvent): boolean {
  return event.ruling !== "none";
}

/** All that was ever reported counts: a name that a later version leaves out is embargoed still. */
function namesEmbargoed({ people, reports }: CaseEvent, { reading }: DecidePorts): Promise<boolean> {
  const named = [...people, ...reports.flatMap((report) => report.people)];
  return reading.anyEmbargoed(named.flatMap(({ personId }) => (personId === null ? [] : [personId])));
}

/** One notice for what waits, and one for a whole flood. */
function noticesOf(event: CaseEvent, { decision }: Verdict, floods: Floods, now: Date): readonly Notice[] {
  if (decision.kind !== "hold" || decision.reason === "embargo") return [];
  if (decision.reason === "flood") {
    const source = floods.of(event) ?? event.reports[0]?.origin.sourceId ?? "";
    const n = floods.bySource.get(source) ?? 0;
    // Those that ingest held as a flood were counted there.
    const facts = n === 0 ? { source } : { source, items: n };
    return [{ key: `flood:${source}:${dayOf(now)}`, code: "feed_flood", facts }];
  }
  // Whoever muted a source knows that its reports wait.
  if (decision.reason === "muted") return [];
  return [
    {
      key: `held:${event.id}:${decision.reason}`,
      code: "event_held",
      facts: { event: event.id, kind: event.kind, reason: decision.reason },
    },
  ];
}
