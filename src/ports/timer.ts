/** Time that passes, apart from the time of day: it never jumps when a clock is set. */
export interface Timer {
  /** Milliseconds since some fixed moment. */
  nowMs(): number;
  /** Resolves after `ms`; 0 lets other work of the process go first. */
  sleep(ms: number): Promise<void>;
}
