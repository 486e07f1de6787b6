import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSqlite } from "../../src/store/sqlite/open.ts";
import { aNewItem, aRecipient, aSourceState, aSubscriber, at, NOON } from "../contracts/samples.ts";
import { aDataKey, fixedClock, MIGRATIONS, opened, storesOn } from "./support.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "navoli-faults-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function start() {
  const clock = fixedClock();
  const path = join(folder, "navoli.db");
  const sqlite = opened(
    openSqlite({ path, migrationsFolder: MIGRATIONS, dataKey: aDataKey(), clock, owner: true }),
  );
  return { sqlite, path, client: sqlite.db.$client, ...storesOn(sqlite, clock) };
}
const aPoll = (items: number) => ({
  state: aSourceState(),
  added: Array.from({ length: items }, (_, n) => aNewItem(n, { summary: "доўгі тэкст ".repeat(100) })),
  edited: [],
  rekeyed: [],
  notices: [],
});

test("a full disk leaves nothing half-written, and all goes on when there is room", async () => {
  const { sqlite, client, sources, items, alerts, outbox } = start();
  const pages = Number(client.pragma("page_count", { simple: true }));
  client.pragma(`max_page_count = ${String(pages + 20)}`);
  const alert = { id: "digest-x:1", expiresAt: at(1) };
  const many = Array.from({ length: 2000 }, (_, n) => aRecipient(n + 1));

  await expect(sources.savePoll(aPoll(200))).rejects.toThrow("full");
  await expect(alerts.enqueue(alert, many, true)).rejects.toThrow("full");
  expect(await sources.states()).toEqual([]);
  expect(await items.unclassified(9)).toEqual([]);
  expect(await outbox.counts()).toEqual({});

  client.pragma("max_page_count = 1000000");
  await sources.savePoll(aPoll(200));
  await alerts.enqueue(alert, many, true);
  expect(await items.unclassified(999)).toHaveLength(200);
  expect(await outbox.counts()).toEqual({ queued: 2000 });
  expect(client.pragma("integrity_check", { simple: true })).toBe("ok");
  sqlite.close();
});

test("a database that somebody else locks refuses clearly and recovers by itself", async () => {
  const { sqlite, path, client, subscribers, outbox } = start();
  await subscribers.save(aSubscriber(1));
  client.pragma("busy_timeout = 20");
  const other = new Database(path);
  other.exec("begin immediate");

  await expect(subscribers.save(aSubscriber(2))).rejects.toThrow("locked");
  await expect(outbox.claimDue(NOON, 1, 1000)).rejects.toThrow("locked");
  expect(await subscribers.all(), "reading goes on").toHaveLength(1);

  other.close();
  await subscribers.save(aSubscriber(2));
  expect(await subscribers.all()).toHaveLength(2);
  sqlite.close();
});
