import { EVENT_KINDS, type EventKind } from "../../domain/kind.ts";

/** Words by which moderators may name a kind, beside its code: stems, the longer before the shorter. */
const STEMS: readonly (readonly [string, EventKind])[] = [
  ["невызвал", "not_released"],
  ["не вызвал", "not_released"],
  ["не освобо", "not_released"],
  ["not released", "not_released"],
  ["вызвал", "release"],
  ["освобо", "release"],
  ["freed", "release"],
  ["памілав", "pardon"],
  ["помилов", "pardon"],
  ["затрым", "arrest"],
  ["арышт", "arrest"],
  ["задерж", "arrest"],
  ["арест", "arrest"],
  ["detention", "arrest"],
  ["detained", "arrest"],
  ["абвінав", "charge"],
  ["обвин", "charge"],
  ["прысуд", "sentence"],
  ["асудж", "sentence"],
  ["приговор", "sentence"],
  ["осужд", "sentence"],
  ["verdict", "sentence"],
  ["рэжым", "regime"],
  ["режим", "regime"],
  ["інкамунікада", "incommunicado"],
  ["инкоммуникадо", "incommunicado"],
  ["здароў", "health"],
  ["здоров", "health"],
  ["смерц", "death"],
  ["смерт", "death"],
  ["памёр", "death"],
  ["памерла", "death"],
  ["умер", "death"],
  ["died", "death"],
  ["прызнан", "recognition"],
  ["призна", "recognition"],
  ["дэпарт", "deportation"],
  ["депорт", "deportation"],
  ["высыл", "deportation"],
  ["здзел", "deal"],
  ["дамоўлен", "deal"],
  ["сделк", "deal"],
];

/** @returns null when the line names no kind */
export function kindOfWord(line: string): EventKind | null {
  const word = line
    .trim()
    .toLowerCase()
    .replace(/[.:!]+$/u, "");
  if (word.length > 30) return null;
  const code = word.replaceAll(/[\s-]+/gu, "_");
  const exact = EVENT_KINDS.find((kind) => kind === code || `${kind}s` === code);
  if (exact !== undefined) return exact;
  return STEMS.find(([stem]) => word.startsWith(stem))?.[1] ?? null;
}
