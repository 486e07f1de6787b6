import { MINUTE_MS } from "../../src/domain/time.ts";
import type { createWake } from "../../src/system/cron.ts";

/**
 * As `createWake`, for the two expressions that the program uses: node-cron reads the calendar at every step, which
 * took most of the time of a run. A wake that comes late is run late, and what is there every five seconds is there
 * twice a minute: whatever has news asks for its turn by itself.
 */
export const lightWake: typeof createWake = (expression, task, log) => {
  const periodMs = expression.startsWith("*/5 ") ? MINUTE_MS / 2 : MINUTE_MS;
  let timeout: ReturnType<typeof setTimeout> | null = null;
  let isRunning = false;
  const arm = (): void => {
    const slotMs = (Math.floor(Date.now() / periodMs) + 1) * periodMs;
    timeout = setTimeout(() => {
      const nowMs = Date.now();
      arm();
      // The clock was set back meanwhile.
      if (nowMs < slotMs) return;
      void run(new Date(Math.floor(nowMs / periodMs) * periodMs));
    }, slotMs - Date.now());
  };
  async function run(slot: Date): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    try {
      await task(slot);
    } catch (error) {
      log.error("wake_failed", error);
    }
    isRunning = false;
  }
  return {
    start: () => {
      arm();
      return Promise.resolve();
    },
    stop: () => {
      if (timeout !== null) clearTimeout(timeout);
      return Promise.resolve();
    },
  };
};
