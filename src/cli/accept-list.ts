import { acceptHeldList } from "../held-list.ts";
import { systemClock } from "../system/machine.ts";
import type { CommandIo } from "./command.ts";
import { openForCommand } from "./open.ts";

/** `accept-list TRACKER`: the list that was held back becomes the register, by a person's word. */
export async function acceptList(io: CommandIo): Promise<number> {
  const [trackerId, ...rest] = io.args;
  if (trackerId === undefined || rest.length > 0) {
    io.stderr("usage: accept-list TRACKER");
    return 2;
  }
  const opened = await openForCommand(io, false);
  if (typeof opened === "number") return opened;
  const { sources, storage } = opened;
  if (!sources.trackers.some(({ id }) => id === trackerId)) {
    await storage.close();
    io.stderr(
      `no list has the id ${trackerId}; there are: ${sources.trackers.map(({ id }) => id).join(", ")}`,
    );
    return 2;
  }
  const taken = await acceptHeldList({ sources, storage, clock: systemClock }, trackerId);
  if (taken.kind === "taken") await storage.audit.append(auditOf(trackerId, taken));
  await storage.close();
  const { kind } = taken;
  if (kind === "refused") {
    io.stdout(JSON.stringify({ ok: false, reason: taken.reason }));
    return 1;
  }
  const { added, edited, findings } = taken;
  io.stdout(JSON.stringify({ ok: true, added, edited, findings }));
  return 0;
}

function auditOf(
  trackerId: string,
  facts: { readonly added: number; readonly edited: number; readonly findings: number },
) {
  const { added, edited, findings } = facts;
  return {
    at: systemClock.now(),
    who: "operator",
    action: "accept_list",
    subject: trackerId,
    facts: { added, edited, findings },
  };
}
