import type { Alert } from "../domain/alert.ts";
import type { Person } from "../domain/person.ts";

/**
 * The alert as if it named every record of its people: whoever follows another record of the same person is told,
 * too, and once. For planning; it is never shown.
 */
export function withAllRecords(alert: Alert, people: Iterable<Pick<Person, "others">>): Alert {
  const others = [...people].flatMap((person) => person.others ?? []);
  if (others.length === 0) return alert;
  const named = others.map((personId) => ({ personId, name: "", suspicious: false }));
  return { ...alert, event: { ...alert.event, people: [...alert.event.people, ...named] } };
}

/** Those of its people whom the register knows, by the ids that the alert gives. */
export async function peopleOf(
  alert: Alert,
  find: (id: string) => Promise<Person | null>,
): Promise<ReadonlyMap<string, Person>> {
  const people = new Map<string, Person>();
  for (const id of personIdsOf(alert)) {
    const person = await find(id);
    if (person !== null) people.set(id, person);
  }
  return people;
}

export function personIdsOf(alert: Alert): string[] {
  return alert.event.people.map(({ personId }) => personId).filter((id) => id !== null);
}
