import { Composer } from "grammy";

import { type Birthday, comingBirthdays } from "../../alert/birthdays.ts";
import { dayOf } from "../../domain/time.ts";
import { formatDayOfYear } from "../../locales/dates.ts";
import { blocks, html, lines } from "../../locales/html.ts";
import { facilityName } from "../../people/facilities.ts";
import { redraw, reply, toast } from "../answer.ts";
import { mayChangeChat } from "../chat.ts";
import type { BotContext } from "../context.ts";
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

  feature.callbackQuery(/^bd:remind(?::(on|off))?$/u, async (ctx) => {
    const { birthdays: text, common, settings } = ctx.text;
    if (!(await mayChangeChat(ctx))) return toast(ctx, common.adminsOnly);
    const wanted =
      ctx.match[1] === undefined ? ctx.subscriber?.birthdayReminders !== true : ctx.match[1] === "on";
    const result = await desk.subscribers.change(ctx.chatKey, ctx.language, { birthdayReminders: wanted });
    if (!result.ok) return toast(ctx, settings.refused);
    ctx.subscriber = result.subscriber;
    await toast(ctx, wanted ? text.remindersOn : text.remindersOff);
    return redraw(ctx, await birthdays(ctx, 0));
  });

  async function birthdays(ctx: BotContext, page: number): Promise<Screen> {
    const { birthdays: text, common } = ctx.text;
    const today = dayOf(desk.clock.now());
    const all = comingBirthdays([...(await desk.register()).values()], today);
    const isReminded = ctx.subscriber?.birthdayReminders ?? false;
    const pages = Math.max(1, Math.ceil(all.length / ON_PAGE));
    const shown = Math.min(page, pages - 1);
    const rows = all.slice(shown * ON_PAGE, (shown + 1) * ON_PAGE).map((each) => row(ctx, each));
    return screen(
      blocks(
        html`<b>${text.title}</b>`,
        rows.length === 0 ? html`${text.none}` : lines(...rows),
        pages > 1 ? html`${common.page(shown + 1, pages)}` : null,
        html`<i>${text.explain}</i>`,
        isReminded && ctx.subscriber?.subscribed !== true ? html`${text.needsSubscription}` : null,
      ),
      press(isReminded ? `✓ ${text.remind}` : text.remind, "bd", "remind", isReminded ? "off" : "on"),
      [
        ...(shown > 0 ? press(common.earlier, "bd", "p", String(shown - 1)) : []),
        ...(shown < pages - 1 ? press(common.later, "bd", "p", String(shown + 1)) : []),
      ],
    );
  }

  return feature;
}

function row({ text, language }: BotContext, { person, day, turns }: Birthday) {
  const facility = person.record.facility?.id ?? null;
  const place = facility === null ? null : (facilityName(facility)?.[language] ?? null);
  const facts = [text.birthdays.turns(turns), ...(place === null ? [] : [place])].join(", ");
  return html`${formatDayOfYear(language, day)}: <b>${shownName(person, language)}</b>, ${facts}`;
}
