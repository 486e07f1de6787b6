import { setTimeout as sleep } from "node:timers/promises";
import type { Change, Changes } from "../../ports/replicas.ts";
import type { Subscriber } from "../../domain/subscriber.ts";
import type { OpenSession, Session } from "./session.ts";

/** The channel on which replicas tell each other what they changed. */
export const CHANNEL = "navoli";
const CONNECT_AGAIN_MS = 500;

export interface ChatReader {
  /** The chat's number out of a sealed payload. */
  readonly chatIdOf: (sealed: string) => number;
  /** Empty when it is erased or gone. */
  readonly topicsOf: (chatId: number) => Promise<readonly Subscriber[]>;
}

/** Notifications reach whoever listens within milliseconds of the commit; a connection that broke is opened again. */
export function postgresChanges(openSession: OpenSession, chats: ChatReader): Changes {
  return {
    async hear(heard) {
      const listening = new Listening(openSession, (payload) => tell(payload, chats, heard), heard);
      await listening.begin();
      return () => listening.end();
    },
  };
}

class Listening {
  readonly #openSession: OpenSession;
  readonly #payload: (payload: string) => Promise<void>;
  readonly #heard: (change: Change) => void;
  #session: Session | null = null;
  /** Resolves when the connection that listens is gone. */
  #gone: Promise<void> = Promise.resolve();
  #closed = false;
  #keeping: Promise<void> = Promise.resolve();
  /** One after another: the later state of a chat must not be overtaken by an earlier one. */
  #told: Promise<void> = Promise.resolve();

  constructor(
    openSession: OpenSession,
    payload: (payload: string) => Promise<void>,
    heard: (change: Change) => void,
  ) {
    this.#openSession = openSession;
    this.#payload = payload;
    this.#heard = heard;
  }

  async begin(): Promise<void> {
    await this.#connect();
    this.#keeping = this.#keep();
  }

  async end(): Promise<void> {
    this.#closed = true;
    await this.#session?.close();
    await this.#keeping;
    await this.#told;
  }

  async #connect(): Promise<void> {
    const session = await this.#openSession();
    const gone = new Promise<void>((resolve) => {
      session.onEnd(resolve);
    });
    session.onNotification(({ payload = "" }) => {
      // What cannot be read is read with everything else.
      this.#told = this.#told.then(() => this.#payload(payload)).catch(() => this.#heard({ kind: "missed" }));
    });
    try {
      await session.query(`listen ${CHANNEL}`);
    } catch (error) {
      // A server that takes connections and lets nobody listen is asked again, by a new one.
      await session.close();
      throw error;
    }
    this.#session = session;
    this.#gone = gone;
  }

  /** One loop for as long as there is somebody to hear. */
  async #keep(): Promise<void> {
    for (;;) {
      await this.#gone;
      if (this.#closed) return;
      this.#heard({ kind: "deaf" });
      let isHearing = false;
      while (!isHearing && !this.#isClosed()) {
        await sleep(CONNECT_AGAIN_MS);
        isHearing = await this.#connect().then(
          () => true,
          () => false,
        );
      }
      if (isHearing) this.#heard({ kind: "missed" });
    }
  }

  #isClosed(): boolean {
    return this.#closed;
  }
}

async function tell(
  payload: string,
  { chatIdOf, topicsOf }: ChatReader,
  heard: (change: Change) => void,
): Promise<void> {
  const [kind, sealed = ""] = payload.split(":");
  if (kind === "register" || kind === "work" || kind === "outbox") heard({ kind });
  if (kind === "chat") {
    const chatId = chatIdOf(sealed);
    heard({ kind, chatId, topics: await topicsOf(chatId) });
  }
}
