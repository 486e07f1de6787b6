import { Composer } from "grammy";

import type { Person } from "../../domain/person.ts";
import { dayOf } from "../../domain/time.ts";
import { formatDayOfYear } from "../../locales/dates.ts";
import { blocks, html, lines } from "../../locales/html.ts";
import { facilityName } from "../../people/facilities.ts";
import { redraw, reply, toast } from "../answer.ts";
import type { BotContext } from "../context.ts";
import { countsAsPrisoner } from "../custody.ts";
import type { Desk } from "../desk.ts";
import { press, screen, type Screen } from "../screen.ts";
import { shownName } from "../screens/person-card.ts";

const ON_PAGE = 20;

/** `/birthdays` of people inside, this month and next. */
export function birthdaysFeature(desk: Desk): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.command("birthdays", async (ctx) => reply(ctx, await birthdays(ctx, 0)));
  feature.callbackQuery(/^bd:p:(\d{1,3})$/u, async (ctx) => {
    await toast(ctx);
    await redraw(ctx, await birthdays(ctx, Number(ctx.match[1])));
  });

  async function birthdays(ctx: BotContext, page: number): Promise<Screen> {
    const { birthdays: text, common } = ctx.text;
    const today = dayOf(desk.clock.now());
    const all = comingBirthdays([...(await desk.register()).values()], today);
    const pages = Math.max(1, Math.ceil(all.length / ON_PAGE));
    const shown = Math.min(page, pages - 1);
    const rows = all.slice(shown * ON_PAGE, (shown + 1) * ON_PAGE).map((each) => row(ctx, each));
    return screen(
      blocks(
        html`<b>${text.title}</b>`,
        rows.length === 0 ? html`${text.none}` : lines(...rows),
        pages > 1 ? html`${common.page(shown + 1, pages)}` : null,
        html`<i>${text.explain}</i>`,
      ),
      [
        ...(shown > 0 ? press(common.earlier, "bd", "p", String(shown - 1)) : []),
        ...(shown < pages - 1 ? press(common.later, "bd", "p", String(shown + 1)) : []),
      ],
    );
  }

  return feature;
}

interface Birthday {
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

function row({ text, language }: BotContext, { person, day, turns }: Birthday) {
  const facility = person.record.facility?.id ?? null;
  const place = facility === null ? null : (facilityName(facility)?.[language] ?? null);
  const facts = [text.birthdays.turns(turns), ...(place === null ? [] : [place])].join(", ");
  return html`${formatDayOfYear(language, day)}: <b>${shownName(person, language)}</b>, ${facts}`;
}
