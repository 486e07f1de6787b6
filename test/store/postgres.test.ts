import { cardEditsContract } from "../contracts/card-edits.ts";
import { deskStoreContract } from "../contracts/desk-store.ts";
import { auditLogContract, eventStoreContract, itemStoreContract } from "../contracts/event-store.ts";
import { outboxContract } from "../contracts/outbox.ts";
import { readingContract, switchesContract } from "../contracts/reading.ts";
import { sourceStoreContract } from "../contracts/source-store.ts";
import { subscriberStoreContract } from "../contracts/subscriber-store.ts";
import { trackerStoreContract } from "../contracts/tracker-store.ts";
import { twoAtOnceContract } from "../contracts/two-at-once.ts";
import { POSTGRES_NAME, testDatabase } from "./postgres-stores.ts";

const { make, makeTwo } = testDatabase();

sourceStoreContract(POSTGRES_NAME, make);
trackerStoreContract(POSTGRES_NAME, make);
itemStoreContract(POSTGRES_NAME, make);
eventStoreContract(POSTGRES_NAME, make);
auditLogContract(POSTGRES_NAME, make);
readingContract(POSTGRES_NAME, make);
switchesContract(POSTGRES_NAME, make);
outboxContract(POSTGRES_NAME, make);
subscriberStoreContract(POSTGRES_NAME, make);
deskStoreContract(POSTGRES_NAME, make);
cardEditsContract(POSTGRES_NAME, make);
twoAtOnceContract(POSTGRES_NAME, makeTwo);
