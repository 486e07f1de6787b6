import type { Finding } from "../domain/finding.ts";
import type { Person } from "../domain/person.ts";

/**
 * Records of one person are linked through what moderators added to them, beside the spellings: `=<id>` on the record
 * that is not shown, `+<id>` on the one that is. A tracker never overwrites it, and no name begins so.
 */
const SAME_AS = "=";
const OTHER = "+";

/** @param stored spellings and links, as a row holds them */
export function linksOf(stored: readonly string[]): Pick<Person, "aliases" | "sameAs" | "others"> {
  const sameAs = stored.find((it) => it.startsWith(SAME_AS))?.slice(1);
  const others = stored.filter((it) => it.startsWith(OTHER)).map((it) => it.slice(1));
  return {
    aliases: stored.filter((it) => !it.startsWith(SAME_AS) && !it.startsWith(OTHER)),
    ...(sameAs === undefined ? {} : { sameAs }),
    ...(others.length === 0 ? {} : { others }),
  };
}

/** @param sameAs null: it stands by itself */
export function withSameAs(stored: readonly string[], sameAs: string | null): readonly string[] {
  const plain = stored.filter((it) => !it.startsWith(SAME_AS));
  return sameAs === null ? plain : [...plain, SAME_AS + sameAs];
}

export function withOther(stored: readonly string[], id: string): readonly string[] {
  return [...withoutOther(stored, id), OTHER + id];
}

export function withoutOther(stored: readonly string[], id: string): readonly string[] {
  return stored.filter((it) => it !== OTHER + id);
}

/** All ids of register people that the findings name. */
export function personIdsIn(findings: readonly Finding[]): readonly string[] {
  const named = findings.flatMap(({ people }) => people.map(({ personId }) => personId));
  return [...new Set(named.filter((id) => id !== null))];
}

/** @param stored spellings and links by id, of the people whom the findings name */
export function asShown(
  findings: readonly Finding[],
  stored: ReadonlyMap<string, readonly string[]>,
): readonly Finding[] {
  return findings.map((finding) => ({
    ...finding,
    people: finding.people.map((person) => {
      const sameAs = person.personId === null ? undefined : linksOf(stored.get(person.personId) ?? []).sameAs;
      return sameAs === undefined ? person : { ...person, personId: sameAs };
    }),
  }));
}
