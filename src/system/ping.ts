import type { Fetcher } from "../ports/fetcher.ts";
import type { Log } from "../ports/log.ts";
import type { Timer } from "../ports/timer.ts";

export interface PingPorts {
  /** Refuses private addresses and knows nothing of logs: the address is a secret. */
  readonly fetcher: Fetcher;
  readonly timer: Timer;
  readonly log: Log;
}

/** A watcher elsewhere (healthchecks.io and its like) is told that we live, and alarms somebody when we fall silent. */
export interface Ping {
  /** A round went well. */
  well(): void;
  /** A round failed: the watcher need not wait for our silence. */
  failed(): void;
}

/** Watchers answer with a word or two. */
const MAX_BYTES = 64 * 1024;
const AT_MOST_EVERY_MS = 60_000;
/** A wake each minute comes some milliseconds early or late. */
const SLACK_MS = 2000;
const NO_VALIDATORS = { etag: null, lastModified: null } as const;

/**
 * @param url asked as it is after a round that went well, with `/fail` at the end of its path after one that failed;
 *   at most once a minute
 */
export function createPing({ fetcher, timer, log }: PingPorts, url: string): Ping {
  const failUrl = withFail(url);
  let nextMs = Number.NEGATIVE_INFINITY;

  async function ask(address: string): Promise<void> {
    const result = await fetcher.fetch({
      url: address,
      validators: NO_VALIDATORS,
      accept: "*/*",
      maxBytes: MAX_BYTES,
    });
    if (result.kind !== "failed") return;
    const { kind, status } = result.failure;
    // 201 to 206 are no body that a feed could have, but the watcher has heard us.
    if (status === null || status < 200 || status > 299) log.warn("ping_failed", { kind, status });
  }

  function tell(address: string): void {
    if (timer.nowMs() < nextMs) return;
    nextMs = timer.nowMs() + AT_MOST_EVERY_MS - SLACK_MS;
    ask(address).catch((error: unknown) => log.error("ping_failed", error));
  }

  return {
    well: () => {
      tell(url);
    },
    failed: () => {
      tell(failUrl);
    },
  };
}

function withFail(url: string): string {
  const failed = new URL(url);
  failed.pathname = `${failed.pathname.replace(/\/+$/u, "")}/fail`;
  return failed.href;
}
