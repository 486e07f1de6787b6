import { Composer } from "grammy";

import type { Person } from "../../domain/person.ts";
import { blocks, html, lines } from "../../locales/html.ts";
import { goPrivate, redraw, reply, toast } from "../answer.ts";
import type { BotContext } from "../context.ts";
import { startPayload } from "../deep-link.ts";
import type { Desk } from "../desk.ts";
import { press, screen, type Screen } from "../screen.ts";
import { choiceLabel } from "../screens/people-choice.ts";
import { shownName } from "../screens/person-card.ts";
import { findPerson } from "./find.ts";
import { answerPrivately, openPrivately } from "./person.ts";

/** Following is a step of its own that says what is stored: `/follow NAME`, `/following`. In private only. */
export function followFeature(desk: Desk): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.command("follow", async (ctx) => {
    if (ctx.chat.type !== "private") return answerPrivately(ctx, desk, ctx.match);
    if (ctx.match.trim() === "") return reply(ctx, screen(ctx.text.follow.usage));
    const found = await findPerson(ctx, desk, ctx.match, "w");
    return reply(ctx, found.kind === "one" ? explain(ctx, found.person) : found.screen);
  });
  feature.command("following", async (ctx) =>
    reply(ctx, ctx.chat.type === "private" ? await followed(ctx, desk) : openPrivately(ctx)),
  );

  feature.callbackQuery("m:following", async (ctx) => {
    if (ctx.chat?.type !== "private") return toast(ctx, ctx.text.common.privateOnly);
    await toast(ctx);
    return reply(ctx, await followed(ctx, desk));
  });

  feature.callbackQuery(/^(w|fo|u):(.+)$/u, async (ctx) => {
    const [, action = "", id = ""] = ctx.match;
    if (ctx.chat?.type !== "private") return goPrivate(ctx, startPayload(id));
    const person = (await desk.register()).get(id);
    if (action === "u") return stop(ctx, id, person);
    if (person === undefined) return toast(ctx, ctx.text.person.gone);
    await toast(ctx);
    return action === "w" ? reply(ctx, explain(ctx, person)) : redraw(ctx, await take(ctx, desk, person));
  });
  feature.callbackQuery("fx", async (ctx) => {
    await toast(ctx);
    await redraw(ctx, screen(html`${ctx.text.follow.cancelled}`));
  });

  /** Also for people who are on no list any more: whoever follows must be able to stop. */
  async function stop(ctx: BotContext, id: string, person: Person | undefined): Promise<void> {
    await desk.subscribers.unfollow(ctx.chatKey, id);
    await toast(ctx);
    const name = person === undefined ? ctx.text.follow.nameless : shownName(person, ctx.language);
    await reply(ctx, screen(ctx.text.follow.stopped(name)));
  }

  return feature;
}

function explain({ text, subscriber, language }: BotContext, person: Person): Screen {
  const name = shownName(person, language);
  if (subscriber?.follows.includes(person.id) === true) {
    return screen(text.follow.already(name), press(text.person.buttons.unfollow, "u", person.id));
  }
  // With the year and the place: whoever means a namesake must see it before anything is stored.
  return screen(
    text.follow.explain(choiceLabel(person, language)),
    press(text.follow.confirm, "fo", person.id),
    press(text.follow.cancel, "fx"),
  );
}

async function take({ chatKey, text, language }: BotContext, desk: Desk, person: Person): Promise<Screen> {
  const outcome = await desk.subscribers.follow(chatKey, language, person.id);
  const name = shownName(person, language);
  switch (outcome) {
    case "followed":
      return screen(text.follow.done(name));
    case "followed_and_subscribed":
      return screen(blocks(text.follow.done(name), html`${text.follow.onlyThem}`));
    case "already":
      return screen(text.follow.already(name));
    case "too_many":
      return screen(html`${text.follow.tooMany}`);
  }
}

/** Whom the chat follows; pressing a name shows the person, the cross beside it stops following. */
async function followed({ text, subscriber, language }: BotContext, desk: Desk): Promise<Screen> {
  const follows = subscriber?.follows ?? [];
  if (follows.length === 0) return screen(text.follow.none);
  const register = await desk.register();
  const people = follows.map((id) => ({ id, person: register.get(id) }));
  const told = people.map(
    ({ person }, n) =>
      html`${n + 1}. ${person === undefined ? text.follow.nameless : choiceLabel(person, language)}`,
  );
  const cards = people.map(({ id, person }, n) =>
    press(
      `${String(n + 1)}. ${person === undefined ? text.follow.nameless : shownName(person, language)}`,
      "p",
      id,
    ),
  );
  const stops = people.flatMap(({ id }, n) => press(`✕ ${String(n + 1)}`, "u", id));
  return screen(
    blocks(html`<b>${text.follow.listTitle}</b>`, lines(...told), html`<i>${text.follow.tapToStop}</i>`),
    ...cards,
    ...inRows(stops, STOPS_IN_ROW),
  );
}

/** A name needs the whole width, a number a quarter of it. */
const STOPS_IN_ROW = 4;

function inRows<T>(all: readonly T[], most: number): readonly (readonly T[])[] {
  return all.flatMap((_, n) => (n % most === 0 ? [all.slice(n, n + most)] : []));
}
