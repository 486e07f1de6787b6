import { connect, createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import type { Change } from "../../src/ports/replicas.ts";
import { postgresChanges } from "../../src/store/postgres/changes.ts";
import { openPostgres } from "../../src/store/postgres/open.ts";
import { sessionOpener } from "../../src/store/postgres/session.ts";
import { aDataKey, fixedClock } from "../store/support.ts";
import { POSTGRES_MIGRATIONS, testDatabase } from "../store/postgres-stores.ts";

const onServer = process.env["TEST_POSTGRES_URL"] !== undefined;

/** A way to the database that swallows, from now on, all that its present connections say, without ending them. */
class Proxy {
  readonly #target: URL;
  readonly #server: Server;
  #pairs: { readonly from: Socket; readonly to: Socket }[] = [];

  constructor(target: string) {
    this.#target = new URL(target);
    this.#server = createServer((from) => {
      const to = connect(Number(this.#target.port || 5432), this.#target.hostname);
      this.#pairs.push({ from, to });
      from.pipe(to);
      to.pipe(from);
      from.on("error", () => to.destroy());
      to.on("error", () => from.destroy());
    });
  }

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    const url = new URL(this.#target);
    url.hostname = "127.0.0.1";
    url.port = String((this.#server.address() as AddressInfo).port);
    return url.href;
  }

  swallow(): void {
    for (const { from, to } of this.#pairs.splice(0)) {
      from.unpipe(to);
      to.unpipe(from);
      from.resume();
      to.resume();
    }
  }

  close(): void {
    for (const { from, to } of this.#pairs) {
      from.destroy();
      to.destroy();
    }
    this.#server.close();
  }
}

describe.runIf(onServer)("a network that goes dead without a word", () => {
  const database = testDatabase();
  let proxy: Proxy | null = null;
  afterEach(() => proxy?.close());

  test("is noticed by who listens for news, who then hears them again", async () => {
    proxy = new Proxy(database.url() ?? "");
    const url = await proxy.open();
    const heard: Change[] = [];
    const unhear = await postgresChanges(sessionOpener(url), {
      chatIdOf: Number,
      topicsOf: async () => [],
    }).hear((change) => void heard.push(change));
    proxy.swallow();
    await expect.poll(() => heard.map(({ kind }) => kind), { timeout: 20_000 }).toEqual(["deaf", "missed"]);
    await database.run("notify navoli, 'work'");
    await expect.poll(() => heard.at(-1)?.kind).toBe("work");
    await unhear();
  }, 40_000);

  test("holds a bot's statements up for seconds, not for the quarter of an hour that the system would wait", async () => {
    proxy = new Proxy(database.url() ?? "");
    const opened = await openPostgres({
      url: await proxy.open(),
      migrationsFolder: POSTGRES_MIGRATIONS,
      dataKey: aDataKey(),
      clock: fixedClock(),
      tombstonePath: null,
      impatient: true,
    });
    if (opened.kind !== "open") throw new Error(opened.reason);
    const ask = () => opened.postgres.write(async (tx) => tx.execute("select 1"));
    await ask();
    proxy.swallow();
    await expect(ask()).rejects.toThrow("Failed query");
    await ask();
    await opened.close();
  }, 60_000);
});
