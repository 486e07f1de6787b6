import { FakeTelegram } from "../../test/support/telegram.ts";
import type { FakeTelegramOptions } from "../../test/support/telegram.ts";

/** A Bot API in a process of its own, so that its work is not counted as ours. Options come as JSON in argv. */
const options = JSON.parse(process.argv[2] ?? "{}") as FakeTelegramOptions;
const telegram = new FakeTelegram(options);
const firstPort = Number(process.argv[3] ?? 0);
const root = await telegram.listen(firstPort);
process.send?.({ root });
process.on("message", (question) => {
  if (question === "counts") process.send?.({ counts: telegram.counts });
  if (question === "sent") {
    process.send?.({ sent: telegram.sent.map(({ chatId, text, atMs }) => ({ chatId, text, atMs })) });
  }
});
process.on("disconnect", () => process.exit(0));
