/** An alert whose pace is to be measured. */
export interface NewsFigures {
  /** When the earliest of its fresh reports was published, by the source's own word. */
  readonly publishedAt: Date;
  /** When the earliest of its fresh reports came to us. */
  readonly firstSeenAt: Date;
  /** When it was decided to tell it. */
  readonly decidedAt: Date;
  /** Somebody has it already; of an update: somebody has any version of its event. */
  readonly delivered: boolean;
}

/** What operators' figures need of the store. No method changes anything, none tells of a single reader. */
export interface Figures {
  /**
   * Does a delivery wait whose time has come, and that nobody has in hand? `since`: when the time of the one that
   * waits longest came; null when the store does not keep that.
   */
  due(now: Date): Promise<{ readonly waits: boolean; readonly since: Date | null }>;
  /** Null: a retraction, or no alert at all (a digest, a notice, words of a correction). */
  news(alertId: string): Promise<NewsFigures | null>;
  /** Alerts of which a message is on its way to Telegram, by whichever replica; each once. */
  flying(): Promise<readonly string[]>;
  /** False: the database holds what was sealed with another DATA_KEY, as after a restore beneath a running bot. */
  keyFits(): Promise<boolean>;
}
