import type { PartialDate, PersonRecord } from "../domain/person.ts";
import { addDays, type Day } from "../domain/time.ts";
import { readPartialDate, spanOf } from "./tracker-dates.ts";
import {
  clausesOf,
  mayTellOfDeath,
  saysAtLiberty,
  saysDied,
  saysEmbargo,
  saysReleased,
} from "./tracker-words.ts";

export type Standing = "active" | "former" | "np";

/** The list's own three statuses. */
export function standingOf(record: PersonRecord): Standing {
  switch (record.recognition) {
    case "recognised":
      return "active";
    case "not_recognised":
      return "np";
    case "former":
    case "recognised_ex_post_facto":
      return "former";
  }
}

/** The list's words in one column, empty when there are none. */
export function cellOf(record: PersonRecord, column: string): string {
  return record.cells?.[column] ?? "";
}

/** «Освобожден» in the place of the facility. */
export function isPlaceOut(record: PersonRecord): boolean {
  const place = cellOf(record, "prison") || cellOf(record, "prison/title");
  return !saysAtLiberty(place) && saysReleased(clausesOf(place));
}

/** The date in the release column; of somebody who is inside it is a plan, an error or an earlier release. */
export function releaseDateOf(record: PersonRecord): PartialDate | null {
  return record.release?.date ?? readPartialDate(record.cells?.["release_date"]);
}

/** The died column holds a date or any yes. */
export function isMarkedDead(record: PersonRecord): boolean {
  return record.diedOn !== null || /^(?!no$|нет$|не$)\S/iu.test(cellOf(record, "died"));
}

/** The list says it in whatever place: only ever a claim. */
export function isClaimedDead(record: PersonRecord): boolean {
  if (isMarkedDead(record)) return true;
  const text = `${record.descriptionRaw ?? ""}\n${cellOf(record, "prison")}`;
  return mayTellOfDeath(text) && saysDied(clausesOf(text));
}

export function isEmbargoed(record: PersonRecord): boolean {
  return saysEmbargo(record.descriptionRaw) || record.clusters.some((cluster) => saysEmbargo(cluster));
}

/** No older than so many days; unknown dates are not recent. */
export function isRecent(date: PartialDate | null, today: Day, days: number): boolean {
  return date !== null && spanOf(date).to >= addDays(today, -days);
}

/** Letters that Belarusian and Russian spellings of one name change between, and no marks. */
export function foldWords(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[іы]/gu, "и")
    .replace(/ў/gu, "у")
    .replace(/[’'ʼ`]/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** The same name in whatever order of its words. */
export function nameKey(record: PersonRecord): string {
  return foldWords(record.names[0] ?? "")
    .split(" ")
    .toSorted((a, b) => (a < b ? -1 : 1))
    .join(" ");
}
