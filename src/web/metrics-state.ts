import { Gauge, type Registry } from "prom-client";

import type { DeliveryStatus } from "../domain/delivery.ts";
import { SOURCE_HEALTHS, type SourceHealth } from "../domain/source.ts";
import { SECOND_MS } from "../domain/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { Outbox } from "../ports/outbox.ts";
import type { Switches } from "../ports/switches.ts";
import type { Timer } from "../ports/timer.ts";
import { shareOne } from "./readiness.ts";

/** One source as it is now. */
export interface SourceFigures {
  readonly id: string;
  readonly state: SourceHealth;
  readonly lastSuccess: Date | null;
}

export interface StatePorts {
  readonly registry: Registry;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly outbox: Pick<Outbox, "counts">;
  /** See `createDueSince`. */
  readonly dueSince: (now: Date) => Promise<Date | null>;
  readonly switches: Pick<Switches, "halted">;
  /** Those of the source list, whatever the store remembers besides. */
  readonly sources: () => Promise<readonly SourceFigures[]>;
  readonly delivery: () => DeliveryStatus;
  readonly lastPollAt: () => Date | null;
  readonly leads: () => boolean;
  readonly subscribers: () => number;
}

/** What `/metrics` answers. */
export interface Exposition {
  readonly contentType: string;
  readonly text: string;
}

/** Fewer than so many subscribers are none, and more are rounded down to it: a step must not tell of one person. */
const SUBSCRIBERS_STEP = 50;
const READ_WITHIN_MS = 1500;
const QUEUE_STATES = ["queued", "sending", "sent", "gone", "expired", "unsure"] as const;

/** @returns reads how things stand and gives everything that the registry holds; always answers, within 2 s */
export function createExposition(ports: StatePorts): () => Promise<Exposition> {
  const gauges = createGauges(ports.registry);
  const read = shareOne(async () => {
    const now = ports.clock.now();
    const [counts, dueSince, halt, sources] = await Promise.all([
      ports.outbox.counts(),
      ports.dueSince(now),
      ports.switches.halted(),
      ports.sources(),
    ]);
    return { now, counts, dueSince, halted: halt !== null, sources };
  });
  return async () => {
    const facts = await Promise.race([
      read().catch(() => null),
      ports.timer.sleep(READ_WITHIN_MS).then(() => null),
    ]);
    showProcess(gauges, ports);
    gauges.storeUp.set(facts === null ? 0 : 1);
    if (facts === null) forget(gauges);
    else showStore(gauges, facts);
    return { contentType: ports.registry.contentType, text: await ports.registry.metrics() };
  };
}

interface StoreFacts {
  readonly now: Date;
  readonly counts: Readonly<Record<string, number>>;
  readonly dueSince: Date | null;
  readonly halted: boolean;
  readonly sources: readonly SourceFigures[];
}

type Gauges = ReturnType<typeof createGauges>;

function createGauges(registry: Registry) {
  const gauge = <L extends string = never>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Gauge<L>({ name: `navoli_${name}`, help, labelNames, registers: [registry] });
  return {
    storeUp: gauge("store_up", "1 when the database answered this scrape."),
    leader: gauge("leader", "1 when this replica asks the sources and decides."),
    pollAge: gauge(
      "poll_age_seconds",
      "Since this replica's last round over the sources; absent before one.",
    ),
    circuitOpen: gauge(
      "circuit_open",
      "1 while sending stands still after many unexpected answers in a row.",
    ),
    gateShut: gauge(
      "gate_shut_seconds",
      "How long nothing will be sent, by Telegram's wish or for want of network.",
    ),
    inFlight: gauge("deliveries_in_flight", "Messages on their way to Telegram from this process."),
    storeFailing: gauge("store_failing", "1 while nothing is sent because the database takes nothing down."),
    subscribers: gauge(
      "subscribers",
      `Chats that subscribed or chose settings, rounded down to ${String(SUBSCRIBERS_STEP)}.`,
    ),
    queue: gauge("queue_deliveries", "Deliveries of all replicas by state; done ones for 7 days.", ["state"]),
    dueAge: gauge(
      "queue_oldest_due_seconds",
      "How long the delivery that waits longest has been due; 0: none is.",
    ),
    halted: gauge("halted", "1 while moderators have halted all sending."),
    sourceState: gauge("source_state", "1 for the state that a source is in, 0 for the others.", [
      "source",
      "state",
    ]),
    sourceAge: gauge(
      "source_success_age_seconds",
      "Since a source last answered well; absent before it did.",
      ["source"],
    ),
  };
}

function showProcess(gauges: Gauges, { clock, delivery, lastPollAt, leads, subscribers }: StatePorts): void {
  const { circuitOpen, storeFailing, shutForMs, inFlight } = delivery();
  const polledAt = lastPollAt();
  gauges.leader.set(Number(leads()));
  if (polledAt !== null) gauges.pollAge.set(secondsBetween(polledAt, clock.now()));
  else gauges.pollAge.remove();
  gauges.circuitOpen.set(Number(circuitOpen));
  gauges.storeFailing.set(Number(storeFailing));
  // A moment between two places of the gate is not meant.
  gauges.gateShut.set(Math.floor(shutForMs / SECOND_MS));
  gauges.inFlight.set(inFlight);
  gauges.subscribers.set(Math.floor(subscribers() / SUBSCRIBERS_STEP) * SUBSCRIBERS_STEP);
}

function showStore(gauges: Gauges, { now, counts, dueSince, halted, sources }: StoreFacts): void {
  for (const state of QUEUE_STATES) gauges.queue.set({ state }, counts[state] ?? 0);
  gauges.dueAge.set(dueSince === null ? 0 : secondsBetween(dueSince, now));
  gauges.halted.set(Number(halted));
  for (const { id: source, state: current, lastSuccess } of sources) {
    for (const state of SOURCE_HEALTHS) gauges.sourceState.set({ source, state }, Number(state === current));
    if (lastSuccess !== null) gauges.sourceAge.set({ source }, secondsBetween(lastSuccess, now));
  }
}

/** Nobody knows: an old value would look like knowledge. */
function forget({ queue, dueAge, halted, sourceState, sourceAge }: Gauges): void {
  queue.reset();
  sourceState.reset();
  sourceAge.reset();
  dueAge.remove();
  halted.remove();
}

function secondsBetween(from: Date, to: Date): number {
  return Math.max(0, (to.getTime() - from.getTime()) / 1000);
}
