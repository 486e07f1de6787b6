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
  called(given: string, among?: Among): readonly string[];
  link(text: string): readonly Mention[];
}

export function createRegister(): Register {
  const index: PeopleIndex = buildPeopleIndex([]);
  const known = new Map<string, Known>();
  let version = -1;

  /** All records of one person are found as the one that is shown. */
  function indexShown(id: string): void {
    const shown = known.get(id);
    if (shown === undefined || shown.sameAs !== null) return index.remove(id);
    const others = shown.others.flatMap((other) => known.get(other)?.names ?? []);
    const names = others.length === 0 ? shown.names : [...shown.names, ...others];
    index.upsert({ id, names, birthYear: shown.birthYear });
  }

  return {
    get version() {
      return version;
    },
    add: (people) => {
      const changed = new Set<string>();
      for (const person of people) {
        const now = knownOf(person);
        if (isSame(known.get(person.id), now)) continue;
        known.set(person.id, now);
        changed.add(person.id);
        if (now.sameAs !== null) changed.add(now.sameAs);
      }
      for (const id of changed) indexShown(id);
    },
    keep: (ids, taken) => {
      for (const id of known.keys()) {
        if (ids.has(id)) continue;
        known.delete(id);
        index.remove(id);
      }
      version = taken;
    },
    find: (query, limit, among) => index.find(query, limit, among),
    called: (given, among) => index.called(given, among),
    link: (text) => index.link(text),
  };
}

interface Known {
  readonly names: readonly string[];
  readonly birthYear: number | null;
  readonly sameAs: string | null;
  readonly others: readonly string[];
}

const NONE: readonly string[] = [];

function knownOf(person: Person): Known {
  const names = [...person.record.names, ...person.aliases];
  const { sameAs = null, others = NONE } = person;
  return { names, birthYear: birthYear(person), sameAs, others };
}

function isSame(before: Known | undefined, now: Known): boolean {
  return (
    before !== undefined &&
    before.birthYear === now.birthYear &&
    before.sameAs === now.sameAs &&
    isSameList(before.names, now.names) &&
    isSameList(before.others, now.others)
  );
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each, at) => each === other[at]);
}

function birthYear({ record }: Person): number | null {
  return record.birthDate === null ? null : Number(record.birthDate.value.slice(0, 4));
}
