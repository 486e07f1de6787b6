import { bigint, doublePrecision, pgTable } from "drizzle-orm/pg-core";
import { exact, instant } from "./columns.ts";

/**
 * Who among the replicas does what must be done once. `token` grows with every change of hands: whoever still works
 * with an older one is refused by the database.
 */
export const leases = pgTable("leases", {
  name: exact().primaryKey(),
  holder: exact().notNull(),
  token: bigint({ mode: "number" }).notNull(),
  /** By the database's clock: those of the machines may differ. */
  until: instant().notNull(),
  /** The newest time of the schedule that was begun; each is begun once. */
  slot: instant(),
});

/** The one gate that all replicas pass: when the next place is free, UTC ms by the database's clock. */
export const gates = pgTable("gates", {
  name: exact().primaryKey(),
  nextFreeMs: doublePrecision().notNull(),
});
