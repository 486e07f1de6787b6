/**
 * Heads of state and negotiators whom every other report names: never the person whom news of prisoners are about.
 *
 * The one place with real names in code. No rule of the language tells «Лукашэнка памілаваў Прыкладнога» from «Прыкладны
 * памілаваў Лукашэнку», several prisoners bear the same surnames, and a ruler linked to a prisoner would be a false alert.
 * The office before the name (`not-people.ts`) covers most reports; these are the people whom reports name without it.
 */
import { fit } from "./match.ts";
import { type QueryWord, knownName } from "./name.ts";

/** Holders of public office only, and only those in the news of this subject; a prisoner never stands here. */
const RULERS = [
  "Аляксандр Лукашэнка",
  "Дональд Трамп",
  "Джон Коўл",
  "John Coale",
  "Кіт Келаг",
  "Keith Kellogg",
  "Уладзімір Пуцін",
  "Уладзімір Зяленскі",
  "Джо Байдэн",
  "Joe Biden",
  "Эманюэль Макрон",
  "Марка Рубіа",
  "Marco Rubio",
  "Дональд Туск",
  "Радаслаў Сікорскі",
  "Караль Наўроцкі",
  "Гітанас Наўседа",
].map((name) => knownName(name));

const KEYS: ReadonlySet<string> = new Set(
  RULERS.flatMap(({ words }) => words.filter(({ part }) => part === "surname").flatMap(({ keys }) => keys)),
);
const SAME = 0.45;
const SAME_SURNAME = 0.15;

/** @param words of one name; a bare surname counts when it fits closely */
export function isRuler(words: readonly QueryWord[]): boolean {
  if (!words.some(({ keys }) => keys.some((key) => KEYS.has(key)))) return false;
  return RULERS.some((ruler) => {
    const { distance, surname, given } = fit(words, ruler);
    return distance <= SAME && surname <= SAME_SURNAME && given !== "other" && given !== "near";
  });
}
