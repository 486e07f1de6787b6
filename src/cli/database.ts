import { readFileSync } from "node:fs";
import type { Config } from "../config.ts";
import type { Sources } from "../domain/source.ts";
import { databaseOf } from "../environment.ts";
import type { DatabaseAddress } from "../environment.ts";
import { readSetup } from "../setup.ts";
import { reasonOf } from "../store/reason.ts";
import type { CommandIo } from "./command.ts";

const FILE_PREFIX = "file:";

export interface CommandSetup {
  readonly config: Config;
  readonly sources: Sources;
}

/**
 * What the operator wrote, with a database that the command line names in the place of DATABASE_URL: a drill must
 * not aim at the running one because a wrapper drops its environment.
 *
 * @param given an address as `databaseGiven` takes it; undefined: DATABASE_URL
 * @returns 2, the exit code, after saying why
 */
export function setupFor(io: Pick<CommandIo, "stderr">, given: string | undefined): CommandSetup | 2 {
  const setup = readSetup();
  if (!setup.ok) {
    setup.faults.forEach((fault) => io.stderr(fault));
    return 2;
  }
  const { config, sources } = setup;
  if (given === undefined) return { config, sources };
  const database = databaseGiven(io, given);
  return database === null ? 2 : { config: { ...config, database }, sources };
}

/**
 * @param given `sqlite:PATH`, `postgres://…`, or `file:PATH` of a file that holds one of them: a command line is
 *   seen by everybody on the machine
 * @returns null after saying why; the address is never shown, it may hold a password
 */
export function databaseGiven({ stderr }: Pick<CommandIo, "stderr">, given: string): DatabaseAddress | null {
  try {
    const file = given.startsWith(FILE_PREFIX) ? given.slice(FILE_PREFIX.length) : null;
    const database = databaseOf(file === null ? given : readFileSync(file, "utf8").trim());
    if (database === null) {
      stderr(
        `${file ?? "a database"} must be sqlite:PATH or postgres://USER@HOST/DATABASE, or file:PATH of a file with that`,
      );
    } else if (file === null && database.kind === "postgres" && new URL(database.url).password !== "") {
      stderr("this password can be read in the list of processes: give file:PATH of a file with the address");
    }
    return database;
  } catch (error) {
    stderr(reasonOf(error));
    return null;
  }
}
