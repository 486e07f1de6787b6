import { dayOf } from "../domain/time.ts";
import type { Day } from "../domain/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { Outbox, Sender } from "../ports/outbox.ts";
import type { SubscriberStore } from "../ports/subscriber-store.ts";

export interface SweepPorts {
  readonly outbox: Pick<Outbox, "purge" | "dueDeletions" | "markDeleted">;
  readonly store: Pick<SubscriberStore, "eraseGone">;
  readonly sender: Pick<Sender, "remove">;
  readonly clock: Clock;
  readonly log: Log;
}

const DELETIONS_A_SWEEP = 200;

export interface Sweeper {
  /** Called every minute. */
  sweep(): Promise<void>;
}

/**
 * Keeps no more than what was promised: deletes messages whose hours are over, delivery rows beyond the
 * correction window, and chats that have been gone for days.
 */
export function createSweeper(ports: SweepPorts): Sweeper {
  const { outbox, store, clock, log } = ports;
  /** Looking for gone chats opens every record, and their grace counts days: once a day is enough. */
  let erasedOn: Day | null = null;
  return {
    async sweep() {
      const now = clock.now();
      const deleted = await deleteDue(ports);
      const { purged, expired } = await outbox.purge(now);
      const erased = erasedOn === dayOf(now) ? 0 : await store.eraseGone(now);
      erasedOn = dayOf(now);
      if (deleted + purged + expired + erased > 0) log.info("swept", { deleted, purged, expired, erased });
    },
  };
}

async function deleteDue({ outbox, sender, clock, log }: SweepPorts): Promise<number> {
  const done: string[] = [];
  for (const { id, chatId, messageId } of await outbox.dueDeletions(clock.now(), DELETIONS_A_SWEEP)) {
    const result = await sender.remove(chatId, messageId);
    if (result.kind === "busy" || result.kind === "offline") {
      log.warn("sweep_waits", { reason: result.kind });
      break;
    }
    // A lost reply is asked again: deleting twice does nothing. All other answers are final.
    if (result.kind !== "unsure") done.push(id);
  }
  await outbox.markDeleted(done);
  return done.length;
}
