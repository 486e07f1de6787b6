import type { CommandIo } from "./command.ts";
import { openForCommand } from "./open.ts";

/** `audit verify`: is the moderators' log whole? Exit code 1 when a line was changed or taken out. */
export async function audit(io: CommandIo): Promise<number> {
  const [action, ...rest] = io.args;
  if (action !== "verify" || rest.length > 0) {
    io.stderr("usage: audit verify");
    return 2;
  }
  const opened = await openForCommand(io, false);
  if (typeof opened === "number") return opened;
  const { ok, lines, brokenAt } = await opened.storage.audit.verify();
  await opened.storage.close();
  io.stdout(JSON.stringify({ ok, lines, brokenAt }));
  if (!ok) io.stderr(`the log is broken at line ${String(brokenAt)}: it was changed from outside the bot`);
  return ok ? 0 : 1;
}
