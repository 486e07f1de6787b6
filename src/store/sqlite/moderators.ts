import { and, eq } from "drizzle-orm";
import type { ModeratorStore } from "../../ports/moderators.ts";
import { openModerator, sealModerator } from "../sealed-moderators.ts";
import { appendAudit } from "./audit.ts";
import type { Sqlite } from "./database.ts";
import { moderators } from "./schema.ts";

export function sqliteModerators(sqlite: Sqlite): ModeratorStore {
  const { db, keys, write } = sqlite;
  /** Asked with each update. */
  const inOrder = db.select().from(moderators).orderBy(moderators.who).prepare();
  return {
    all: async () => inOrder.all().map((row) => openModerator(keys, row)),
    save: async (moderator, line) =>
      write(() => {
        const next = { ...moderator, version: moderator.version + 1 };
        const { who, version } = next;
        const sealed = sealModerator(keys, next);
        const done =
          moderator.version === 0
            ? db.insert(moderators).values({ who, version, sealed }).onConflictDoNothing().run()
            : db
                .update(moderators)
                .set({ version, sealed })
                .where(and(eq(moderators.who, who), eq(moderators.version, moderator.version)))
                .run();
        if (done.changes === 0) return "conflict";
        if (line !== undefined) appendAudit(sqlite, line);
        return "saved";
      }),
  };
}
