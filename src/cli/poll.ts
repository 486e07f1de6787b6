import { createApp } from "../app.ts";
import { VERSION } from "../setup.ts";
import { createLog } from "../system/log.ts";
import { systemClock } from "../system/machine.ts";
import { systemTimer } from "../system/timer.ts";
import type { CommandIo } from "./command.ts";
import { openForCommand } from "./open.ts";
import { tableLines } from "./table.ts";

/** One round over all due sources; what they bring is sent by the bot when it runs again. */
export async function poll(io: CommandIo): Promise<number> {
  if (io.args.length > 0) {
    io.stderr("usage: poll");
    return 2;
  }
  const opened = await openForCommand(io, true);
  if (typeof opened === "number") return opened;
  const app = await createApp({
    ...opened,
    log: createLog({ level: "fatal", pretty: false }),
    clock: systemClock,
    timer: systemTimer,
    version: VERSION,
    terminal: { write: () => undefined, language: "en" },
  });
  const report = await app.poll();
  await app.stop();
  if (report === null) {
    io.stderr("a replica that runs asks the sources by itself: stop the replicas first, or let them work");
    return 1;
  }
  const { feeds, trackers } = report;
  const rows = [...feeds, ...trackers];
  rows.forEach((row) => io.stdout(JSON.stringify(row)));
  const heading = ["source", "outcome", "new", "edited", "state", "reason"];
  const cells = rows.map(({ sourceId, outcome, added, edited, health, reason }) => [
    sourceId,
    outcome,
    String(added),
    String(edited),
    health,
    reason ?? "",
  ]);
  tableLines([heading, ...cells]).forEach((line) => io.stderr(line));
  return 0;
}
