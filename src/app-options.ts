import type { TelegramFetch } from "./bot/telegram-pool.ts";
import type { TerminalOptions } from "./bot/terminal.ts";
import type { Config } from "./config.ts";
import type { Sources } from "./domain/source.ts";
import type { Clock } from "./ports/clock.ts";
import type { Fetcher } from "./ports/fetcher.ts";
import type { Log } from "./ports/log.ts";
import type { Timer } from "./ports/timer.ts";
import type { Storage } from "./store/storage.ts";
import type { createWake } from "./system/cron.ts";

/** Another network than the real one: the simulation answers by itself. */
export interface Network {
  /** Where sources and lists are asked. */
  readonly fetcher: Fetcher;
  /** Calls of the Bot API for alerts and other deliveries. */
  readonly alerts: TelegramFetch;
  /** All other calls of the Bot API. */
  readonly answers: TelegramFetch;
}

/** What the composition is given from outside. */
export interface AppOptions {
  readonly config: Config;
  readonly sources: Sources;
  readonly storage: Storage;
  readonly log: Log;
  /** The demo and tests bring their own time. */
  readonly clock: Clock;
  readonly timer: Timer;
  readonly version: string;
  /** How the terminal shows the chat; used when there is no token. */
  readonly terminal: Omit<TerminalOptions, "bot">;
  /** Without it: the real one. */
  readonly network?: Network;
  /** Another schedule than the machine's. */
  readonly schedule?: typeof createWake;
}
