/** What an operator's command gets: words in, JSON lines out. */
export interface CommandIo {
  readonly args: readonly string[];
  /** Lines of standard input, read only by commands that want them. */
  readonly stdin: AsyncIterable<string>;
  /** One line of JSON. */
  readonly stdout: (line: string) => void;
  /** Words for the person at the keyboard. */
  readonly stderr: (line: string) => void;
}

/** @returns the exit code: 0 done, 1 refused, 2 wrong usage */
export type Command = (io: CommandIo) => Promise<number>;
