import type { AppOptions } from "./app-options.ts";
import type { Running } from "./channel.ts";
import type { Stages } from "./stages.ts";
import { createWake } from "./system/cron.ts";
import { createLeadership } from "./system/leadership.ts";

const EVERY_MINUTE = "* * * * *";
/** Embargoes and cool-offs that end are not to wait for a poll. */
const EVERY_FIVE_SECONDS = "*/5 * * * * *";
const ROUNDS_END_WITHIN_MS = 4000;

/** The role `poller`: sources are asked and what they bring is carried on, by one replica at a time. */
export interface Polling extends Running {
  leads(): boolean;
  /** Null: it does not lead. */
  leadsSince(): Date | null;
  /** Carries on what waits, beside whoever asks; does nothing unless this replica leads. */
  nudge(): Promise<void>;
}

/**
 * @param isCurrent while it is not, nothing is carried on: recipients would be chosen by an old list
 * @param minute what else is to be done every minute, by the leader
 */
export function createPolling(
  { config, storage, clock, timer, log, schedule = createWake }: AppOptions,
  stages: Stages,
  isCurrent: () => boolean,
  minute: () => Promise<void>,
): Polling {
  let ledSince = clock.now();
  const leadership = createLeadership(
    { leases: storage.leases, timer, log },
    {
      name: "poller",
      // What was due while nobody led is not left to the next time of the schedule. It runs beside: renewing goes on.
      gained: () => {
        ledSince = clock.now();
        return leadership.lead(() => begin(stages));
      },
      lost: () => Promise.race([stages.idle(), timer.sleep(ROUNDS_END_WITHIN_MS)]),
    },
  );
  const lead = async (work: () => Promise<void>): Promise<void> => {
    if (isCurrent()) await leadership.lead(work);
  };
  const nudge = (): Promise<void> => lead(async () => stages.nudge());
  const wakes = [
    schedule(config.pollCron, (slot) => leadership.leadAt(slot, () => stages.wake()), log),
    schedule(EVERY_FIVE_SECONDS, () => lead(() => stages.carry()), log),
    schedule(EVERY_MINUTE, () => lead(minute), log),
  ];
  return {
    leads: () => leadership.leads(),
    leadsSince: () => (leadership.leads() ? ledSince : null),
    nudge,
    async start() {
      await leadership.start();
      for (const wake of wakes) await wake.start();
    },
    async stop() {
      for (const wake of wakes) await wake.stop();
      await leadership.stop();
    },
  };
}

async function begin(stages: Stages): Promise<void> {
  stages.nudge();
  await stages.wake();
}
