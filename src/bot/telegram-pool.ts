import type { Readable } from "node:stream";

import { Agent, request } from "undici";

/** One call of the Bot API; grammY asks of the reply only its JSON. Rejects as `fetch` does. */
export type TelegramFetch = (
  url: string,
  init: RequestInit,
) => Promise<{ readonly json: () => Promise<unknown> }>;

interface RequestInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  /** A file that is sent comes as a stream. */
  readonly body: string | Readable;
  readonly signal: AbortSignal;
}

/** Connections to Telegram that nobody else uses. */
export interface TelegramPool {
  readonly fetch: TelegramFetch;
  /** Waits for the calls under way. */
  close(): Promise<void>;
  /** Breaks off the calls under way: whoever made them has had his time. */
  destroy(): Promise<void>;
}

export interface PoolOptions {
  readonly connectMs: number;
  /** The longest silence before a reply and within it. */
  readonly silenceMs: number;
}

/** This spares the cost of a whole fetch Response, which a flood of commands would pay for each answer. */
export function createTelegramPool({ connectMs, silenceMs }: PoolOptions): TelegramPool {
  const agent = new Agent({
    connect: { timeout: connectMs },
    pipelining: 1,
    headersTimeout: silenceMs,
    bodyTimeout: silenceMs,
  });
  return {
    fetch: async (url, { method, headers, body, signal }) => {
      const reply = await request(url, { dispatcher: agent, method, headers, body, signal });
      return { json: () => reply.body.json() };
    },
    close: () => agent.close(),
    destroy: () => agent.destroy(),
  };
}
