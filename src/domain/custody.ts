import type { Custody, Person, PersonRecord } from "./person.ts";

const INSIDE: ReadonlySet<Custody> = new Set<Custody>([
  "detained",
  "administrative_arrest",
  "remand",
  "house_arrest",
  "colony",
  "prison_regime",
  "open_facility",
  "home_confinement",
  "arrest_sentence",
  "compulsory_treatment",
]);

const WITH_POST: ReadonlySet<Custody> = new Set<Custody>([
  "detained",
  "remand",
  "colony",
  "prison_regime",
  "open_facility",
  "arrest_sentence",
  "compulsory_treatment",
]);

/** Deprived of liberty in any form that the list names. */
export function isInside({ record }: { readonly record: Pick<PersonRecord, "custody"> }): boolean {
  return INSIDE.has(record.custody);
}

/** Letters go to places of detention; the post of open facilities takes them too. */
export function takesLetters({ record, presence }: Pick<Person, "record" | "presence">): boolean {
  return presence === "listed" && WITH_POST.has(record.custody);
}

/** A political prisoner in custody as the list counts them: recognised and neither out nor dead. */
export function countsAsPrisoner({ record, presence }: Pick<Person, "record" | "presence">): boolean {
  if (presence !== "listed" || record.recognition !== "recognised") return false;
  return INSIDE.has(record.custody) || record.custody === "unknown";
}
