import type { Language } from "../domain/language.ts";
import type { Facility, Person } from "../domain/person.ts";
import { nameIn } from "../people/display.ts";
import { FACILITIES } from "../people/facilities.ts";

/** What is written on an envelope, a line each. */
export interface Envelope {
  readonly text: string;
  /** The list names no street, so it is the institution's of 2023. */
  readonly isOf2023: boolean;
}

const LENGTH = 200;

/** Null when the list names no place whose address is known. */
export function envelopeFor({ record }: Pick<Person, "record">, language: Language): Envelope | null {
  const place = addressOf(record.facility, language);
  if (place === null) return null;
  // The post reads Russian everywhere in the country, and Belarusian; Latin letters only as the name of the country.
  const name = nameIn(language === "be" ? "be" : "ru", record.names);
  const country = language === "en" ? ["Belarus"] : [];
  return { ...place, text: [place.text, name, ...country].join("\n") };
}

/** As the list gives it, in Cyrillic when there is one; else the known address of the place. */
function addressOf(facility: Facility | null, language: Language): Envelope | null {
  if (facility === null) return null;
  const given = (facility.addressRaw?.replace(/\s+/gu, " ").trim() ?? "").slice(0, LENGTH);
  if (/\p{Script=Cyrillic}{3}/u.test(given)) return { text: given, isOf2023: false };
  const known = FACILITIES.find(({ id }) => id === facility.id);
  if (known === undefined || known.address === null)
    return given === "" ? null : { text: given, isOf2023: false };
  const written = language === "be" ? "be" : "ru";
  const [name = ""] = known.name[written].split(/[,(]/u);
  return { text: `${name.trim()}, ${known.address[written]}`, isOf2023: true };
}
