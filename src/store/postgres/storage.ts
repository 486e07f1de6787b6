import type { Storage } from "../storage.ts";
import type { Postgres } from "./database.ts";
import { postgresSwitches } from "./switches.ts";

/** Grows with the adapters; `Ports` becomes all of `Storage`. */
export function portsOf(postgres: Postgres): Pick<Storage, "switches"> {
  return {
    switches: postgresSwitches(postgres),
  };
}
