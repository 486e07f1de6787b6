import cron from "node-cron";
import type { Log } from "../ports/log.ts";

/** A task that runs at the times of a cron expression (5 or 6 fields, UTC) and never beside itself. */
export interface Wake {
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** @param task gets the time of the schedule that it is run for */
export function createWake(expression: string, task: (slot: Date) => Promise<void>, log: Log): Wake {
  const scheduled = cron.createTask(expression, ({ date }) => task(date), {
    noOverlap: true,
    timezone: "Etc/UTC",
    name: "poll",
    // A round that outlasts its minute is ordinary; node-cron would print about it beside our log.
    logger: { info: silent, warn: silent, error: silent, debug: silent },
  });
  scheduled.on("execution:failed", (context) => log.error("wake_failed", context.execution?.error));
  return {
    start: async () => {
      await scheduled.start();
    },
    stop: async () => {
      await scheduled.destroy();
    },
  };
}

function silent(): void {
  // Failures are logged by the listener, without the library's own words.
}
