import type { Person } from "../domain/person.ts";
import type { Clock } from "../ports/clock.ts";
import type { AuditLog } from "../ports/event-store.ts";
import type { Reading, RegisterEdits } from "../ports/reading.ts";
import type { NameMatch } from "./person-index.ts";

export interface AliasPorts {
  readonly edits: Pick<RegisterEdits, "addAlias">;
  readonly reading: Pick<Reading, "person">;
  readonly search: { find(query: string, limit?: number): NameMatch };
  readonly audit: Pick<AuditLog, "append">;
  readonly clock: Clock;
}

export type AliasResult =
  | { readonly kind: "added"; readonly person: Person; readonly spelling: string }
  /** The person has it already. */
  | { readonly kind: "known"; readonly person: Person; readonly spelling: string }
  /** It surely means somebody else, of that id. */
  | { readonly kind: "taken"; readonly byId: string }
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
 * changed. A spelling that surely means somebody else is refused, since it would link news to the wrong person.
 *
 * @param who the moderator's alias
 * @param source where it is written so; it stands in the log
 */
export async function addAlias(
  { edits, reading, search, audit, clock }: AliasPorts,
  who: string,
  personId: string,
  written: string,
  source: string | null = null,
): Promise<AliasResult> {
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
  // The line first: what is done is never done without one.
  const facts = source === null ? { spelling } : { spelling, source };
  await audit.append({ at: clock.now(), who, action: "alias", subject: personId, facts });
  await edits.addAlias(personId, spelling);
  return { kind: "added", person, spelling };
}
