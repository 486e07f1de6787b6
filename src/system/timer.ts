import { performance } from "node:perf_hooks";
import type { Timer } from "../ports/timer.ts";

export const systemTimer: Timer = {
  nowMs: () => performance.now(),
  sleep: (ms) =>
    new Promise((resolve) => {
      if (ms <= 0) setImmediate(resolve);
      else setTimeout(resolve, ms);
    }),
};
