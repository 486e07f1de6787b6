import type { Change, Changes } from "./ports/replicas.ts";
import type { Log } from "./ports/log.ts";
import type { Timer } from "./ports/timer.ts";
import type { SubscriberStore } from "./ports/subscriber-store.ts";
import type { Roster } from "./subscribers/roster.ts";

export interface NewsListeners {
  readonly roster: Roster;
  readonly subscribers: Pick<SubscriberStore, "all">;
  /** The register moved on. */
  readonly register: () => Promise<void>;
  /** Something waits for a stage. */
  readonly work: () => Promise<void>;
  /** Something waits for the senders. */
  readonly outbox: () => void;
  readonly log: Log;
}

/** What other replicas change reaches what this one holds in memory. */
export interface ReplicaNews {
  /** From here on what was heard is taken over, in the order in which it was heard. */
  begin(listeners: NewsListeners): void;
  /** False while something may have been missed: nobody is to be told anything by an old list of subscribers. */
  isCurrent(): boolean;
  stop(): Promise<void>;
}

const AGAIN_MS = 1000;

/** Listens at once and keeps what it hears: what changes while all is read for the first time is not missed. */
export async function createReplicaNews(changes: Changes, timer: Timer): Promise<ReplicaNews> {
  const news = new Taking(timer);
  const unhear = await changes.hear((change) => {
    news.hear(change);
  });
  return {
    begin: (listeners) => {
      news.begin(listeners);
    },
    isCurrent: () => news.isCurrent,
    async stop() {
      await unhear();
      await news.end();
    },
  };
}

class Taking {
  readonly #timer: Timer;
  #kept: Change[] = [];
  #listeners: NewsListeners | null = null;
  #taken: Promise<void> = Promise.resolve();
  #isDeaf = false;
  /** What is not taken over yet may be that somebody left. */
  #missing = 0;
  #ended = false;

  constructor(timer: Timer) {
    this.#timer = timer;
  }

  get isCurrent(): boolean {
    return !this.#isDeaf && this.#missing === 0;
  }

  begin(listeners: NewsListeners): void {
    this.#listeners = listeners;
    for (const change of this.#kept.splice(0)) this.hear(change);
  }

  hear(change: Change): void {
    const listeners = this.#listeners;
    if (listeners === null) {
      this.#kept.push(change);
      return;
    }
    if (change.kind === "deaf") this.#isDeaf = true;
    if (change.kind === "missed") {
      this.#isDeaf = false;
      this.#missing += 1;
    }
    this.#taken = this.#taken.then(() => this.#take(listeners, change));
  }

  async end(): Promise<void> {
    this.#ended = true;
    await this.#taken;
  }

  /** What was missed is read until it has been; the rest comes again with the next change of its kind. */
  async #take(listeners: NewsListeners, change: Change): Promise<void> {
    for (let isTaken = false; !isTaken && !this.#ended;) {
      try {
        await takeOver(listeners, change, () => this.#timer.sleep(0));
        isTaken = true;
      } catch (error) {
        listeners.log.error("news_failed", error, { kind: change.kind });
        if (change.kind !== "missed" && change.kind !== "chat") return;
        await this.#timer.sleep(AGAIN_MS);
      }
    }
    if (change.kind === "missed") this.#missing -= 1;
  }
}

async function takeOver(listeners: NewsListeners, change: Change, pause: () => Promise<void>): Promise<void> {
  switch (change.kind) {
    case "deaf":
      return;
    case "chat":
      listeners.roster.remove(change.chatId);
      change.topics.forEach((topic) => listeners.roster.set(topic));
      return;
    case "register":
      return listeners.register();
    case "work":
      return listeners.work();
    case "outbox":
      listeners.outbox();
      return;
    case "missed":
      await listeners.roster.keep(await listeners.subscribers.all(), pause);
      listeners.outbox();
      await listeners.register();
      await listeners.work();
  }
}
