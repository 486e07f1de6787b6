/**
 * Facts for the operator: an event's name and plain numbers, codes and source ids.
 * Never a chat id, a person's name, a message text, a token or a raw error object.
 */
export interface Log {
  info(event: string, facts?: LogFacts): void;
  warn(event: string, facts?: LogFacts): void;
  /** `error` is serialised by the adapter to class, code and stack positions only. */
  error(event: string, error: unknown, facts?: LogFacts): void;
}

export type LogFacts = Readonly<Record<string, string | number | boolean | null>>;
