import { storageOptions } from "../setup.ts";
import { rekeyStorage } from "../store/open.ts";
import type { CommandIo } from "./command.ts";
import { setupFor } from "./database.ts";
import { missingDatabase } from "./open.ts";

/**
 * Seals everything about subscribers anew, under NEW_DATA_KEY or a fresh key in the key file; the bot must not run.
 * Older backups stay under the old key.
 */
export async function rekey(io: CommandIo): Promise<number> {
  if (io.args.length > 0) {
    io.stderr("usage: rekey   (the new key in NEW_DATA_KEY or NEW_DATA_KEY_FILE, or none for a fresh one)");
    return 2;
  }
  const setup = setupFor(io, undefined);
  if (setup === 2) return 2;
  const missing = missingDatabase(setup.config);
  if (missing !== null) {
    io.stderr(missing);
    return 1;
  }
  const result = await rekeyStorage(storageOptions(setup.config, true), setup.config.newDataKey);
  if (result.kind === "failed") {
    io.stdout(JSON.stringify(result));
    io.stderr(result.reason);
    return 1;
  }
  io.stdout(JSON.stringify({ kind: result.kind, ...result.resealed, keyFile: result.keyFile }));
  io.stderr(
    result.keyFile === null
      ? "Sealed anew. Give NEW_DATA_KEY as DATA_KEY from now on."
      : `Sealed anew; the new key is in ${result.keyFile}.`,
  );
  io.stderr(
    "Older backups open with the old key only: keep it with them, or destroy both. Make a backup now.",
  );
  return 0;
}
