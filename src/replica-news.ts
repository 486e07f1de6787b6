import type { Change, Changes } from "./ports/replicas.ts";
import type { Log } from "./ports/log.ts";
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
  stop(): Promise<void>;
}

/** Listens at once and keeps what it hears: what changes while all is read for the first time is not missed. */
export async function createReplicaNews(changes: Changes): Promise<ReplicaNews> {
  const kept: Change[] = [];
  let take = (change: Change): void => void kept.push(change);
  let taken: Promise<void> = Promise.resolve();
  const unhear = await changes.hear((change) => {
    take(change);
  });
  return {
    begin(listeners) {
      take = (change) => {
        taken = taken
          .then(() => takeOver(listeners, change))
          .catch((error: unknown) => listeners.log.error("news_failed", error, { kind: change.kind }));
      };
      for (const change of kept.splice(0)) take(change);
    },
    async stop() {
      await unhear();
      await taken;
    },
  };
}

async function takeOver(listeners: NewsListeners, change: Change): Promise<void> {
  switch (change.kind) {
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
      listeners.roster.keep(await listeners.subscribers.all());
      await listeners.register();
      await listeners.work();
      listeners.outbox();
  }
}
