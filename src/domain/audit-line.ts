/** Who did what; never anything about subscribers. The store chains each line to the one before by hash. */
export interface AuditLine {
  readonly at: Date;
  /** An alias of the moderator («M1»), never a Telegram id. */
  readonly who: string;
  readonly action: string;
  readonly subject: string;
  readonly facts: Readonly<Record<string, string | number>>;
}
