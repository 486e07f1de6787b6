import { createApp } from "./app.ts";
import { readSetup, storageOptions, VERSION } from "./setup.ts";
import { openStorage } from "./store/open.ts";
import { createLog } from "./system/log.ts";
import { systemClock } from "./system/machine.ts";
import { systemTimer } from "./system/timer.ts";
import { logCrashes, refuse, runUntilStopped, terminalLook } from "./terminal-session.ts";

const setup = readSetup();
if (!setup.ok) refuse(2, setup.faults);
else {
  const { config, sources } = setup;
  const opened = await openStorage(storageOptions(config, true));
  if (!opened.ok) refuse(1, [opened.reason]);
  else {
    const log = createLog({ level: config.logLevel, pretty: process.stderr.isTTY });
    logCrashes(log);
    if (opened.madeKey) log.warn("data_key_made", { file: "./data/data.key" });
    const { storage } = opened;
    const app = await createApp({
      config,
      sources,
      storage,
      log,
      clock: systemClock,
      timer: systemTimer,
      version: VERSION,
      terminal: terminalLook(config.language),
    });
    await app.start();
    await runUntilStopped(app, log);
  }
}
