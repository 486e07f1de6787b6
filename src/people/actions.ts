import type { Person } from "../domain/person.ts";
import type { Reading, RegisterEdits } from "../ports/reading.ts";
import { askAnother, type AskPorts } from "./ask-actions.ts";
import { compareNames } from "./compare-names.ts";
import { wordsOf } from "./letters.ts";
import type { NameMatch } from "./person-index.ts";

export interface AliasPorts extends AskPorts {
  readonly edits: Pick<RegisterEdits, "addAlias" | "removeAlias">;
  readonly reading: Pick<Reading, "person">;
  readonly search: { find(query: string, limit?: number): NameMatch };
}

export type AliasResult =
  | { readonly kind: "added"; readonly person: Person; readonly spelling: string }
  /** The person has it already. */
  | { readonly kind: "known"; readonly person: Person; readonly spelling: string }
  /** It surely means somebody else, of that id. */
  | { readonly kind: "taken"; readonly byId: string }
  /** Unlike all names of the person: it is stored when another moderator sends the same. */
  | { readonly kind: "second_needed" }
  | { readonly kind: "same_person" }
  /** Not a name: fewer than two letters, digits, or too long. */
  | { readonly kind: "unreadable" }
  | { readonly kind: "missing" };

const LONGEST = 100;

/** @returns the spelling as it is stored; null when it is no name */
function cleanSpelling(written: string): string | null {
  const spelling = written
    .slice(0, LONGEST * 2)
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim();
  const isName = /^[\p{L}\p{M}'’ʼ`.,\s-]+$/u.test(spelling) && /\p{L}.*\p{L}/u.test(spelling);
  return isName && spelling.length <= LONGEST ? spelling : null;
}

/**
 * Makes a spelling known for ever: search and linker take it from the register, which is read again when it has
 * changed. A spelling that surely means somebody else is refused, since it would link news to the wrong person. One that
 * is unlike all names of the person, a pen name or a single word, takes two moderators for the same reason.
 *
 * @param who the moderator's alias
 * @param source where it is written so; it stands in the log
 */
export async function addAlias(
  ports: AliasPorts,
  who: string,
  personId: string,
  written: string,
  source: string | null = null,
): Promise<AliasResult> {
  const { edits, reading, search, audit, clock } = ports;
  const spelling = cleanSpelling(written);
  if (spelling === null) return { kind: "unreadable" };
  const person = await reading.person(personId);
  if (person === null) return { kind: "missing" };
  const same = (name: string): boolean => name.toLowerCase() === spelling.toLowerCase();
  if ([...person.record.names, ...person.aliases].some(same)) return { kind: "known", person, spelling };
  const { verdict, candidates } = search.find(spelling);
  const [first] = candidates;
  if (verdict === "one" && first !== undefined && first.id !== personId)
    return { kind: "taken", byId: first.id };
  if (!isLikeItsNames(spelling, person)) {
    const wanted = { action: "alias", subject: personId, fact: ["spelling", spelling] } as const;
    const kind = await askAnother(ports, who, wanted, `/alias ${personId} = ${spelling}`);
    if (kind !== null) return { kind };
  }
  // The line first: what is done is never done without one.
  const facts = source === null ? { spelling } : { spelling, source };
  await audit.append({ at: clock.now(), who, action: "alias", subject: personId, facts });
  await edits.addAlias(personId, spelling);
  return { kind: "added", person, spelling };
}

export type AliasEnd =
  | { readonly kind: "removed"; readonly person: Person; readonly spelling: string }
  /** No moderator added it: what the list itself says stays. */
  | { readonly kind: "not_added"; readonly person: Person; readonly spelling: string }
  | { readonly kind: "unreadable" }
  | { readonly kind: "missing" };

/**
 * Takes a spelling back that moderators added; all of them are told, with the command that brings it back.
 *
 * @param who the moderator's alias
 */
export async function removeAlias(
  { edits, reading, audit, desk, clock }: AliasPorts,
  who: string,
  personId: string,
  written: string,
): Promise<AliasEnd> {
  const spelling = cleanSpelling(written);
  if (spelling === null) return { kind: "unreadable" };
  const person = await reading.person(personId);
  if (person === null) return { kind: "missing" };
  const same = person.aliases.filter((alias) => alias.toLowerCase() === spelling.toLowerCase());
  if (same.length === 0) return { kind: "not_added", person, spelling };
  const at = clock.now();
  for (const alias of same) {
    await audit.append({ at, who, action: "alias:off", subject: person.id, facts: { spelling: alias } });
    await edits.removeAlias(person.id, alias);
  }
  const [name = person.id] = person.record.names;
  const facts = { who, name, command: `/alias ${person.id} = ${spelling}` };
  await desk.notify([
    { key: `alias:off:${person.id}:${spelling}:${at.toISOString()}`, code: "alias_ended", facts },
  ]);
  return { kind: "removed", person, spelling };
}

function isLikeItsNames(spelling: string, { record, aliases }: Person): boolean {
  if (wordsOf(spelling).length < 2) return false;
  return [...record.names, ...aliases].some((name) => compareNames(name, spelling).verdict !== "different");
}
