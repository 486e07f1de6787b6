import { expect, test } from "vitest";
import { chained } from "../../src/store/audit-chain.ts";
import { NOON } from "../contracts/samples.ts";
import { fixedClock, openInMemory, storesOn } from "./support.ts";

async function withLines(count: number) {
  const clock = fixedClock();
  const sqlite = openInMemory(clock);
  const { audit } = storesOn(sqlite, clock);
  for (let n = 1; n <= count; n++) {
    await audit.append({ at: NOON, who: "M1", action: "approve", subject: `e${String(n)}`, facts: { n } });
  }
  return { audit, client: sqlite.db.$client };
}

test.each(["update audit set who = 'M2' where n = 2", "delete from audit where n = 2", "delete from audit"])(
  "the audit log refuses: %s",
  async (sql) => {
    const { audit, client } = await withLines(3);

    expect(() => client.exec(sql)).toThrow("append-only");
    expect(await audit.verify()).toEqual({ ok: true, lines: 3, brokenAt: null });
  },
);

test.each([
  { sql: "update audit set who = 'M2' where n = 2", brokenAt: 2 },
  { sql: "update audit set facts = '{}' where n = 3", brokenAt: 3 },
  { sql: "delete from audit where n = 2", brokenAt: 2 },
  { sql: "delete from audit where n = 1", brokenAt: 1 },
])("whoever gets around that is found out: $sql", async ({ sql, brokenAt }) => {
  const { audit, client } = await withLines(5);
  client.exec("drop trigger audit_never_changes; drop trigger audit_never_shrinks");
  client.exec(sql);

  expect(await audit.verify()).toMatchObject({ ok: false, brokenAt });
});

test.each([
  { sql: "delete from audit where n > 3", lines: 3, brokenAt: 4 },
  { sql: "delete from audit", lines: 0, brokenAt: 1 },
  {
    sql: "delete from audit; delete from sqlite_sequence; delete from marks where name = 'auditHead'",
    lines: 0,
    brokenAt: 1,
  },
  {
    sql: "delete from audit where n > 3; update sqlite_sequence set seq = 3; update marks set value = json_set(value, '$.n', 3) where name = 'auditHead'",
    lines: 3,
    brokenAt: 4,
  },
])("an end that is cut off is missed: $sql", async ({ sql, lines, brokenAt }) => {
  const { audit, client } = await withLines(5);
  client.exec("drop trigger audit_never_shrinks");
  client.exec(sql);

  expect(await audit.verify()).toEqual({ ok: false, lines, brokenAt });
  // When lines follow, too.
  await audit.append({ at: NOON, who: "M1", action: "approve", subject: "e9", facts: {} });
  expect(await audit.verify()).toEqual({ ok: false, lines: lines + 1, brokenAt });
});

test("a line that somebody else adds is found out, though it fits the one before", async () => {
  const { audit, client } = await withLines(2);
  const hash = client.prepare("select hash from audit where n = 2").pluck().get();
  const forged = chained(String(hash), { at: NOON, who: "M2", action: "approve", subject: "e7", facts: {} });
  client
    .prepare("insert into audit values (3, ?, 'M2', 'approve', 'e7', '{}', ?)")
    .run(NOON.getTime(), forged.hash);

  expect(await audit.verify()).toEqual({ ok: false, lines: 3, brokenAt: 3 });
});
