import type { NamedPerson } from "../domain/finding.ts";

/** Are these two spellings surely of one person's name? */
export type SameName = (a: string, b: string) => boolean;

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

/**
 * Who is who among the people of several reports. Names without a register id are compared in the order of the
 * alphabet, so the answer does not depend on which report came first; a name that fits two register ids is a
 * namesake and stays alone.
 *
 * @returns the identity of every token
 */
export function identify(people: Iterable<NamedPerson>, same: SameName): ReadonlyMap<string, Identity> {
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
  placeUnlinked([...unlinked].sort(), known, byToken, same);
  return byToken;
}

function placeUnlinked(
  names: readonly string[],
  known: readonly Identity[],
  byToken: Map<string, Identity>,
  same: SameName,
): void {
  const loose: Identity[] = [];
  for (const name of names) {
    const fitting = known.filter((identity) => identity.names.some((other) => same(name, other)));
    const [one] = fitting.length === 1 ? fitting : loose.filter((it) => same(name, it.names[0] ?? ""));
    if (one === undefined) {
      const identity = { key: `~${name}`, personId: null, names: [name] };
      byToken.set(`~${name}`, identity);
      loose.push(identity);
    } else {
      byToken.set(`~${name}`, one);
    }
  }
}
