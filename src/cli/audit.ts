import { parseArgs } from "node:util";
import type { CommandIo } from "./command.ts";
import { openForCommand } from "./open.ts";

const USAGE = "usage: audit verify [--database ADDRESS]";

/** `audit verify`: is the moderators' log whole? Exit code 1 when a line was changed or taken out. */
export async function audit(io: CommandIo): Promise<number> {
  const asked = readArguments(io.args);
  if (asked === null) {
    io.stderr(USAGE);
    return 2;
  }
  const opened = await openForCommand(io, false, asked.database);
  if (typeof opened === "number") return opened;
  const { ok, lines, brokenAt } = await opened.storage.audit.verify();
  await opened.storage.close();
  io.stdout(JSON.stringify({ ok, lines, brokenAt }));
  if (!ok) io.stderr(`the log is broken at line ${String(brokenAt)}: it was changed from outside the bot`);
  return ok ? 0 : 1;
}

function readArguments(args: readonly string[]): { readonly database: string | undefined } | null {
  try {
    const options = { database: { type: "string" } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [action, ...rest] = positionals;
    return action === "verify" && rest.length === 0 ? { database: values.database } : null;
  } catch {
    return null;
  }
}
