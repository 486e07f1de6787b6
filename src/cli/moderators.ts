import { withoutSecret } from "../moderate/session.ts";
import { systemClock } from "../system/machine.ts";
import type { CommandIo } from "./command.ts";
import { openForCommand } from "./open.ts";

/** `moderators reset M2`: where no two admins are left to agree, the operator sets a lost phone's code up anew. */
export async function moderators(io: CommandIo): Promise<number> {
  const [action, who, ...rest] = io.args;
  if (action !== "reset" || who === undefined || rest.length > 0) {
    io.stderr("usage: moderators reset WHO");
    return 2;
  }
  const opened = await openForCommand(io, false);
  if (typeof opened === "number") return opened;
  const { storage } = opened;
  const known = (await storage.moderators.all()).find((it) => it.who === who);
  const at = systemClock.now();
  const line = { at, who: "operator", action: "role", subject: `${who}:reset`, facts: {} };
  const saved =
    known !== undefined && (await storage.moderators.save(withoutSecret(known), line)) === "saved";
  await storage.close();
  io.stdout(JSON.stringify({ ok: saved, who }));
  if (!saved) io.stderr(`${who} has no code yet: nothing was changed`);
  return saved ? 0 : 1;
}
