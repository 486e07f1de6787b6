import { and, eq } from "drizzle-orm";
import type { ModeratorStore } from "../../ports/moderators.ts";
import { openModerator, sealModerator } from "../sealed-moderators.ts";
import { appendAudit } from "./audit.ts";
import type { Postgres } from "./database.ts";
import { moderators } from "./schema.ts";

export function postgresModerators({ db, keys, write }: Postgres): ModeratorStore {
  return {
    all: async () => {
      const rows = await db.select().from(moderators).orderBy(moderators.who);
      return rows.map((row) => openModerator(keys, row));
    },
    save: (moderator, line) =>
      write(async (tx) => {
        const next = { ...moderator, version: moderator.version + 1 };
        const { who, version } = next;
        const sealed = sealModerator(keys, next);
        const saved =
          moderator.version === 0
            ? await tx
                .insert(moderators)
                .values({ who, version, sealed })
                .onConflictDoNothing()
                .returning({ who: moderators.who })
            : await tx
                .update(moderators)
                .set({ version, sealed })
                .where(and(eq(moderators.who, who), eq(moderators.version, moderator.version)))
                .returning({ who: moderators.who });
        if (saved.length === 0) return "conflict";
        if (line !== undefined) await appendAudit(tx, keys, line);
        return "saved";
      }),
  };
}
