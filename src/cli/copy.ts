import { parseArgs } from "node:util";
import { databaseOf } from "../environment.ts";
import type { DatabaseAddress } from "../environment.ts";
import { readSetup, storageOptions } from "../setup.ts";
import { copyStorage } from "../store/copy.ts";
import type { CommandIo } from "./command.ts";

const USAGE =
  "usage: copy --from sqlite:PATH --to postgres://USER:PASSWORD@HOST/DATABASE   (or the other way round)";

/** Moves a whole installation into an empty database of either kind; the bot must not run. */
export async function copy(io: CommandIo): Promise<number> {
  const asked = readArguments(io.args);
  if (asked === null) {
    io.stderr(USAGE);
    return 2;
  }
  const setup = readSetup();
  if (!setup.ok) {
    setup.faults.forEach((fault) => io.stderr(fault));
    return 2;
  }
  const { from, to } = asked;
  const result = await copyStorage(from, to, storageOptions(setup.config, true));
  io.stdout(JSON.stringify({ from: from.kind, to: to.kind, ...result }));
  if (result.kind === "failed") {
    io.stderr(`${result.reason}; nothing was copied`);
    return 1;
  }
  const rows = result.tables.reduce((sum, table) => sum + table.rows, 0);
  io.stderr(`Copied ${String(rows)} rows of ${String(result.tables.length)} tables and read each back.`);
  io.stderr("Set DATABASE_URL to the new database before the next start; the key stays the same.");
  return 0;
}

/** The addresses are never shown: one may hold a password. */
function readArguments(
  args: readonly string[],
): { readonly from: DatabaseAddress; readonly to: DatabaseAddress } | null {
  try {
    const options = { from: { type: "string" }, to: { type: "string" } } as const;
    const { values } = parseArgs({ args: [...args], options });
    const from = databaseOf(values.from ?? "");
    const to = databaseOf(values.to ?? "");
    return from === null || to === null ? null : { from, to };
  } catch {
    return null;
  }
}
