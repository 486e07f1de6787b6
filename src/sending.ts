import type { AppOptions } from "./app-options.ts";
import type { Channel, Running } from "./channel.ts";
import { createGate, type Gate } from "./deliver/gate.ts";
import { createSharedGate } from "./deliver/shared-gate.ts";
import { createDeliverer, type Deliverer } from "./deliver/step.ts";
import { createSweeper } from "./subscribers/step.ts";
import { createWake } from "./system/cron.ts";

const EVERY_MINUTE = "* * * * *";
/** So soon another sender takes over what one that died had in hand, once its lease has run out. */
const RECOVER_EVERY_MS = 5000;
/** Nobody sweeps twice in a minute. */
const SWEEP_MS = 55_000;

/**
 * The role `sender`: what waits in the outbox goes out.
 *
 * @param isCurrent while it is not, nothing is taken in hand: who left elsewhere is not known of yet
 */
export async function createSending(
  options: AppOptions,
  { sender, subscribers }: Channel,
  isCurrent: () => boolean,
): Promise<Deliverer> {
  const { config, storage, log, clock, timer } = options;
  const { outbox } = storage;
  return createDeliverer({
    outbox: { ...outbox, claimDue: async (...claim) => (isCurrent() ? outbox.claimDue(...claim) : []) },
    alerts: storage.alerts,
    switches: storage.switches,
    sender,
    clock,
    log,
    gate: await createGateFor(options),
    lanes: config.sendLanes,
    recoverEveryMs: storage.places === null ? null : RECOVER_EVERY_MS,
    timer,
    chats: subscribers,
  });
}

async function createGateFor({ config, storage, clock, timer }: AppOptions): Promise<Gate> {
  const { outbox, places } = storage;
  const common = {
    ratePerSecond: config.sendRatePerSecond,
    nowMs: () => timer.nowMs(),
    persist: (forMs: number, now: Date) => outbox.shut(forMs, now),
  };
  return places === null
    ? createGate({ ...common, shutUntil: await outbox.shutUntil(), now: clock.now() })
    : createSharedGate({ ...common, takePlaces: (wanted, intervalMs) => places.take(wanted, intervalMs) });
}

/** What is kept no longer, every minute by one of the senders. */
export function createSweeping(
  { storage, clock, log, schedule = createWake }: AppOptions,
  { sender }: Channel,
): Running {
  const { leases, updates, outbox, subscribers } = storage;
  const sweeper = createSweeper({ outbox, store: subscribers, sender, clock, log });
  return schedule(
    EVERY_MINUTE,
    async () => {
      const lease = await leases.take("sweeper", SWEEP_MS);
      if (lease === null) return;
      await leases.under(lease, async () => {
        await sweeper.sweep();
        await updates.forget(clock.now());
      });
    },
    log,
  );
}
