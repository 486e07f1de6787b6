import { expect, test } from "vitest";
import type { AuditLog } from "../../src/ports/event-store.ts";
import { postgresAudit } from "../../src/store/postgres/audit.ts";
import { NOON } from "../contracts/samples.ts";
import { testDatabase } from "./postgres-stores.ts";

const database = testDatabase();

async function withLines(count: number): Promise<AuditLog> {
  await database.empty();
  const audit = postgresAudit(await database.replica());
  for (let n = 1; n <= count; n++) {
    await audit.append({ at: NOON, who: "M1", action: "approve", subject: `e${String(n)}`, facts: { n } });
  }
  return audit;
}

test.each([
  "update audit set who = 'M2' where n = 2",
  "delete from audit where n = 2",
  "delete from audit",
  "truncate audit",
])("PostgreSQL's audit log refuses: %s", async (statement) => {
  const audit = await withLines(3);

  await expect(database.run(statement)).rejects.toThrow("append-only");
  expect(await audit.verify()).toEqual({ ok: true, lines: 3, brokenAt: null });
});

test.each([
  { statement: "update audit set who = 'M2' where n = 2", brokenAt: 2 },
  { statement: "update audit set facts = '{}' where n = 3", brokenAt: 3 },
  { statement: "delete from audit where n = 2", brokenAt: 2 },
  { statement: "delete from audit where n = 1", brokenAt: 1 },
])("whoever gets around that is found out: $statement", async ({ statement, brokenAt }) => {
  const audit = await withLines(5);
  await database.run(`begin; alter table audit disable trigger user; ${statement};
    alter table audit enable trigger user; commit`);

  expect(await audit.verify()).toMatchObject({ ok: false, brokenAt });
});

test("a line that PostgreSQL cannot hold as it is is chained as it is held", async () => {
  const audit = await withLines(1);
  const facts = { note: "half\uD83D and NUL\0", b: 1, a: 2 };
  await audit.append({ at: NOON, who: "M1", action: "post", subject: "\0", facts });

  expect(await audit.verify()).toEqual({ ok: true, lines: 2, brokenAt: null });
  expect(await audit.newest(1)).toMatchObject([{ subject: "\u{FFFD}", facts: { a: 2, b: 1 } }]);
});
