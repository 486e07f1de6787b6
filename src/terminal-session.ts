import { createInterface } from "node:readline";
import type { App } from "./app.ts";
import type { TerminalOptions } from "./bot/terminal.ts";
import type { Language } from "./domain/language.ts";
import type { Log } from "./ports/log.ts";

/** Says why nothing was started. */
export function refuse(exitCode: 1 | 2, reasons: readonly string[]): void {
  for (const reason of reasons) process.stderr.write(`navoli: ${reason}\n`);
  process.exitCode = exitCode;
}

/** The terminal's chat as this machine shows it: colours only on a real terminal. */
export function terminalLook(language: Language): Omit<TerminalOptions, "bot"> {
  return {
    write: (text) => void process.stdout.write(text),
    language,
    colour: process.stdout.isTTY,
    width: Math.min(process.stdout.columns ?? 80, 100),
  };
}

/** What nobody caught ends the process with one line of the log, and not with its own words, which may hold a token. */
export function logCrashes(log: Log): void {
  const crash = (error: unknown): void => {
    log.error("crashed", error);
    process.exit(1);
  };
  process.once("uncaughtException", crash);
  process.once("unhandledRejection", crash);
}

/** Supervisors give ten seconds before they kill. */
const STOP_WITHIN_MS = 8500;
/** What is left open then holds the process up no longer. */
const LINGER_MS = 250;

/** Resolves after SIGTERM, SIGINT, or the end of typed input, when everything has come to rest. */
export async function runUntilStopped(app: App, log: Log): Promise<void> {
  const signalled = new Promise<void>((resolve) => {
    process.once("SIGTERM", resolve);
    process.once("SIGINT", resolve);
  });
  const typed = app.terminal === null ? signalled : answerTyping(app, log);
  await Promise.race([signalled, typed]);
  await stopInTime(app, log);
  process.stdin.destroy();
}

/** Ends even when Telegram or the database hangs: what was in flight stands in its tables, as after a crash. */
async function stopInTime(app: App, log: Log): Promise<void> {
  const late = setTimeout(() => {
    log.warn("stop_forced", { afterMs: STOP_WITHIN_MS });
    process.exit();
  }, STOP_WITHIN_MS);
  try {
    await app.stop();
  } catch (error) {
    log.error("stop_failed", error);
  }
  clearTimeout(late);
  setTimeout(() => process.exit(), LINGER_MS).unref();
}

/** Typed lines are answered one after another; an empty input that ends at once (a service) is no chat. */
export async function answerTyping(app: App, log: Log): Promise<void> {
  const { terminal } = app;
  if (terminal === null) return;
  let lines = 0;
  for await (const line of createInterface({ input: process.stdin })) {
    lines += 1;
    try {
      await terminal.type(line);
    } catch (error) {
      log.error("terminal_failed", error);
    }
  }
  if (lines === 0 && !process.stdin.isTTY) await new Promise(() => undefined);
}
