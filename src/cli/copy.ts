import { parseArgs } from "node:util";
import { storageOptions } from "../setup.ts";
import { copyStorage } from "../store/copy.ts";
import type { CommandIo } from "./command.ts";
import { databaseGiven, setupFor } from "./database.ts";

const USAGE =
  "usage: copy --from ADDRESS, copy --to ADDRESS, or both: sqlite:PATH, postgres://…, or file:PATH of a file with that; DATABASE_URL is the other";

/** Moves a whole installation into an empty database of either kind; the bot must not run. */
export async function copy(io: CommandIo): Promise<number> {
  const asked = readArguments(io.args);
  if (asked === null) {
    io.stderr(USAGE);
    return 2;
  }
  const setup = setupFor(io, undefined);
  if (setup === 2) return 2;
  const { database } = setup.config;
  const from = asked.from === undefined ? database : databaseGiven(io, asked.from);
  const to = asked.to === undefined ? database : databaseGiven(io, asked.to);
  if (from === null || to === null) return 2;
  const result = await copyStorage(from, to, storageOptions(setup.config, true));
  io.stdout(JSON.stringify({ from: from.kind, to: to.kind, ...result }));
  if (result.kind === "failed") {
    io.stderr(`${result.reason}; nothing was copied`);
    return 1;
  }
  const rows = result.tables.reduce((sum, table) => sum + table.rows, 0);
  io.stderr(`Copied ${String(rows)} rows of ${String(result.tables.length)} tables and read each back.`);
  if (asked.to !== undefined) io.stderr("Set DATABASE_URL to the new database before the next start.");
  return 0;
}

/** Of what is not given, DATABASE_URL is meant. */
function readArguments(
  args: readonly string[],
): { readonly from: string | undefined; readonly to: string | undefined } | null {
  try {
    const options = { from: { type: "string" }, to: { type: "string" } } as const;
    const { values } = parseArgs({ args: [...args], options });
    const { from, to } = values;
    return from === undefined && to === undefined ? null : { from, to };
  } catch {
    return null;
  }
}
