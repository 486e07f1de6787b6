import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";

/** So many rows are there or are not there together. */
export const ROWS_A_COMMIT = 7;

/** Since it was asked before. */
export interface Written {
  readonly commits: number;
  /** The commit that took longest. */
  readonly slowestMs: number;
}

/** A process that owns a database and writes without pause, as no bot ever does. */
export interface Writing {
  written(): Promise<Written>;
  end(): Promise<void>;
}

export interface WritingOptions {
  readonly path: string;
  /** Each byte of the data key. */
  readonly keyByte: number;
  /** `off`: a commit takes no time, so that there are many. */
  readonly synchronous: "full" | "off";
}

/** Resolves when it has begun to write. */
export async function startWriting({ path, keyByte, synchronous }: WritingOptions): Promise<Writing> {
  const file = fileURLToPath(new URL("writing-process.ts", import.meta.url));
  const child = fork(file, [path, String(keyByte), synchronous], { execArgv: [] });
  const written = (): Promise<Written> => ask(child);
  while ((await written()).commits === 0);
  return {
    written,
    end: () =>
      new Promise((resolve) => {
        child.removeAllListeners("exit");
        child.once("exit", () => resolve());
        child.kill("SIGKILL");
      }),
  };
}

function ask(child: ChildProcess): Promise<Written> {
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`the writer ended with ${String(code)}`)));
    child.once("message", (message) => {
      child.removeAllListeners("exit");
      resolve(message as Written);
    });
    child.send("written?");
  });
}
