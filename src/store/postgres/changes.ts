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
  #ended = false;
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
    const session = await this.#openSession();
    session.onNotification(({ payload = "" }) => {
      // What cannot be read is read with everything else.
      this.#told = this.#told.then(() => this.#payload(payload)).catch(() => this.#heard({ kind: "missed" }));
    });
    session.onEnd(() => void this.#beginAgain());
    await session.query(`listen ${CHANNEL}`);
    this.#session = session;
  }

  async end(): Promise<void> {
    this.#ended = true;
    await this.#session?.close();
    await this.#told;
  }

  async #beginAgain(): Promise<void> {
    this.#session = null;
    while (!this.#ended) {
      try {
        await this.begin();
        this.#heard({ kind: "missed" });
        return;
      } catch {
        await sleep(CONNECT_AGAIN_MS);
      }
    }
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
