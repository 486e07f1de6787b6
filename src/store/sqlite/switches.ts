import type { Switches } from "../../ports/switches.ts";
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
      });
    },
    resume: async (by) =>
      write(() => {
        const halt = readMark(sqlite, "halt");
        if (halt === null) return "not_halted";
        if (halt.resumeAskedBy === null || halt.resumeAskedBy === by) {
          writeMark(sqlite, "halt", { ...halt, resumeAskedBy: by });
          return "second_needed";
        }
        clearMark(sqlite, "halt");
        return "resumed";
      }),
  };
}
