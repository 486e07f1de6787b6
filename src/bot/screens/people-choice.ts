import type { Language } from "../../domain/language.ts";
import type { Person } from "../../domain/person.ts";
import { inflect } from "../../locales/grammar.ts";
import { blocks, html, type Html } from "../../locales/html.ts";
import { textsIn } from "../../locales/texts.ts";
import { facilityName } from "../../people/facilities.ts";
import { press, screen, type Screen } from "../screen.ts";
import { shownName } from "./person-card.ts";

/** What a press on a name does: card, step before following, letter. */
export type ChoiceAction = "p" | "w" | "le";

/** Several people fit: one button each, with the year of birth and the place. */
export function severalPeople(
  query: string,
  people: readonly Person[],
  action: ChoiceAction,
  language: Language,
): Screen {
  const words = textsIn(language).person.several(query);
  return screen(html`${words}`, ...choices(people, action, language));
}

/** Nobody fits: said plainly, with the nearest names when there are any. */
export function nobodyFound(
  query: string,
  nearest: readonly Person[],
  action: ChoiceAction,
  language: Language,
): Screen {
  const { person: text } = textsIn(language);
  const content: Html = blocks(text.notFound(query), nearest.length > 0 ? html`${text.nearest}` : null);
  return screen(content, ...choices(nearest, action, language));
}

function choices(people: readonly Person[], action: ChoiceAction, language: Language): Screen["buttons"] {
  return people.map((person) => press(choiceLabel(person, language), action, person.id));
}

export function choiceLabel(person: Person, language: Language): string {
  const { record } = person;
  const facility = record.facility?.id === null ? null : facilityName(record.facility?.id ?? "");
  const place =
    facility?.[language] ?? inflect(textsIn(language).vocabulary.custody[record.custody], record.gender);
  const born = record.birthDate?.value.slice(0, 4);
  return [shownName(person, language), born, record.custody === "unknown" ? undefined : place]
    .filter((part) => part !== undefined)
    .join(", ");
}
