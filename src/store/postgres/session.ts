import pg from "pg";

export interface Notification {
  readonly channel: string;
  readonly payload?: string | undefined;
}

/** One connection of its own, for what belongs to a connection: listening, and locks that end with it. */
export interface Session {
  /** Without values there may be several statements, a semicolon between: their rows follow each other. */
  query(text: string, values?: readonly unknown[]): Promise<readonly Readonly<Record<string, unknown>>[]>;
  onNotification(heard: (notification: Notification) => void): void;
  /** The connection broke, or was closed by us. */
  onEnd(ended: () => void): void;
  close(): Promise<void>;
}

export type OpenSession = () => Promise<Session>;

const CONNECT_MS = 5000;
/** A connection that is dead without saying so is noticed within this and `CONNECT_MS`. */
const HEARTBEAT_MS = 3000;

/** A broken network is noticed within seconds, so that a lock is not believed in for long. */
export function sessionOpener(url: string): OpenSession {
  return async () => {
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: CONNECT_MS,
      keepAlive: true,
      application_name: "navoli session",
    });
    // Told by `end`; without a listener it would end the process.
    client.on("error", () => undefined);
    await client.connect();
    // One connection answers one question at a time.
    let last: Promise<unknown> = Promise.resolve();
    const query: Session["query"] = (text, values = []) => {
      const answer = last.then(async () => {
        const answered = await client.query<Record<string, unknown>>(
          values.length === 0 ? { text } : { text, values: [...values] },
        );
        // Several statements give a list, which the types do not know of.
        return [answered].flat().flatMap(({ rows }) => rows);
      });
      last = answer.catch(() => undefined);
      return answer;
    };
    const heartbeat = setInterval(() => {
      // With a question unanswered `end` breaks the connection off, and that is heard.
      query("select 1").catch(() => client.end());
    }, HEARTBEAT_MS).unref();
    client.on("end", () => {
      clearInterval(heartbeat);
    });
    return {
      query,
      onNotification: (heard) => client.on("notification", heard),
      onEnd: (ended) => client.on("end", ended),
      close: () => client.end(),
    };
  };
}
