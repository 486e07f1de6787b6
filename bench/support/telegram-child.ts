import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";

import type { FakeTelegramOptions } from "../../test/support/telegram.ts";

export interface TelegramCounts {
  readonly total: number;
  readonly accepted: number;
  readonly refused: number;
  readonly limited: number;
  readonly broken: number;
}

export interface TelegramChild {
  readonly root: string;
  counts(): Promise<TelegramCounts>;
  sent(): Promise<readonly { readonly chatId: number; readonly text: string; readonly atMs: number }[]>;
  stop(): void;
}

export async function startTelegram(options: FakeTelegramOptions): Promise<TelegramChild> {
  const file = fileURLToPath(new URL("telegram-process.ts", import.meta.url));
  const child = fork(file, [JSON.stringify(options)], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const { root } = await answer<{ root: string }>(child);
  return {
    root,
    counts: async () => (await ask<{ counts: TelegramCounts }>(child, "counts")).counts,
    sent: async () =>
      (await ask<{ sent: { chatId: number; text: string; atMs: number }[] }>(child, "sent")).sent,
    stop: () => child.kill(),
  };
}

async function ask<T>(child: ChildProcess, question: string): Promise<T> {
  const reply = answer<T>(child);
  child.send(question);
  return reply;
}

function answer<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null): void => {
      reject(new Error(`the faked Telegram ended with ${String(code)}`));
    };
    child.once("exit", onExit);
    child.once("message", (message) => {
      child.off("exit", onExit);
      resolve(message as T);
    });
  });
}
