import type { Changes, Leases, SharedPlaces, UpdateLog } from "../../ports/replicas.ts";
import { type ChatReader, postgresChanges } from "./changes.ts";
import type { Postgres } from "./database.ts";
import { postgresLeases } from "./leases.ts";
import { postgresPlaces } from "./places.ts";
import type { OpenSession } from "./session.ts";
import { postgresUpdates } from "./updates.ts";

/** What several replicas need of their one database. `close` ends the connections that are these ports' own. */
export interface ReplicaPorts {
  readonly leases: Leases;
  readonly updates: UpdateLog;
  readonly changes: Changes;
  readonly places: SharedPlaces;
  readonly close: () => Promise<void>;
}

export function postgresReplicas(
  postgres: Postgres,
  openSession: OpenSession,
  chats: ChatReader,
): ReplicaPorts {
  const updates = postgresUpdates(postgres, openSession);
  return {
    leases: postgresLeases(postgres),
    updates,
    changes: postgresChanges(openSession, chats),
    places: postgresPlaces(postgres),
    close: () => updates.close(),
  };
}
