/**
 * Manners towards hosts: so many requests at a time per host and overall, in the order of asking, their starts
 * a little apart, so that a wake is no burst; a host
 * that said 429 or 503 is left alone until its time is over.
 */
export interface HttpGate {
  /** Runs `work` when it is the host's turn. */
  run<T>(host: string, work: () => Promise<T>): Promise<T>;
  block(host: string, ms: number): void;
  /** Milliseconds that the host is still to be left alone; 0 when it is free. */
  blockedMs(host: string): number;
}

export function createHttpGate(limits: {
  readonly perHost: number;
  readonly total: number;
  readonly gapMs: number;
  readonly nowMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}): HttpGate {
  const running = new Map<string, number>();
  const waiting: { readonly host: string; readonly start: () => void }[] = [];
  let total = 0;
  const waitOfNextStart = spacing(limits.gapMs, limits.gapMs * limits.total, limits.nowMs);

  const admit = (): void => {
    for (let at = 0; at < waiting.length && total < limits.total;) {
      const next = waiting[at];
      if (next === undefined || (running.get(next.host) ?? 0) >= limits.perHost) {
        at += 1;
        continue;
      }
      waiting.splice(at, 1);
      total += 1;
      running.set(next.host, (running.get(next.host) ?? 0) + 1);
      next.start();
    }
  };
  const leave = (host: string): void => {
    total -= 1;
    const left = (running.get(host) ?? 1) - 1;
    if (left === 0) running.delete(host);
    else running.set(host, left);
    admit();
  };

  return {
    async run(host, work) {
      await new Promise<void>((start) => {
        waiting.push({ host, start });
        admit();
      });
      try {
        const waitMs = waitOfNextStart();
        if (waitMs > 0) await limits.sleep(waitMs);
        return await work();
      } finally {
        leave(host);
      }
    },
    ...hostBlocks(limits.nowMs),
  };
}

/** @returns how long the next start has to wait; each call takes a place */
function spacing(gapMs: number, mostMs: number, nowMs: () => number): () => number {
  let freeFromMs = 0;
  return () => {
    const now = nowMs();
    // Bounded, for a clock that is set back must not hold requests up.
    const waitMs = Math.max(0, Math.min(freeFromMs - now, mostMs));
    freeFromMs = now + waitMs + gapMs;
    return waitMs;
  };
}

/** Hosts that asked to be left alone, and until when. */
function hostBlocks(nowMs: () => number): Pick<HttpGate, "block" | "blockedMs"> {
  const blockedUntil = new Map<string, number>();
  return {
    block(host, ms) {
      const now = nowMs();
      for (const [name, until] of blockedUntil) if (until <= now) blockedUntil.delete(name);
      blockedUntil.set(host, Math.max(blockedUntil.get(host) ?? 0, now + ms));
    },
    blockedMs: (host) => Math.max(0, (blockedUntil.get(host) ?? 0) - nowMs()),
  };
}
