import type { Storage } from "../storage.ts";
import { postgresAlerts } from "./alerts.ts";
import { postgresAudit } from "./audit.ts";
import { postgresCardEdits } from "./card-edits.ts";
import type { Postgres } from "./database.ts";
import { postgresDesk } from "./desk.ts";
import { postgresEvents } from "./events.ts";
import { postgresFigures } from "./figures.ts";
import { postgresItems } from "./items.ts";
import { postgresModerators } from "./moderators.ts";
import { postgresOutbox } from "./outbox.ts";
import { postgresReading } from "./reading.ts";
import { postgresRegister, postgresTrackers } from "./register.ts";
import { postgresSources } from "./sources.ts";
import { postgresSubscribers } from "./subscribers.ts";
import { postgresSwitches } from "./switches.ts";

/** What needs no connection but those that all share. */
export type Ports = Omit<Storage, "leases" | "updates" | "changes" | "places" | "backup" | "close">;

export function portsOf(postgres: Postgres): Ports {
  return {
    sources: postgresSources(postgres),
    trackers: postgresTrackers(postgres),
    items: postgresItems(postgres),
    events: postgresEvents(postgres),
    alerts: postgresAlerts(postgres),
    outbox: postgresOutbox(postgres),
    subscribers: postgresSubscribers(postgres),
    reading: postgresReading(postgres),
    register: postgresRegister(postgres),
    cards: postgresCardEdits(postgres),
    switches: postgresSwitches(postgres),
    audit: postgresAudit(postgres),
    desk: postgresDesk(postgres),
    moderators: postgresModerators(postgres),
    figures: postgresFigures(postgres),
  };
}
