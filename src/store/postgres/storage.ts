import type { Storage } from "../storage.ts";
import { postgresAudit } from "./audit.ts";
import type { Postgres } from "./database.ts";
import { postgresDesk } from "./desk.ts";
import { postgresEvents } from "./events.ts";
import { postgresItems } from "./items.ts";
import { postgresModerators } from "./moderators.ts";
import { postgresReading } from "./reading.ts";
import { postgresRegister, postgresTrackers } from "./register.ts";
import { postgresSources } from "./sources.ts";
import { postgresSwitches } from "./switches.ts";

type Ports =
  | "sources"
  | "trackers"
  | "items"
  | "events"
  | "reading"
  | "register"
  | "switches"
  | "audit"
  | "desk"
  | "moderators";

/** Grows with the adapters; `Ports` becomes all of `Storage`. */
export function portsOf(postgres: Postgres): Pick<Storage, Ports> {
  return {
    sources: postgresSources(postgres),
    trackers: postgresTrackers(postgres),
    items: postgresItems(postgres),
    events: postgresEvents(postgres),
    reading: postgresReading(postgres),
    register: postgresRegister(postgres),
    switches: postgresSwitches(postgres),
    audit: postgresAudit(postgres),
    desk: postgresDesk(postgres),
    moderators: postgresModerators(postgres),
  };
}
