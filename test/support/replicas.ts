import { randomBytes, randomUUID } from "node:crypto";
import pg from "pg";
import type { Storage } from "../../src/store/storage.ts";
import { openStorage } from "../../src/store/open.ts";
import { systemClock } from "../../src/system/machine.ts";
import { Newsroom } from "./newsroom.ts";
import { NavoliProcess, TEST_TOKEN } from "./process.ts";
import { FakeTelegram, type FakeTelegramOptions } from "./telegram.ts";

const SECRET = "a-secret-of-nobody-123";
const HOOK = "/hook";

/** Several processes of Navoli on one database of a real server, behind one webhook that a test calls. */
export class Replicas {
  readonly telegram: FakeTelegram;
  readonly newsroom = new Newsroom();
  readonly #server: string;
  readonly #name = `navoli_replicas_${randomUUID().replaceAll("-", "")}`;
  readonly #key = randomBytes(32).toString("base64");
  readonly #environment: Readonly<Record<string, string>>;
  #members: NavoliProcess[] = [];
  #roles: readonly string[] = [];
  #storage: Storage | null = null;
  #turn = 0;

  /** @param server `postgres://…`, where databases may be made */
  constructor(
    server: string,
    environment: Readonly<Record<string, string>> = {},
    telegram: FakeTelegramOptions = {},
  ) {
    this.#server = server;
    this.#environment = environment;
    this.telegram = new FakeTelegram(telegram);
  }

  get members(): readonly NavoliProcess[] {
    return this.#members;
  }

  get url(): string {
    const url = new URL(this.#server);
    url.pathname = `/${this.#name}`;
    return url.href;
  }

  /** @param roles of each process; none: all have all */
  async open(
    count: number,
    sources: (newsroom: Newsroom) => object,
    roles: readonly string[] = [],
  ): Promise<this> {
    this.#roles = roles;
    await this.telegram.listen();
    await this.newsroom.open();
    await this.run(this.#server, `create database ${this.#name}`);
    this.#members = Array.from({ length: count }, () => new NavoliProcess());
    for (const member of this.#members) {
      member.writeFeeds(sources(this.newsroom));
      this.start(member);
    }
    for (const member of this.#members) await member.untilLogged("started", 30_000);
    return this;
  }

  start(member: NavoliProcess): void {
    member.stderr = "";
    const roles = this.#roles[this.#members.indexOf(member)];
    member.start({
      BOT_TOKEN: TEST_TOKEN,
      TELEGRAM_API_ROOT: this.telegram.root,
      WEBHOOK_URL: `https://bot.example${HOOK}`,
      WEBHOOK_SECRET: SECRET,
      DATABASE_URL: this.url,
      DATA_KEY: this.#key,
      ALLOW_PRIVATE_ADDRESSES: this.newsroom.address,
      POLL_CRON: "* * * * * *",
      ...(roles === undefined ? {} : { ROLES: roles }),
      ...this.#environment,
    });
  }

  /** The store as the replicas see it, opened beside them. */
  async storage(): Promise<Storage> {
    if (this.#storage !== null) return this.#storage;
    const opened = await openStorage({
      database: { kind: "postgres", url: this.url },
      migrations: new URL("../../migrations", import.meta.url).pathname,
      dataKey: this.#key,
      keyFile: "unused",
      clock: systemClock,
      owner: false,
    });
    if (!opened.ok) throw new Error(opened.reason);
    return (this.#storage = opened.storage);
  }

  /**
   * Delivers the updates that wait as Telegram does: each to one replica, to another when that does not answer.
   *
   * @param copies so many replicas get the same update at the same time
   */
  async deliver(copies = 1): Promise<void> {
    for (const update of this.telegram.takeUpdates()) {
      await Promise.all(Array.from({ length: copies }, () => this.post(update)));
    }
  }

  async post(update: object): Promise<void> {
    for (let tries = 0; tries < 200; tries += 1) {
      const member = this.#members[(this.#turn += 1) % this.#members.length];
      try {
        const answer = await fetch(`http://127.0.0.1:${String(member?.port ?? 0)}${HOOK}`, {
          method: "POST",
          headers: { "content-type": "application/json", "x-telegram-bot-api-secret-token": SECRET },
          body: JSON.stringify(update),
          signal: AbortSignal.timeout(15_000),
        });
        if (answer.ok) return;
      } catch {
        // This replica is dead: Telegram tries again.
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error("no replica took the update");
  }

  /** The replica that polls now, by what it logged last. */
  leader(): NavoliProcess | null {
    return this.#members.find((member) => isLeading(member.stderr)) ?? null;
  }

  async query(statement: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
    return this.run(this.url, statement);
  }

  private async run(url: string, statement: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(statement)).rows;
    } finally {
      await client.end();
    }
  }

  async close(): Promise<void> {
    await this.#storage?.close();
    for (const member of this.#members) await member.remove();
    await this.telegram.close();
    await this.newsroom.close();
    await this.run(this.#server, `drop database if exists ${this.#name} with (force)`);
  }
}

function isLeading(log: string): boolean {
  const changes = log.split("\n").filter((line) => line.includes('"lease":"poller"'));
  return changes.at(-1)?.includes("lease_gained") ?? false;
}
