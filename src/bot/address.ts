import type { Facility } from "../domain/person.ts";
import { FACILITIES } from "../people/facilities.ts";

/** The address as the list gives it, in Cyrillic when there is one; else the known address of the place. */
export function facilityAddress(facility: Facility | null): string | null {
  if (facility === null) return null;
  const given = facility.addressRaw?.replace(/\s+/gu, " ").trim() ?? "";
  if (/\p{Script=Cyrillic}{3}/u.test(given)) return given.slice(0, 200);
  const known = FACILITIES.find(({ id }) => id === facility.id)?.address ?? null;
  return known ?? (given === "" ? null : given.slice(0, 200));
}
