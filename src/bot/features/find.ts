import type { Person } from "../../domain/person.ts";
import { html } from "../../locales/html.ts";
import type { BotContext } from "../context.ts";
import type { Desk } from "../desk.ts";
import { screen, type Screen } from "../screen.ts";
import { nobodyFound, severalPeople, type ChoiceAction } from "../screens/people-choice.ts";

const SHORTEST = 3;
const LONGEST = 120;
const MOST_CHOICES = 6;

/** One person, or the screen that says why it is not one. */
export type Search =
  { readonly kind: "one"; readonly person: Person } | { readonly kind: "screen"; readonly screen: Screen };

/** Looks a name up as a person wrote it; what to press next depends on `action`. */
export async function findPerson(
  { text, language }: BotContext,
  desk: Desk,
  query: string,
  action: ChoiceAction,
): Promise<Search> {
  const name = query.normalize("NFC").replace(/\s+/gu, " ").trim();
  const letters = name.match(/\p{L}/gu)?.length ?? 0;
  if (name.length > LONGEST) return answer(screen(html`${text.person.tooLong}`));
  if (letters < SHORTEST) return answer(screen(html`${text.person.tooShort}`));
  const register = await desk.register();
  // As if people under embargo were not known: what is asked about a namesake must neither tell of them nor of another.
  const { verdict, candidates } = desk.search.find(name, MOST_CHOICES, register);
  const people = candidates.map(({ id }) => register.get(id)).filter((person) => person !== undefined);
  const [first] = people;
  if (first === undefined || verdict === "none")
    return answer(nobodyFound(name, people.slice(0, 3), action, language));
  // A single name that is not surely meant is asked about: a card, a letter or a follow would be of the wrong person.
  if (verdict === "one") return { kind: "one", person: first };
  return answer(severalPeople(name, people, action, language));
}

function answer(shown: Screen): Search {
  return { kind: "screen", screen: shown };
}
