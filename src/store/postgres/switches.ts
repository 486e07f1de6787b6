import { sql } from "drizzle-orm";
import type { Switches } from "../../ports/switches.ts";
import { resumed } from "../marks.ts";
import type { Postgres } from "./database.ts";
import { clearMark, lockMark, readMark, writeMark } from "./marks.ts";
import { tellOutbox } from "./notify.ts";
import { marks } from "./schema.ts";

export function postgresSwitches({ db, write }: Postgres): Switches {
  return {
    halted: async () => {
      const halt = await readMark(db, "halt");
      return halt === null ? null : { ...halt, since: new Date(halt.since) };
    },
    halt: async (by, now) => {
      await write(async (tx) => {
        await tx
          .insert(marks)
          .values({ name: "halt", value: { since: now.getTime(), by, resumeAskedBy: null } })
          .onConflictDoUpdate({
            target: marks.name,
            // A second halt takes back a resume that was asked for, and keeps since when it stands still.
            set: { value: sql`excluded.value || jsonb_build_object('since', ${marks.value} -> 'since')` },
          });
        await tellOutbox(tx);
      });
    },
    resume: async (by) =>
      write(async (tx) => {
        const asked = resumed(await lockMark(tx, "halt"), by);
        if (asked.answer === "second_needed") await writeMark(tx, "halt", asked.halt);
        if (asked.answer === "resumed") {
          await clearMark(tx, "halt");
          await tellOutbox(tx);
        }
        return asked.answer;
      }),
  };
}
