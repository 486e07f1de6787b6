import type { Language } from "../../domain/language.ts";
import type { Person } from "../../domain/person.ts";
import { inflect } from "../../locales/grammar.ts";
import { blocks, html, type Html, lines } from "../../locales/html.ts";
import { textsIn } from "../../locales/texts.ts";
import { facilityName } from "../../people/facilities.ts";
import { press, screen, type Screen } from "../screen.ts";
import { shownName } from "./person-card.ts";

/** What a press on a name does: card, step before following, letter. */
export type ChoiceAction = "p" | "w" | "le";

/** Several people fit, or one not surely: each with the year of birth and the place, and a button. */
export function severalPeople(
  query: string,
  people: readonly Person[],
  action: ChoiceAction,
  language: Language,
): Screen {
  const { several, perhaps } = textsIn(language).person;
  const words = people.length === 1 ? perhaps(query) : several(query);
  return screen(blocks(html`${words}`, list(people, language)), ...choices(people, action, language));
}

/** Nobody fits: said plainly, with the nearest names when there are any. */
export function nobodyFound(
  query: string,
  nearest: readonly Person[],
  action: ChoiceAction,
  language: Language,
): Screen {
  const { person: text } = textsIn(language);
  const close = nearest.length > 0 ? lines(html`${text.nearest}`, list(nearest, language)) : null;
  return screen(blocks(text.notFound(query), close), ...choices(nearest, action, language));
}

/** What tells one from another stands in the message: phones cut the ends of buttons. */
function list(people: readonly Person[], language: Language): Html {
  return lines(...people.map((person, n) => html`${n + 1}. ${choiceLabel(person, language)}`));
}

function choices(people: readonly Person[], action: ChoiceAction, language: Language): Screen["buttons"] {
  return people.map((person, n) =>
    press(`${String(n + 1)}. ${nameAndYear(person, language)}`, action, person.id),
  );
}

function nameAndYear(person: Person, language: Language): string {
  const born = person.record.birthDate?.value.slice(0, 4);
  return [shownName(person, language), ...(born === undefined ? [] : [born])].join(", ");
}

export function choiceLabel(person: Person, language: Language): string {
  return [shownName(person, language), ...tellingApart(person, language)].join(", ");
}

/** The year of birth, and the place or else the state. */
export function tellingApart(person: Person, language: Language): readonly string[] {
  const { record } = person;
  const facility = record.facility?.id === null ? null : facilityName(record.facility?.id ?? "");
  const place =
    facility?.[language] ?? inflect(textsIn(language).vocabulary.custody[record.custody], record.gender);
  const born = record.birthDate?.value.slice(0, 4);
  return [born, record.custody === "unknown" ? undefined : place].filter((part) => part !== undefined);
}
