import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";

/** An erased chat, by its blind index. */
export interface Tombstone {
  readonly id: string;
  /** Counts erasures. */
  readonly epoch: number;
  readonly day: string;
}

/** Tombstones beside the database: they stay when the database is replaced by an older backup. */
export interface TombstoneFile {
  read(): readonly Tombstone[];
  add(tombstone: Tombstone): void;
  /** All of them anew. */
  replace(tombstones: readonly Tombstone[]): void;
}

/** @param path null: kept nowhere, as a database in memory is */
export function tombstoneFile(path: string | null): TombstoneFile {
  if (path === null) return { read: () => [], add: () => undefined, replace: () => undefined };
  return {
    read: () => (existsSync(path) ? readFileSync(path, "utf8").split("\n").flatMap(parse) : []),
    add: (tombstone) => {
      write(path, "a", lineOf(tombstone));
    },
    replace: (tombstones) => {
      write(`${path}.new`, "w", tombstones.map(lineOf).join(""));
      renameSync(`${path}.new`, path);
    },
  };
}

function lineOf({ id, epoch, day }: Tombstone): string {
  return `${id} ${String(epoch)} ${day}\n`;
}

/** A line that a crash cut short is passed over: what it erases is erased again by the caller or was not begun. */
function parse(line: string): Tombstone[] {
  const match = /^([\w-]{22}) (\d+) (\d{4}-\d\d-\d\d)$/.exec(line);
  const [, id, epoch, day] = match ?? [];
  return id === undefined || epoch === undefined || day === undefined
    ? []
    : [{ id, epoch: Number(epoch), day }];
}

function write(path: string, flag: "a" | "w", text: string): void {
  const file = openSync(path, flag, 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
