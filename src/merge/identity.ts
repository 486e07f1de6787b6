import type { NamedPerson } from "../domain/finding.ts";
import type { Sketch } from "./sketch.ts";

/** Tells people apart by the way in which their names are written. */
export interface NameJudge {
  /** Are these two surely one person's name? */
  same(a: string, b: string): boolean;
  /** Asked before: is it worth a comparison? */
  mayBeSame(a: string, b: string): boolean;
  /** Under what a name is kept; a name without keys may be the same as any. */
  keys(name: string): readonly string[];
  /** Where to look for the same name: one of these is among the keys of each that is the same. */
  probes(name: string): readonly string[];
  /** To sift many names by, in place of asking `mayBeSame` of each. */
  sketch?(name: string): Sketch;
}

/** One person within a set of reports, under all the ways in which the reports write them. */
export interface Identity {
  readonly key: string;
  readonly personId: string | null;
  readonly names: string[];
}

/** The register's id, else the name as written. Names in two scripts are nobody but themselves. */
export function tokenOf(person: NamedPerson): string {
  if (person.suspicious) return `!${person.name}`;
  return person.personId === null ? `~${person.name}` : `#${person.personId}`;
}

/** The identity's key of one person of a report. */
export function keyOf(person: NamedPerson, identities: ReadonlyMap<string, Identity>): string {
  const token = tokenOf(person);
  return identities.get(token)?.key ?? token;
}

/**
 * Who is who among the people of several reports. Names without a register id are compared in the order of the
 * alphabet, so the answer does not depend on which report came first; a name that fits two register ids is a
 * namesake and stays alone.
 *
 * @returns the identity of every token
 */
function identify(people: Iterable<NamedPerson>, judge: NameJudge): ReadonlyMap<string, Identity> {
  const byToken = new Map<string, Identity>();
  const known: Identity[] = [];
  const unlinked = new Set<string>();
  for (const person of people) {
    const token = tokenOf(person);
    const seen = byToken.get(token);
    if (seen !== undefined) {
      if (!seen.names.includes(person.name)) seen.names.push(person.name);
    } else if (token.startsWith("~")) {
      unlinked.add(person.name);
    } else {
      const identity = {
        key: token,
        personId: person.suspicious ? null : person.personId,
        names: [person.name],
      };
      byToken.set(token, identity);
      if (!person.suspicious) known.push(identity);
    }
  }
  placeUnlinked([...unlinked].sort(), known, byToken, judge);
  return byToken;
}

function placeUnlinked(
  names: readonly string[],
  known: readonly Identity[],
  byToken: Map<string, Identity>,
  judge: NameJudge,
): void {
  if (names.length === 0) return;
  const linked = new NameIndex(judge);
  for (const identity of known) for (const name of identity.names) linked.add(name, identity);
  const loose = new NameIndex(judge);
  for (const name of names) {
    const fitting = linked.fitting(name);
    const [one] = fitting.length === 1 ? fitting : loose.fitting(name);
    if (one === undefined) {
      const identity = { key: `~${name}`, personId: null, names: [name] };
      byToken.set(`~${name}`, identity);
      loose.add(name, identity);
    } else {
      byToken.set(`~${name}`, one);
    }
  }
}

/** Who is who among these people, and the keys of each report's people; kept as long as the people are the same. */
export class Naming<Facts extends object> {
  readonly identities: ReadonlyMap<string, Identity>;
  readonly #people: ReadonlySet<string>;
  readonly #keys = new Map<Facts, Keys>();

  /** @param written people by the way in which they are written */
  constructor(written: ReadonlyMap<string, NamedPerson>, judge: NameJudge) {
    this.#people = new Set(written.keys());
    this.identities = identify(written.values(), judge);
  }

  isOf(written: ReadonlyMap<string, NamedPerson>): boolean {
    if (written.size !== this.#people.size) return false;
    for (const each of written.keys()) if (!this.#people.has(each)) return false;
    return true;
  }

  has(written: string): boolean {
    return this.#people.has(written);
  }

  keysOf(facts: Facts, tokens: readonly string[]): Keys {
    const known = this.#keys.get(facts);
    if (known !== undefined) return known;
    const keyOfEach = tokens.map((token) => this.identities.get(token)?.key ?? token);
    const keys = { keyOfEach, keys: new Set(keyOfEach) };
    this.#keys.set(facts, keys);
    return keys;
  }
}

interface Keys {
  /** The key of each of the report's people, in their order. */
  readonly keyOfEach: readonly string[];
  readonly keys: ReadonlySet<string>;
}

/** Identities by the keys of their names, so that a list of hundreds is not compared with itself. */
class NameIndex {
  readonly #judge: NameJudge;
  readonly #byKey = new Map<string, { readonly name: string; readonly identity: Identity }[]>();
  readonly #all: { readonly name: string; readonly identity: Identity }[] = [];

  constructor(judge: NameJudge) {
    this.#judge = judge;
  }

  add(name: string, identity: Identity): void {
    const entry = { name, identity };
    this.#all.push(entry);
    const keys = this.#judge.keys(name);
    for (const key of keys.length === 0 ? [""] : keys) {
      const bucket = this.#byKey.get(key);
      if (bucket === undefined) this.#byKey.set(key, [entry]);
      else bucket.push(entry);
    }
  }

  /** In the order in which they were added. */
  fitting(name: string): readonly Identity[] {
    const probes = this.#judge.probes(name);
    const found = new Set<Identity>();
    for (const entries of probes.length === 0
      ? [this.#all]
      : [...probes, ""].map((it) => this.#byKey.get(it))) {
      for (const entry of entries ?? []) {
        if (!found.has(entry.identity) && this.#judge.same(name, entry.name)) found.add(entry.identity);
      }
    }
    return found.size < 2
      ? [...found]
      : this.#all.map((it) => it.identity).filter((it, i, all) => found.has(it) && all.indexOf(it) === i);
  }
}
