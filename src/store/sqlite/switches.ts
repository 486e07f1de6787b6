import type { Switches } from "../../ports/switches.ts";
import { resumed, switchLine } from "../marks.ts";
import { appendAudit } from "./audit.ts";
import type { Sqlite } from "./database.ts";
import { clearMark, readMark, writeMark } from "./marks.ts";

export function sqliteSwitches(sqlite: Sqlite): Switches {
  const { write } = sqlite;
  return {
    halted: async () => {
      const halt = readMark(sqlite, "halt");
      return halt === null ? null : { ...halt, since: new Date(halt.since) };
    },
    halt: async (by, now) => {
      write(() => {
        // A second halt takes back a resume that was asked for, and keeps since when it stands still.
        const since = readMark(sqlite, "halt")?.since ?? now.getTime();
        writeMark(sqlite, "halt", { since, by, resumeAskedBy: null });
        appendAudit(sqlite, switchLine(now, by, "halt"));
      });
    },
    resume: async (by, now) =>
      write(() => {
        const asked = resumed(readMark(sqlite, "halt"), by);
        if (asked.answer === "second_needed") writeMark(sqlite, "halt", asked.halt);
        if (asked.answer === "resumed") clearMark(sqlite, "halt");
        if (asked.answer !== "not_halted") {
          appendAudit(sqlite, switchLine(now, by, asked.answer === "resumed" ? "resume" : "resume:asked"));
        }
        return asked.answer;
      }),
  };
}
