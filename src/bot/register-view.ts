import type { Person } from "../domain/person.ts";
import type { Reading } from "../ports/reading.ts";

/** The register as screens may show it: without people under embargo. */
export type RegisterView = () => Promise<ReadonlyMap<string, Person>>;

/** Reads the register again only when it has changed. */
export function createRegisterView(reading: Pick<Reading, "people" | "registerVersion">): RegisterView {
  let held: { readonly version: number; readonly people: ReadonlyMap<string, Person> } | null = null;
  return async () => {
    const version = await reading.registerVersion();
    if (held?.version === version) return held.people;
    const shown = (await reading.people()).filter((person) => !person.embargo);
    const people = new Map(shown.map((person) => [person.id, person]));
    held = { version, people };
    return people;
  };
}
