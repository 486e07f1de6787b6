import { Composer } from "grammy";
import type { InlineKeyboardButton } from "grammy/types";

import type { Person } from "../../domain/person.ts";
import { blocks, html, lines } from "../../locales/html.ts";
import { envelopeFor } from "../address.ts";
import { goPrivate, reply, toast } from "../answer.ts";
import type { BotContext } from "../context.ts";
import { startPayload } from "../deep-link.ts";
import { takesLetters } from "../../domain/custody.ts";
import type { Desk } from "../desk.ts";
import { link, screen, type Screen } from "../screen.ts";
import { safeLink } from "../../alert/links.ts";
import { choiceLabel } from "../screens/people-choice.ts";
import { shownName } from "../screens/person-card.ts";
import { findPerson } from "./find.ts";
import { answerPrivately } from "./person.ts";

/** Telegram copies at most this many characters. */
const COPY_LENGTH = 256;

/** `/letter NAME`: where to write, what to write and what not. */
export function letterFeature(desk: Desk): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.command("letter", async (ctx) => {
    if (ctx.chat.type !== "private") return answerPrivately(ctx, desk, ctx.match);
    if (ctx.match.trim() === "") return reply(ctx, screen(ctx.text.letter.usage));
    const found = await findPerson(ctx, desk, ctx.match, "le");
    return reply(ctx, found.kind === "one" ? await letterScreen(ctx, desk, found.person) : found.screen);
  });
  feature.callbackQuery(/^le:(.+)$/u, async (ctx) => {
    if (ctx.chat?.type !== "private") return goPrivate(ctx, startPayload(ctx.match[1] ?? ""));
    const person = (await desk.register()).get(ctx.match[1] ?? "");
    if (person === undefined) return toast(ctx, ctx.text.person.gone);
    await toast(ctx);
    return reply(ctx, await letterScreen(ctx, desk, person));
  });

  return feature;
}

async function letterScreen({ text, language }: BotContext, desk: Desk, person: Person): Promise<Screen> {
  const name = shownName(person, language);
  if (!takesLetters(person)) return screen(html`${text.letter.notInside(name)}`);
  const events = await desk.reading.eventsOf(person.id, desk.clock.now());
  const isSilent = events.some(
    ({ kind, certainty }) => kind === "incommunicado" && certainty === "confirmed",
  );
  const envelope = envelopeFor(person, language);
  const source = safeLink(person.record.url, desk.allowedHosts);
  return screen(
    blocks(
      html`<b>${text.letter.title(choiceLabel(person, language))}</b>`,
      envelope === null
        ? html`${text.letter.addressUnknown}`
        : lines(html`${text.letter.address}:`, html`<code>${envelope.text}</code>`),
      envelope === null
        ? null
        : html`${envelope.isOf2023 ? `${text.letter.addressOf2023} ` : ""}${text.letter.addressMayBeOld}`,
      isSilent ? html`${text.letter.maybeNoLetters}` : null,
      text.letter.rules,
    ),
    envelope === null ? [] : copyButton(text.letter.copyAddress, envelope.text),
    source === null ? [] : link(`${text.person.buttons.source} ↗`, source),
  );
}

function copyButton(text: string, copied: string): readonly InlineKeyboardButton[] {
  return [{ text, copy_text: { text: copied.slice(0, COPY_LENGTH) } }];
}
