import cron from "node-cron";
import type { Log } from "../ports/log.ts";

/** A task that runs at the times of a cron expression (5 or 6 fields, UTC) and never beside itself. */
export interface Wake {
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** A clock is corrected by less all the time; more, and it was set. */
const SET_BACK_MS = 2000;
const LOOK_EVERY_MS = 10_000;

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
  let watch: NodeJS.Timeout | undefined;
  return {
    start: async () => {
      await scheduled.start();
      watch = watchClock(() => {
        // It waits for a time that was near and is hours away now.
        log.warn("clock_set_back");
        Promise.resolve(scheduled.stop())
          .then(() => scheduled.start())
          .catch((error: unknown) => log.error("wake_failed", error));
      });
    },
    stop: async () => {
      clearInterval(watch);
      await scheduled.destroy();
    },
  };
}

/** Calls when the clock on the wall went back against the machine's own. */
function watchClock(onSetBack: () => void): NodeJS.Timeout {
  const ahead = (): number => Date.now() - performance.now();
  let before = ahead();
  const watch = setInterval(() => {
    const now = ahead();
    if (now < before - SET_BACK_MS) onSetBack();
    before = now;
  }, LOOK_EVERY_MS);
  return watch.unref();
}

function silent(): void {
  // Failures are logged by the listener, without the library's own words.
}
