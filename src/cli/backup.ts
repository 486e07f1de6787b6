import { readSetup, storageOptions } from "../setup.ts";
import { restoreStorage } from "../store/open.ts";
import type { CommandIo } from "./command.ts";
import { openForCommand } from "./open.ts";

/** Copies the database into one encrypted file while the bot runs; verified after writing. */
export async function backup(io: CommandIo): Promise<number> {
  const file = oneFile(io, "backup FILE");
  if (file === null) return 2;
  const opened = await openForCommand(io, false);
  if (typeof opened === "number") return opened;
  const result = await opened.storage.backup(file);
  await opened.storage.close();
  return report(io, file, result);
}

/** Puts a backup in the place of the database; the bot must not run. */
export async function restore(io: CommandIo): Promise<number> {
  const file = oneFile(io, "restore FILE");
  if (file === null) return 2;
  const setup = readSetup();
  if (!setup.ok) {
    setup.faults.forEach((fault) => io.stderr(fault));
    return 2;
  }
  return report(io, file, await restoreStorage(file, storageOptions(setup.config, true)));
}

function oneFile({ args, stderr }: CommandIo, usage: string): string | null {
  const [file, ...rest] = args;
  if (file !== undefined && rest.length === 0) return file;
  stderr(`usage: ${usage}`);
  return null;
}

function report(io: CommandIo, file: string, result: Awaited<ReturnType<typeof restoreStorage>>): number {
  io.stdout(JSON.stringify({ file, ...result }));
  if (result.kind === "done") return 0;
  io.stderr(result.reason);
  return 1;
}
