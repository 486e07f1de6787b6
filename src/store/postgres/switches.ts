import { sql } from "drizzle-orm";
import type { Switches } from "../../ports/switches.ts";
import { resumed, switchLine } from "../marks.ts";
import { appendAudit } from "./audit.ts";
import type { Postgres } from "./database.ts";
import { clearMark, lockMark, readMark, writeMark } from "./marks.ts";
import { tellOutbox } from "./notify.ts";
import { marks } from "./schema.ts";

export function postgresSwitches({ db, keys, write }: Postgres): Switches {
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
        await appendAudit(tx, keys, switchLine(now, by, "halt"));
      });
    },
    resume: async (by, now) =>
      write(async (tx) => {
        const asked = resumed(await lockMark(tx, "halt"), by);
        if (asked.answer === "second_needed") await writeMark(tx, "halt", asked.halt);
        if (asked.answer === "resumed") {
          await clearMark(tx, "halt");
          await tellOutbox(tx);
        }
        if (asked.answer !== "not_halted") {
          const action = asked.answer === "resumed" ? "resume" : "resume:asked";
          await appendAudit(tx, keys, switchLine(now, by, action));
        }
        return asked.answer;
      }),
  };
}
