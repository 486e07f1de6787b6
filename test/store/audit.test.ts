import { expect, test } from "vitest";
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
