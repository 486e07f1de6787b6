import { parseArgs } from "node:util";
import { storageOptions } from "../setup.ts";
import { restoreStorage } from "../store/open.ts";
import type { BackupResult } from "../store/storage.ts";
import type { CommandIo } from "./command.ts";
import { setupFor } from "./database.ts";
import { openForCommand } from "./open.ts";

/** Copies the database into one encrypted file while the bot runs; verified after writing. */
export async function backup(io: CommandIo): Promise<number> {
  const [file, ...rest] = io.args;
  if (file === undefined || rest.length > 0) {
    io.stderr("usage: backup FILE");
    return 2;
  }
  const opened = await openForCommand(io, false);
  if (typeof opened === "number") return opened;
  const result = await opened.storage.backup(file);
  await opened.storage.close();
  return report(io, file, result);
}

/** Puts a backup in the place of a database that no bot runs on. */
export async function restore(io: CommandIo): Promise<number> {
  const asked = readArguments(io.args);
  if (asked === null) {
    io.stderr("usage: restore FILE [--to ADDRESS] [--over-other-key]");
    return 2;
  }
  const { file, to, overOtherKey } = asked;
  const setup = setupFor(io, to);
  if (setup === 2) return 2;
  const result = await restoreStorage(file, { ...storageOptions(setup.config, true), overOtherKey });
  if (result.kind === "done" && result.kept !== null) io.stderr(`What was there is in ${result.kept}.`);
  return report(io, file, result);
}

interface Asked {
  readonly file: string;
  readonly to: string | undefined;
  readonly overOtherKey: boolean;
}

function readArguments(args: readonly string[]): Asked | null {
  try {
    const options = { to: { type: "string" }, "over-other-key": { type: "boolean" } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [file, ...rest] = positionals;
    if (file === undefined || rest.length > 0) return null;
    return { file, to: values.to, overOtherKey: values["over-other-key"] ?? false };
  } catch {
    return null;
  }
}

function report(io: CommandIo, file: string, result: BackupResult): number {
  io.stdout(JSON.stringify({ file, ...result }));
  if (result.kind === "done") return 0;
  io.stderr(result.reason);
  return 1;
}
