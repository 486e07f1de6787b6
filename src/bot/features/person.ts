import { Composer } from "grammy";

import { safeLink } from "../../alert/links.ts";
import type { Person } from "../../domain/person.ts";
import { blocks, html, lines } from "../../locales/html.ts";
import { goPrivate, redraw, reply, toast } from "../answer.ts";
import type { BotContext } from "../context.ts";
import { personIdOf, startPayload } from "../deep-link.ts";
import type { Desk } from "../desk.ts";
import { link, press, screen, type Screen } from "../screen.ts";
import { personCard, shownName } from "../screens/person-card.ts";
import { timelineLines } from "../screens/timeline.ts";
import { findPerson } from "./find.ts";

const EVENTS_ON_PAGE = 12;

/** `/person NAME`, `/status NAME`, `/start p_…`, and a bare name in a private chat. */
export function personFeature(desk: Desk): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  const privately = feature.chatType("private");

  feature.command(["person", "status"], async (ctx) => {
    const query = ctx.match.trim();
    if (query === "") return reply(ctx, screen(ctx.text.person.usage));
    return ctx.chat.type === "private" ? search(ctx, desk, query) : answerPrivately(ctx, desk, query);
  });
  privately.command("start").filter(
    (ctx) => ctx.match.startsWith("p_"),
    async (ctx) => {
      const person = (await desk.register()).get(personIdOf(ctx.match) ?? "");
      const gone = screen(html`${ctx.text.person.gone}`);
      return reply(ctx, person === undefined ? gone : await cardOf(ctx, desk, person));
    },
  );
  feature.callbackQuery(/^(p|pc|pt:\d{1,3}):(.+)$/u, async (ctx) => {
    const [, action = "", id = ""] = ctx.match;
    if (ctx.chat?.type !== "private") return goPrivate(ctx, startPayload(id));
    const person = (await desk.register()).get(id);
    if (person === undefined) return toast(ctx, ctx.text.person.gone);
    await toast(ctx);
    if (action === "p") return reply(ctx, await cardOf(ctx, desk, person));
    if (action === "pc") return redraw(ctx, await cardOf(ctx, desk, person));
    return redraw(ctx, await timelineOf(ctx, desk, person, Number(action.slice("pt:".length))));
  });
  privately.on("message:text").filter(
    (ctx) => !ctx.message.text.startsWith("/"),
    (ctx) => search(ctx, desk, ctx.message.text),
  );
  // A picture with a name under it asks for the name.
  privately.on("message:caption").filter(
    (ctx) => !ctx.message.caption.startsWith("/"),
    (ctx) => search(ctx, desk, ctx.message.caption),
  );

  return feature;
}

async function search(ctx: BotContext, desk: Desk, query: string): Promise<void> {
  const found = await findPerson(ctx, desk, query, "p");
  await reply(ctx, found.kind === "one" ? await cardOf(ctx, desk, found.person) : found.screen);
}

async function cardOf(ctx: BotContext, desk: Desk, person: Person): Promise<Screen> {
  const now = desk.clock.now();
  const payload = startPayload(person.id);
  const facts = {
    person,
    events: await desk.reading.eventsOf(person.id, now),
    list: desk.listOf(person),
    isFollowed: ctx.subscriber?.follows.includes(person.id) ?? false,
    sourceUrl: safeLink(person.record.url, desk.allowedHosts),
    allowedHosts: desk.allowedHosts,
    shareLink: payload === null ? null : `https://t.me/${ctx.me.username}?start=${payload}`,
    isPrivate: ctx.chat?.type === "private",
    now,
  };
  return personCard(facts, ctx.language);
}

async function timelineOf(ctx: BotContext, desk: Desk, person: Person, page: number): Promise<Screen> {
  const events = await desk.reading.eventsOf(person.id, desk.clock.now());
  const pages = Math.max(1, Math.ceil(events.length / EVENTS_ON_PAGE));
  const shown = Math.min(Math.max(1, page), pages);
  const { person: text, common } = ctx.text;
  const onPage = events.slice((shown - 1) * EVENTS_ON_PAGE, shown * EVENTS_ON_PAGE);
  return screen(
    blocks(
      html`<b>${shownName(person, ctx.language)}</b>`,
      lines(...timelineLines(onPage, desk.allowedHosts, ctx.language)),
      pages > 1 ? html`${common.page(shown, pages)}` : null,
    ),
    [
      ...(shown > 1 ? press(common.previous, "pt", String(shown - 1), person.id) : []),
      ...(shown < pages ? press(common.next, "pt", String(shown + 1), person.id) : []),
    ],
    press(text.buttons.card, "pc", person.id),
  );
}

/** Asked in a group: the card opens in the asker's own chat, where it need not be asked for again. */
export async function answerPrivately(ctx: BotContext, desk: Desk, query: string): Promise<void> {
  const found = await findPerson(ctx, desk, query, "p");
  await reply(ctx, openPrivately(ctx, found.kind === "one" ? startPayload(found.person.id) : null));
}

/** In a group everybody would see whom somebody asks about. */
export function openPrivately(ctx: BotContext, payload: string | null = null): Screen {
  const address = `https://t.me/${ctx.me.username}`;
  return screen(
    html`${payload === null ? ctx.text.common.privateOnly : ctx.text.common.cardInPrivate}`,
    link(ctx.text.common.openPrivately, payload === null ? address : `${address}?start=${payload}`),
  );
}
