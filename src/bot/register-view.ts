import { setImmediate } from "node:timers/promises";

import type { Person } from "../domain/person.ts";
import type { Reading } from "../ports/reading.ts";

/** The register as screens may show it: without people under embargo. */
export type RegisterView = () => Promise<ReadonlyMap<string, Person>>;

interface Held {
  version: number;
  /** What changes from now on may be missing in it. */
  begun: boolean;
  readonly people: Promise<ReadonlyMap<string, Person>>;
}

/**
 * Reads the register again only when it has changed, and once for all who wait for it. One reading after another:
 * while a list of thousands is taken over, it changes faster than it is read, and each reading is a whole register.
 */
export function createRegisterView(reading: Pick<Reading, "people" | "registerVersion">): RegisterView {
  let held: Held | null = null;

  function next(version: number): Held {
    const before = held?.people.catch(() => undefined) ?? Promise.resolve();
    const mine: Held = {
      version,
      begun: false,
      people: before.then(() => {
        mine.begun = true;
        return readAll(reading);
      }),
    };
    // What failed is read again with the next question.
    mine.people.catch(() => {
      if (held === mine) held = null;
    });
    return mine;
  }

  return async () => {
    const version = await reading.registerVersion();
    if (held !== null && !held.begun) held.version = Math.max(held.version, version);
    else if (held?.version !== version) held = next(version);
    return held.people;
  };
}

const PAGE = 200;

/** Page by page, so that other answers go between. */
async function readAll(reading: Pick<Reading, "people">): Promise<ReadonlyMap<string, Person>> {
  const people = new People();
  const share = createSharing();
  let page = await reading.people({ after: null, limit: PAGE });
  while (page.length > 0) {
    for (const person of page) {
      if (person.embargo) continue;
      if (person.sameAs === undefined) people.set(person.id, light(person, share));
      else people.shownAs.set(person.id, person.sameAs);
    }
    await setImmediate();
    page = await reading.people({ after: page.at(-1)?.id ?? null, limit: PAGE });
  }
  return people;
}

type Share = <T extends string>(text: T) => T;

/** One string in place of thousands of equal ones: codes, days and places are few. */
function createSharing(): Share {
  const known = new Map<string, string>();
  return (text) => {
    const same = known.get(text);
    if (same === undefined) known.set(text, text);
    return (same ?? text) as typeof text;
  };
}

/** Without the list's own cells and long texts, which no screen shows: all people are held in memory. */
function light(person: Person, share: Share): Person {
  const { cells: _cells, ...record } = person.record;
  const { facility } = record;
  return {
    ...person,
    presence: share(person.presence),
    firstSeenOn: share(person.firstSeenOn),
    lastSeenOn: share(person.lastSeenOn),
    record: {
      ...record,
      trackerId: share(record.trackerId),
      recognition: share(record.recognition),
      recognitionRaw: share(record.recognitionRaw),
      custody: share(record.custody),
      descriptionRaw: null,
      facility: facility && {
        id: facility.id && share(facility.id),
        raw: share(facility.raw),
        addressRaw: facility.addressRaw && share(facility.addressRaw),
      },
    },
  };
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
