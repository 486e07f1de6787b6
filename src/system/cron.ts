import cron from "node-cron";

/** A task that runs at the times of a cron expression (5 or 6 fields, UTC) and never beside itself. */
export interface Wake {
  start(): void;
  stop(): Promise<void>;
}

export function createWake(expression: string, task: () => Promise<void>): Wake {
  const scheduled = cron.createTask(expression, task, { noOverlap: true, timezone: "Etc/UTC", name: "poll" });
  return {
    start: () => void scheduled.start(),
    stop: async () => {
      await scheduled.destroy();
    },
  };
}
