import { describe, expect, test } from "vitest";

import { guardSnapshot } from "../../src/ingest/tracker-guard.ts";
import { aList, aRow, snapshotOf, withRow, type Row } from "../support/tracker-fixtures.ts";

async function fault(before: readonly Row[], after: readonly Row[]): Promise<string | null> {
  return guardSnapshot((await snapshotOf(before)).records, await snapshotOf(after));
}

function many(n: number, over: Row = {}): readonly Row[] {
  return Array.from({ length: n }, (_, at) => aRow(at, over));
}

function aMixedList(n: number): readonly Row[] {
  return many(n).map((row, at) => ({ ...row, status: ["active", "former", "np"][at % 3] ?? "np" }));
}

describe("a snapshot is refused", () => {
  test("with fewer than nine tenths of the rows", async () => {
    expect(await fault(many(100), many(89))).toMatch(/row count fell by 11 %/u);
    expect(await fault(many(100), many(90))).toBeNull();
  });

  test("with many more rows", async () => {
    expect(await fault(many(100), many(130))).toMatch(/row count jumped/u);
    expect(await fault(many(100), many(110))).toBeNull();
  });

  test("when known records went although as many came", async () => {
    const others = many(100).map((row, n) => (n < 30 ? { ...row, id: String(80_000 + n) } : row));
    expect(await fault(many(100), others)).toMatch(/30 of 100 known records are missing/u);
  });

  test.each([
    ["active", "former"],
    ["np", "active"],
    ["active", "np"],
    ["former", "active"],
  ])("when every %s became %s and nothing else changed", async (from, to) => {
    const list = aMixedList(60);
    const flipped = list.map((row) => (row.status === from ? { ...row, status: to } : row));
    expect(await fault(list, flipped)).toMatch(/status counts jumped: 20 rows went/u);
  });

  test("when even in a short list all of one status turned", async () => {
    const flipped = aList().map((row) => (row.status === "active" ? { ...row, status: "former" } : row));
    expect(await fault(aList(), flipped)).toMatch(/status counts jumped/u);
  });

  test("when a column was emptied", async () => {
    expect(await fault(many(40), many(40, { arrested: "" }))).toMatch(/column arrested was emptied/u);
  });

  test("when more than half of all prisoners are out at once", async () => {
    const out = { status: "former", description: "помилован", release_date: "2026-11-20", prison: "" };
    const list = many(700);
    const after = list.map((row, n) => (n < 400 ? { ...row, ...out } : row));
    expect(await fault(list, after)).toMatch(/400 of 700 active rows/u);
  });
});

describe("a snapshot is taken over", () => {
  test("when it is the first", async () => {
    expect(await fault([aRow(1)], [aRow(1)])).toBeNull();
    expect(guardSnapshot([], await snapshotOf(many(3)))).toBeNull();
  });

  test("with one row less, however short the list", async () => {
    expect(await fault(aList(), withRow(aList(), 0, null))).toBeNull();
    expect(await fault(many(5), many(4))).toBeNull();
  });

  test("with a round of 52 releases", async () => {
    const list = aMixedList(180);
    const out = { status: "former", release_date: "2026-11-20", description: "помилован", prison: "" };
    let released = 0;
    const after = list.map((row) => (row.status === "active" && released++ < 52 ? { ...row, ...out } : row));
    expect(await fault(list, after)).toBeNull();
  });

  test("with a few late changes of the status alone", async () => {
    const list = aList();
    expect(
      await fault(list, withRow(withRow(list, 0, { status: "former" }), 3, { status: "former" })),
    ).toBeNull();
  });
});
