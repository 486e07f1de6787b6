import { openDelivering } from "../support/delivering.ts";

/**
 * The sending half of the bot in a process of its own, to be killed from outside.
 * argv: Telegram's root, database, messages a second, lanes.
 */
const [root = "", path = "", rate = "28", lanes = "3"] = process.argv.slice(2);
const all = await openDelivering({
  root,
  path,
  ratePerSecond: Number(rate),
  lanes: Number(lanes),
  timeoutSeconds: 5,
});
await all.deliverer.start();
process.send?.("started");
process.on("SIGTERM", () => {
  void all.close().then(() => process.exit(0));
});
process.on("disconnect", () => process.exit(0));
