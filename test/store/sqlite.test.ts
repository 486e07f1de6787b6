import { afterEach } from "vitest";
import { cardEditsContract } from "../contracts/card-edits.ts";
import { deskStoreContract } from "../contracts/desk-store.ts";
import { auditLogContract, eventStoreContract, itemStoreContract } from "../contracts/event-store.ts";
import { outboxContract } from "../contracts/outbox.ts";
import { readingContract, switchesContract } from "../contracts/reading.ts";
import { sourceStoreContract } from "../contracts/source-store.ts";
import type { MakeStores } from "../contracts/stores.ts";
import { subscriberStoreContract } from "../contracts/subscriber-store.ts";
import { trackerStoreContract } from "../contracts/tracker-store.ts";
import { twoAtOnceContract } from "../contracts/two-at-once.ts";
import type { Sqlite } from "../../src/store/sqlite/database.ts";
import { fixedClock, openInMemory, storesOn } from "./support.ts";

let open: Sqlite[] = [];
afterEach(() => {
  for (const sqlite of open) sqlite.close();
  open = [];
});

const make: MakeStores = async () => {
  const clock = fixedClock();
  const sqlite = openInMemory(clock);
  open.push(sqlite);
  return storesOn(sqlite, clock);
};

sourceStoreContract("SQLite", make);
trackerStoreContract("SQLite", make);
itemStoreContract("SQLite", make);
eventStoreContract("SQLite", make);
auditLogContract("SQLite", make);
readingContract("SQLite", make);
switchesContract("SQLite", make);
outboxContract("SQLite", make);
subscriberStoreContract("SQLite", make);
deskStoreContract("SQLite", make);
cardEditsContract("SQLite", make);
twoAtOnceContract("SQLite", async () => {
  const clock = fixedClock();
  const sqlite = openInMemory(clock);
  open.push(sqlite);
  return [storesOn(sqlite, clock), storesOn(sqlite, clock)];
});
