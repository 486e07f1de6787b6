import { expect, test } from "vitest";
import type { AuditLog } from "../../src/ports/event-store.ts";
import { chained } from "../../src/store/audit-chain.ts";
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
  await around(statement);

  expect(await audit.verify()).toMatchObject({ ok: false, brokenAt });
});

const around = (statement: string): Promise<unknown> =>
  database.run(`begin; alter table audit disable trigger user; ${statement};
    alter table audit enable trigger user; commit`);

test.each([
  { statement: "delete from audit where n > 3", lines: 3, brokenAt: 4 },
  { statement: "delete from audit", lines: 0, brokenAt: 1 },
  { statement: "delete from audit; delete from marks where name = 'auditHead'", lines: 0, brokenAt: 1 },
  {
    statement:
      "delete from audit where n > 3; update marks set value = value || '{\"n\":3}' where name = 'auditHead'",
    lines: 3,
    brokenAt: 4,
  },
])("an end that is cut off is missed: $statement", async ({ statement, lines, brokenAt }) => {
  const audit = await withLines(5);
  await around(statement);

  expect(await audit.verify()).toEqual({ ok: false, lines, brokenAt });
  // At the next start, and when lines follow, too.
  const restarted = postgresAudit(await database.replica());
  await restarted.append({ at: NOON, who: "M1", action: "approve", subject: "e9", facts: {} });
  expect(await restarted.verify()).toEqual({ ok: false, lines: lines + 1, brokenAt });
});

test("a line that somebody else adds is found out, though it fits the one before", async () => {
  const audit = await withLines(2);
  const { hash } = (await database.run("select hash from audit where n = 2"))[0] ?? {};
  const forged = chained(String(hash), { at: NOON, who: "M2", action: "approve", subject: "e7", facts: {} });
  await database.run(
    `insert into audit values (3, '${NOON.toISOString()}', 'M2', 'approve', 'e7', '{}', '${forged.hash}')`,
  );

  expect(await audit.verify()).toEqual({ ok: false, lines: 3, brokenAt: 3 });
});

test("lines that are written while it is read break nothing", async () => {
  const audit = await withLines(20);
  const line = { at: NOON, who: "M1", action: "approve", subject: "e", facts: {} };
  const [read] = await Promise.all([audit.verify(), ...Array.from({ length: 9 }, () => audit.append(line))]);

  expect(read).toMatchObject({ ok: true });
  expect(await audit.verify()).toEqual({ ok: true, lines: 29, brokenAt: null });
});

test("a line that PostgreSQL cannot hold as it is is chained as it is held", async () => {
  const audit = await withLines(1);
  const facts = { note: "half\uD83D and NUL\0", b: 1, a: 2 };
  await audit.append({ at: NOON, who: "M1", action: "post", subject: "\0", facts });

  expect(await audit.verify()).toEqual({ ok: true, lines: 2, brokenAt: null });
  expect(await audit.newest(1)).toMatchObject([{ subject: "\u{FFFD}", facts: { a: 2, b: 1 } }]);
});
