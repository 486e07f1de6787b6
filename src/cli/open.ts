import { existsSync } from "node:fs";
import type { Config } from "../config.ts";
import type { Sources } from "../domain/source.ts";
import { readSetup, storageOptions } from "../setup.ts";
import { openStorage, type Storage } from "../store/storage.ts";
import type { CommandIo } from "./command.ts";

export interface Opened {
  readonly config: Config;
  readonly sources: Sources;
  readonly storage: Storage;
}

/**
 * Opens what the configuration names, for a command that works on it.
 *
 * @param owner true: the command must be alone; false: it looks on while the bot runs
 * @returns the exit code when it cannot, after saying why
 */
export function openForCommand(io: Pick<CommandIo, "stderr">, owner: boolean): Opened | 1 | 2 {
  const setup = readSetup();
  if (!setup.ok) {
    setup.faults.forEach((fault) => io.stderr(fault));
    return 2;
  }
  const { config, sources } = setup;
  if (!owner && !existsSync(config.database.path)) {
    io.stderr(`there is no database at ${config.database.path} yet: it is made at the first start`);
    return 1;
  }
  const opened = openStorage(storageOptions(config, owner));
  if (opened.ok) return { config, sources, storage: opened.storage };
  io.stderr(opened.reason);
  return 1;
}
