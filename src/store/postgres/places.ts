import { sql } from "drizzle-orm";
import type { SharedPlaces } from "../../ports/replicas.ts";
import type { Postgres } from "./database.ts";
import { gates } from "./replica-schema.ts";
import { marks } from "./schema.ts";

const GATE = "sends";
/** One clock for all replicas: the database's. */
const NOW_MS = sql`extract(epoch from clock_timestamp())::double precision * 1000`;

export function postgresPlaces({ db }: Pick<Postgres, "db">): SharedPlaces {
  return {
    async take(wanted, intervalMs) {
      const spanMs = wanted * intervalMs;
      const [row] = await db
        .insert(gates)
        .values({ name: GATE, nextFreeMs: sql`${NOW_MS} + ${spanMs}` })
        .onConflictDoUpdate({
          target: gates.name,
          set: { nextFreeMs: sql`greatest(${gates.nextFreeMs}, ${NOW_MS}) + ${spanMs}` },
        })
        .returning({
          firstInMs: sql<number>`${gates.nextFreeMs} - ${spanMs} - ${NOW_MS}`,
          shutForMs: sql<number>`coalesce((select (${marks.value} #>> '{}')::double precision from ${marks} where ${marks.name} = 'shutUntil'), 0) - ${NOW_MS}`,
        });
      if (row === undefined) throw new Error("the gate gave no answer");
      return { firstInMs: Math.max(0, Number(row.firstInMs)), shutForMs: Math.max(0, Number(row.shutForMs)) };
    },
  };
}
