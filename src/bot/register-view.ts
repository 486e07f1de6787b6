import { setImmediate } from "node:timers/promises";

import type { Person } from "../domain/person.ts";
import type { Reading } from "../ports/reading.ts";

/** The register as screens may show it: without people under embargo. */
export type RegisterView = () => Promise<ReadonlyMap<string, Person>>;

/** Reads the register again only when it has changed, and once for all who wait for it. */
export function createRegisterView(reading: Pick<Reading, "people" | "registerVersion">): RegisterView {
  let held: { readonly version: number; readonly people: Promise<ReadonlyMap<string, Person>> } | null = null;
  return async () => {
    const version = await reading.registerVersion();
    if (held?.version === version) return held.people;
    const mine = { version, people: readAll(reading) };
    held = mine;
    // What failed is read again with the next question.
    mine.people.catch(() => {
      if (held === mine) held = null;
    });
    return mine.people;
  };
}

const PAGE = 200;

/** Page by page, so that other answers go between. */
async function readAll(reading: Pick<Reading, "people">): Promise<ReadonlyMap<string, Person>> {
  const people = new People();
  let page = await reading.people({ after: null, limit: PAGE });
  while (page.length > 0) {
    for (const person of page) {
      if (person.embargo) continue;
      if (person.sameAs === undefined) people.set(person.id, person);
      else people.shownAs.set(person.id, person.sameAs);
    }
    await setImmediate();
    page = await reading.people({ after: page.at(-1)?.id ?? null, limit: PAGE });
  }
  return people;
}

/** Each person once, and found by the id of any of their records: old links and buttons stay good. */
class People extends Map<string, Person> {
  readonly shownAs = new Map<string, string>();

  override get(id: string): Person | undefined {
    return super.get(this.shownAs.get(id) ?? id);
  }

  override has(id: string): boolean {
    return super.has(this.shownAs.get(id) ?? id);
  }
}
