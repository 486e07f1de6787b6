import type { CaseEvent } from "../domain/event.ts";
import type { NamedPerson } from "../domain/finding.ts";
import type { Language } from "../domain/language.ts";
import { nameIn } from "../people/display.ts";
import { recordOf } from "./facts.ts";
import { cleanText } from "./foreign-text.ts";
import { genderOf } from "./gender.ts";
import type { RenderOptions } from "./render-options.ts";

const NAME_LENGTH = 80;

/** A person of an event by the name that readers of the chat's language know. */
export function shownName(event: CaseEvent, person: NamedPerson, options: RenderOptions): string {
  const names = recordOf(person, options.people)?.names ?? [person.name];
  const all = withWrittenForms(names, person.personId, [event], options.language);
  return cleanText(nameIn(options.language, all), NAME_LENGTH);
}

/**
 * The forms of a name, best first for a language. Many lists give only Russian forms: what reports in the chat's
 * own language call this person comes before them, as far as the form is surely a nominative.
 */
export function withWrittenForms(
  names: readonly string[],
  personId: string | null,
  events: readonly CaseEvent[],
  language: Language,
): readonly string[] {
  if (personId === null) return names;
  const written = events
    .flatMap(({ reports }) => reports)
    .flatMap(({ people, origin }) => people.map((person) => ({ ...person, language: origin.language })))
    .filter((person) => person.personId === personId && !person.suspicious)
    .filter(({ name }) => genderOf(name) !== null);
  const own = written.filter((person) => person.language === language);
  const others = written.filter((person) => person.language !== language);
  return [...new Set([...own.map(({ name }) => name), ...names, ...others.map(({ name }) => name)])];
}
