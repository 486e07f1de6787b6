import type { Mention } from "../domain/finding.ts";
import type { Person } from "../domain/person.ts";
import { type Among, buildPeopleIndex, type NameMatch, type PeopleIndex } from "./person-index.ts";

/** The register in memory: the index of names that the bot searches and the classifier links with. */
export interface Register {
  /** The register's version that is held; -1 before the first `keep`. */
  readonly version: number;
  /** Takes over people as they stand now; only those whose names changed are indexed anew. */
  add(people: Iterable<Person>): void;
  /** Drops everybody else: this is the whole register, in that version. */
  keep(ids: ReadonlySet<string>, version: number): void;
  find(query: string, limit?: number, among?: Among): NameMatch;
  link(text: string): readonly Mention[];
}

export function createRegister(): Register {
  const index: PeopleIndex = buildPeopleIndex([]);
  const indexed = new Map<string, string>();
  let version = -1;

  return {
    get version() {
      return version;
    },
    add: (people) => {
      for (const person of people) {
        const names = [...person.record.names, ...person.aliases];
        const print = JSON.stringify([names, person.record.birthDate?.value ?? null]);
        if (indexed.get(person.id) === print) continue;
        indexed.set(person.id, print);
        index.upsert({ id: person.id, names, birthYear: birthYear(person) });
      }
    },
    keep: (ids, taken) => {
      for (const id of indexed.keys()) {
        if (ids.has(id)) continue;
        indexed.delete(id);
        index.remove(id);
      }
      version = taken;
    },
    find: (query, limit, among) => index.find(query, limit, among),
    link: (text) => index.link(text),
  };
}

function birthYear({ record }: Person): number | null {
  return record.birthDate === null ? null : Number(record.birthDate.value.slice(0, 4));
}
