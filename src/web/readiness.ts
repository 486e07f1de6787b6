import type { DeliveryStatus } from "../domain/delivery.ts";
import { MINUTE_MS, SECOND_MS } from "../domain/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { Figures } from "../ports/figures.ts";
import type { Outbox } from "../ports/outbox.ts";
import type { Reading } from "../ports/reading.ts";
import type { Switches } from "../ports/switches.ts";
import type { Timer } from "../ports/timer.ts";

/** What `/readyz` tells; codes and numbers only. */
export interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, string | number | boolean | null>>;
}

export interface ReadinessPorts {
  readonly clock: Clock;
  readonly timer: Timer;
  readonly reading: Pick<Reading, "registerVersion">;
  readonly outbox: Pick<Outbox, "counts">;
  readonly switches: Pick<Switches, "halted">;
  readonly figures: Pick<Figures, "keyFits">;
  /** See `createDueSince`. */
  readonly dueSince: (now: Date) => Promise<Date | null>;
  readonly delivery: () => DeliveryStatus;
  /** Does this process send? */
  readonly sends: boolean;
  /** When this process last brought a delivery to an end. */
  readonly lastEndedAt: () => Date | null;
  readonly lastPollAt: () => Date | null;
  /** Since when this process asks the sources; null: another replica does, or none should here. */
  readonly pollsSince: () => Date | null;
}

const ANSWER_WITHIN_MS = 1500;
const POLL_OVERDUE_MS = 10 * MINUTE_MS;
/** Nothing came to an end for so long although something was due: a fan-out that goes on is no fault. */
const STUCK_AFTER_MS = 5 * MINUTE_MS;
/** Telegram may make us wait; a moment between two places of the gate is not meant. */
const SHUT_FROM_MS = SECOND_MS;

interface StoreFacts {
  readonly register: number;
  readonly queued: number;
  readonly halted: boolean;
  readonly dueSince: Date | null;
  readonly keyFits: boolean;
}

/**
 * Ready to serve? Asked by whoever sends us calls or restarts us, so it always answers, and within 2 s: a database
 * that hangs is asked once, not once more by each question.
 */
export function createReadiness(ports: ReadinessPorts): () => Promise<Readiness> {
  const { clock, timer } = ports;
  const startedAt = clock.now();
  const gather = shareOne(() => factsOf(ports));
  return async () => {
    const facts = await Promise.race([
      gather().catch(() => "unreadable" as const),
      timer.sleep(ANSWER_WITHIN_MS).then(() => "slow" as const),
    ]);
    const ours = judgeProcess(ports, clock.now());
    // What is wrong with the database stands in the log of whoever wanted it.
    if (typeof facts === "string") return { ready: false, checks: { database: facts, ...ours.checks } };
    const queue = judgeQueue(ports, facts, startedAt);
    return {
      ready: ours.well && facts.keyFits && queue !== "stuck",
      checks: {
        database: "ok",
        key: facts.keyFits ? "ok" : "other_key",
        queue,
        ...ours.checks,
        register: facts.register,
        queued: facts.queued,
      },
    };
  };
}

/** Calls during a run get what it finds. */
export function shareOne<T>(run: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  return () => {
    running ??= run().finally(() => {
      running = null;
    });
    return running;
  };
}

async function factsOf(ports: ReadinessPorts): Promise<StoreFacts> {
  const { clock, reading, outbox, switches, figures } = ports;
  const [register, counts, halt, dueSince, keyFits] = await Promise.all([
    reading.registerVersion(),
    outbox.counts(),
    switches.halted(),
    ports.dueSince(clock.now()),
    figures.keyFits(),
  ]);
  return { register, queued: counts["queued"] ?? 0, halted: halt !== null, dueSince, keyFits };
}

function judgeProcess(
  { delivery, lastPollAt, pollsSince }: ReadinessPorts,
  now: Date,
): { readonly well: boolean; readonly checks: Readiness["checks"] } {
  const since = pollsSince();
  const last = lastPollAt();
  const from = since === null ? null : last === null || last < since ? since : last;
  const sincePollMs = from === null ? null : now.getTime() - from.getTime();
  const overdue = sincePollMs !== null && sincePollMs >= POLL_OVERDUE_MS;
  const { circuitOpen, storeFailing, inFlight, shutForMs } = delivery();
  return {
    well: !overdue && !circuitOpen && !storeFailing,
    checks: {
      poll: sincePollMs === null ? "not_here" : overdue ? "overdue" : "ok",
      sincePollMs,
      circuitOpen,
      storeFailing,
      inFlight,
      shutForMs: shutForMs < SHUT_FROM_MS ? 0 : Math.round(shutForMs),
    },
  };
}

function judgeQueue(
  { sends, delivery, lastEndedAt, clock }: ReadinessPorts,
  { halted, dueSince }: StoreFacts,
  startedAt: Date,
): "ok" | "halted" | "gate_shut" | "stuck" | "not_here" {
  if (!sends) return "not_here";
  if (halted) return "halted";
  if (delivery().shutForMs >= SHUT_FROM_MS) return "gate_shut";
  if (dueSince === null) return "ok";
  const from = Math.max(startedAt.getTime(), lastEndedAt()?.getTime() ?? 0, dueSince.getTime());
  return clock.now().getTime() - from >= STUCK_AFTER_MS ? "stuck" : "ok";
}
