import { parseArgs } from "node:util";
import { storageOptions } from "../setup.ts";
import { restoreStorage } from "../store/open.ts";
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
    io.stderr("usage: restore FILE [--to ADDRESS]");
    return 2;
  }
  const { file, to } = asked;
  const setup = setupFor(io, to);
  if (setup === 2) return 2;
  return report(io, file, await restoreStorage(file, storageOptions(setup.config, true)));
}

function readArguments(
  args: readonly string[],
): { readonly file: string; readonly to: string | undefined } | null {
  try {
    const options = { to: { type: "string" } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [file, ...rest] = positionals;
    return file === undefined || rest.length > 0 ? null : { file, to: values.to };
  } catch {
    return null;
  }
}

function report(io: CommandIo, file: string, result: Awaited<ReturnType<typeof restoreStorage>>): number {
  io.stdout(JSON.stringify({ file, ...result }));
  if (result.kind === "done") return 0;
  io.stderr(result.reason);
  return 1;
}
