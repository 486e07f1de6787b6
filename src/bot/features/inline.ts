import { Composer } from "grammy";
import type { InlineQueryResultArticle } from "grammy/types";

import type { Language } from "../../domain/language.ts";
import type { Person } from "../../domain/person.ts";
import { capitalised, inflect } from "../../locales/grammar.ts";
import { clip } from "../../locales/html.ts";
import { textsIn } from "../../locales/texts.ts";
import type { BotContext } from "../context.ts";
import { startPayload } from "../deep-link.ts";
import type { Desk } from "../desk.ts";
import { lookUp } from "./find.ts";
import { tellingApart } from "../screens/people-choice.ts";
import { personCard, shownName } from "../screens/person-card.ts";

const SHORTEST = 3;
const LONGEST = 80;
const ON_PAGE = 10;
/** Facts of the register change a few times a day. */
const CACHE_SECONDS = 300;

/** `@bot NAME` in any chat. The answer is the same for everybody, so Telegram may keep it for all. */
export function inlineFeature(desk: Desk): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.on("inline_query", async (ctx) => {
    const query = ctx.inlineQuery.query.trim().slice(0, LONGEST);
    const people = query.length < SHORTEST ? [] : await peopleFor(desk, query);
    const language = languageOfText(query);
    // Telegram gives the offset back as it was; what it never had begins anew.
    const from = /^\d{1,3}$/u.test(ctx.inlineQuery.offset) ? Number(ctx.inlineQuery.offset) : 0;
    const shown = people.slice(from, from + ON_PAGE);
    const results = await Promise.all(shown.map((person) => article(ctx, desk, person, language)));
    const next = from + ON_PAGE < people.length ? { next_offset: String(from + ON_PAGE) } : {};
    await ctx.answerInlineQuery(results, { cache_time: CACHE_SECONDS, is_personal: false, ...next });
  });

  return feature;
}

async function peopleFor(desk: Desk, query: string): Promise<readonly Person[]> {
  const { verdict, people } = await lookUp(desk, query);
  if (verdict === "none") return [];
  return verdict === "one" ? people.slice(0, 1) : people;
}

/** A cached answer must not depend on who asks: the letters of the query choose its language. */
function languageOfText(text: string): Language {
  if (!/\p{Script=Cyrillic}/u.test(text)) return "en";
  return /[ищъ]/iu.test(text) && !/[ўі]/iu.test(text) ? "ru" : "be";
}

async function article(
  ctx: BotContext,
  desk: Desk,
  person: Person,
  language: Language,
): Promise<InlineQueryResultArticle> {
  const now = desk.clock.now();
  const payload = startPayload(person.id);
  const { html } = personCard(
    {
      person,
      events: await desk.reading.eventsOf(person.id, now),
      list: desk.listOf(person),
      isFollowed: false,
      sourceUrl: null,
      allowedHosts: desk.allowedHosts,
      shareLink: null,
      isPrivate: false,
      now,
    },
    language,
  );
  const { vocabulary, alert } = textsIn(language);
  const { record } = person;
  const state = inflect(vocabulary.custody[record.custody], record.gender);
  return {
    type: "article",
    id: person.id,
    title: shownName(person, language),
    description: [state, ...tellingApart(person, language).filter((part) => part !== state)]
      .map((part, n) => (n === 0 ? capitalised(part) : part))
      .join(", "),
    input_message_content: {
      message_text: clip(html.markup),
      parse_mode: "HTML",
      link_preview_options: { is_disabled: true },
    },
    ...(payload === null
      ? {}
      : {
          reply_markup: {
            inline_keyboard: [
              [{ text: alert.buttons.details, url: `https://t.me/${ctx.me.username}?start=${payload}` }],
            ],
          },
        }),
  };
}
