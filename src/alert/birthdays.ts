import type { Message } from "../domain/alert.ts";
import { countsAsPrisoner } from "../domain/custody.ts";
import type { Language } from "../domain/language.ts";
import type { Person } from "../domain/person.ts";
import { addDays, type Day } from "../domain/time.ts";
import { formatDayOfYear } from "../locales/dates.ts";
import { digestTextsIn } from "../locales/digest.ts";
import { blocks, escapeHtml, html, lines } from "../locales/html.ts";
import { textsIn } from "../locales/texts.ts";
import { nameIn } from "../people/display.ts";
import { facilityName } from "../people/facilities.ts";
import { cleanText } from "./foreign-text.ts";

export interface Birthday {
  readonly person: Person;
  /** The day on which it is kept this time, `YYYY-MM-DD`. */
  readonly day: string;
  readonly turns: number;
}

/** Of people inside, from today to the end of the next month, soonest first. */
export function comingBirthdays(people: readonly Person[], today: string): readonly Birthday[] {
  const thisMonth = today.slice(0, 7);
  const months = new Map([thisMonth, monthAfter(thisMonth)].map((month) => [month.slice(5), month]));
  return people
    .flatMap((person) => {
      const born = person.record.birthDate;
      const month = born?.precision === "day" ? months.get(born.value.slice(5, 7)) : undefined;
      if (born === null || month === undefined || !countsAsPrisoner(person)) return [];
      const day = keptOn(month, born.value.slice(8, 10));
      const turns = Number(month.slice(0, 4)) - Number(born.value.slice(0, 4));
      return day >= today ? [{ person, day, turns }] : [];
    })
    .toSorted((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
}

/** The 29th of February is kept a day earlier in other years. */
function keptOn(month: string, dayOfMonth: string): string {
  const isMissing = month.endsWith("-02") && dayOfMonth === "29" && !isLeapYear(Number(month.slice(0, 4)));
  return `${month}-${isMissing ? "28" : dayOfMonth}`;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function monthAfter(month: string): string {
  const [year = 1970, number = 1] = month.split("-").map(Number);
  return number === 12 ? `${String(year + 1)}-01` : `${String(year)}-${String(number + 1).padStart(2, "0")}`;
}

/** As long as a postcard takes. */
const AHEAD_DAYS = 14;

/** Whose birthday is a fortnight after this day. */
export function birthdaysAhead(people: readonly Person[], today: Day): readonly Birthday[] {
  const day = addDays(today, AHEAD_DAYS);
  return comingBirthdays(people, today).filter((each) => each.day === day);
}

const MOST_SHOWN = 40;
const MOST_BUTTONS = 8;
const NAME_LENGTH = 60;

/** The reminder for all who asked for it; a discreet one says nothing of the matter. */
export function renderBirthdays(all: readonly Birthday[], language: Language, discreet: boolean): Message {
  if (discreet) return { html: escapeHtml(digestTextsIn(language).discreet), buttons: [] };
  const { birthdays: text } = textsIn(language);
  const shown = all.slice(0, MOST_SHOWN);
  const nameOf = ({ person }: Birthday): string =>
    cleanText(nameIn(language, person.record.names), NAME_LENGTH);
  const rows = shown.map((each) => {
    const facility = each.person.record.facility?.id ?? null;
    const place = facility === null ? null : (facilityName(facility)?.[language] ?? null);
    const facts = [text.turns(each.turns), ...(place === null ? [] : [place])].join(", ");
    return html`${formatDayOfYear(language, each.day)}: <b>${nameOf(each)}</b>, ${facts}`;
  });
  return {
    html: blocks(html`<b>${text.reminder}</b>`, lines(...rows), html`<i>${text.explain}</i>`).markup,
    buttons: shown
      .slice(0, MOST_BUTTONS)
      .map((each) => [{ text: nameOf(each), action: `le:${each.person.id}` }]),
  };
}
