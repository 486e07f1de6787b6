import { existsSync } from "node:fs";
import type { Config } from "../config.ts";
import { storageOptions } from "../setup.ts";
import { openStorage } from "../store/open.ts";
import type { Storage } from "../store/storage.ts";
import type { CommandIo } from "./command.ts";
import { type CommandSetup, setupFor } from "./database.ts";

export interface Opened extends CommandSetup {
  readonly storage: Storage;
}

/** What to say when there is nothing to look into: an empty database must not be made by looking. */
export function missingDatabase({ database }: Pick<Config, "database">): string | null {
  if (database.kind !== "sqlite" || existsSync(database.path)) return null;
  return `there is no database at ${database.path} yet: it is made at the first start`;
}

/**
 * Opens what the configuration names, for a command that works on it.
 *
 * @param owner true: the command must be alone; false: it looks on while the bot runs
 * @param given see `setupFor`
 * @returns the exit code when it cannot, after saying why
 */
export async function openForCommand(
  io: Pick<CommandIo, "stderr">,
  owner: boolean,
  given?: string,
): Promise<Opened | 1 | 2> {
  const setup = setupFor(io, given);
  if (setup === 2) return 2;
  const { config, sources } = setup;
  const missing = owner ? null : missingDatabase(config);
  if (missing !== null) {
    io.stderr(missing);
    return 1;
  }
  const opened = await openStorage(storageOptions(config, owner));
  if (opened.ok) return { config, sources, storage: opened.storage };
  io.stderr(opened.reason);
  return 1;
}
