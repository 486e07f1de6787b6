import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const MAIN = new URL("../../src/main.ts", import.meta.url).pathname;
export const TEST_TOKEN = "42:TEST-token-of-nobody";

/** Navoli as an operator runs it: a process of its own in a folder of its own. */
export class NavoliProcess {
  readonly folder = mkdtempSync(join(tmpdir(), "navoli-"));
  #child: ChildProcess | null = null;
  stderr = "";
  stdout = "";

  writeFeeds(sources: object): void {
    writeFileSync(join(this.folder, "feeds.json"), JSON.stringify(sources));
  }

  start(environment: Readonly<Record<string, string>>, input: "ignore" | "pipe" = "ignore"): void {
    const child = spawn(process.execPath, [MAIN], {
      cwd: this.folder,
      env: { PATH: process.env["PATH"], TZ: "UTC", HTTP_PORT: "0", ...environment },
      stdio: [input, "pipe", "pipe"],
    });
    child.stderr?.on("data", (chunk: Buffer) => (this.stderr += chunk.toString()));
    child.stdout?.on("data", (chunk: Buffer) => (this.stdout += chunk.toString()));
    this.#child = child;
  }

  /** The port that the web server found free; 0 before it listens. */
  get port(): number {
    return Number(/"port":(\d+)/u.exec(this.stderr)?.[1] ?? 0);
  }

  /** 0 before it is started. */
  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** Stands still or goes on, as a machine that is overloaded. */
  signal(signal: "SIGSTOP" | "SIGCONT"): void {
    this.#child?.kill(signal);
  }

  type(text: string): void {
    this.#child?.stdin?.end(text);
  }

  /** @returns the exit code, or the signal's name */
  async ended(): Promise<number | string> {
    const child = this.#child;
    if (child === null) throw new Error("it was not started");
    if (child.exitCode !== null) return child.exitCode;
    if (child.signalCode !== null) return child.signalCode;
    return new Promise((resolve) => {
      child.once("close", (code, signal) => resolve(code ?? signal ?? "unknown"));
    });
  }

  async end(signal: "SIGTERM" | "SIGKILL"): Promise<number | string> {
    this.#child?.kill(signal);
    return this.ended();
  }

  async untilLogged(event: string, timeoutMs = 15_000): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (!this.stderr.includes(`"event":"${event}"`)) {
      if (Date.now() > deadline)
        throw new Error(`no ${event} within ${String(timeoutMs)} ms:\n${this.stderr}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async remove(): Promise<void> {
    if (this.#child !== null) await this.end("SIGKILL");
    rmSync(this.folder, { recursive: true, force: true });
  }
}
