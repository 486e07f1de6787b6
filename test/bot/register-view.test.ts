import { expect, test } from "vitest";

import { createRegisterView } from "../../src/bot/register-view.ts";
import type { Person } from "../../src/domain/person.ts";
import { aPerson } from "./people.ts";

/** A register whose first page is given when the test says so. */
function aRegister() {
  const state = { version: 1, people: [aPerson({ recordId: "1" })] as readonly Person[], reads: 0, most: 0 };
  const waiting: (() => void)[] = [];
  let under = 0;
  return {
    state,
    /** Lets the reading that waits go on. */
    give: async () => {
      for (let turn = 0; turn < 20 && waiting.length === 0; turn += 1) await new Promise(setImmediate);
      waiting.shift()?.();
    },
    reading: {
      registerVersion: async () => state.version,
      people: async (page?: { readonly after: string | null }) => {
        if (page?.after !== null) {
          under -= 1;
          return [];
        }
        state.reads += 1;
        under += 1;
        state.most = Math.max(state.most, under);
        await new Promise<void>((resolve) => waiting.push(resolve));
        return [...state.people];
      },
    },
  };
}

test("a register that changes while it is read is read once more for all who ask, never twice at once", async () => {
  const { state, give, reading } = aRegister();
  const view = createRegisterView(reading);
  const first = view();
  await new Promise(setImmediate);
  const later: Promise<ReadonlyMap<string, Person>>[] = [];
  for (let version = 2; version <= 9; version += 1) {
    state.version = version;
    later.push(view());
    await new Promise(setImmediate);
  }
  await give();
  expect((await first).size).toBe(1);
  state.people = [aPerson({ recordId: "1" }), aPerson({ recordId: "2" })];
  await give();
  for (const asked of later) expect((await asked).size).toBe(2);
  expect([state.reads, state.most]).toEqual([2, 1]);
  expect((await view()).size).toBe(2);
  expect(state.reads).toBe(2);
});

test("who asks after somebody was put under embargo is never shown what was read before", async () => {
  const { state, give, reading } = aRegister();
  const view = createRegisterView(reading);
  const before = view();
  await new Promise(setImmediate);
  state.version = 2;
  const after = view();
  await new Promise(setImmediate);
  await give();
  expect([...(await before).keys()]).toHaveLength(1);
  state.people = [aPerson({ recordId: "1" }, { embargo: true })];
  await give();
  expect([...(await after).keys()]).toEqual([]);
});

test("what no screen shows of a person is not held", async () => {
  const { state, give, reading } = aRegister();
  state.people = [aPerson({ recordId: "1", cells: { story: "доўга" }, descriptionRaw: "доўга" })];
  const asked = createRegisterView(reading)();
  await give();
  const [person] = (await asked).values();
  expect(person?.record.names).toEqual(state.people[0]?.record.names);
  expect(JSON.stringify(person)).not.toContain("доўга");
});
