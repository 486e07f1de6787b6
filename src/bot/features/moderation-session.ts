import { Composer } from "grammy";

import type { Moderator } from "../../domain/moderator.ts";
import { blocks, html, type Html } from "../../locales/html.ts";
import { deskTextsIn } from "../../locales/moderation/texts.ts";
import { mayDo, type Right } from "../../moderate/session.ts";
import {
  admit,
  giveCode,
  moderatorOf,
  rememberShown,
  type Admission,
} from "../../moderate/session-actions.ts";
import { reply, toast } from "../answer.ts";
import { showModeratorMenu } from "../commands.ts";
import type { BotContext } from "../context.ts";
import { screen } from "../screen.ts";
import type { ModerationPorts } from "./moderation-ports.ts";

const CODE = /^\d{3}\s?\d{3}$/u;

/** What a command needs; with words behind it, when without them it only explains itself. */
const COMMANDS: Readonly<Record<string, { readonly right: Right; readonly bare: "explains" | "acts" }>> = {
  queue: { right: "look", bare: "acts" },
  audit: { right: "look", bare: "acts" },
  // The least of rights, and no code: it must work at once, on any phone.
  halt: { right: "look", bare: "acts" },
  post: { right: "decide", bare: "explains" },
  correct: { right: "decide", bare: "explains" },
  retract: { right: "decide", bare: "explains" },
  embargo: { right: "decide", bare: "explains" },
  alias: { right: "decide", bare: "explains" },
  card: { right: "decide", bare: "explains" },
  same: { right: "decide", bare: "explains" },
  mute: { right: "decide", bare: "explains" },
  resume: { right: "decide", bare: "acts" },
  role: { right: "administer", bare: "explains" },
};

/** Buttons that only show something: the next card, the words of a correction to copy, the choice of what to unite, of a status. */
const SHOWING = /^mod:(?:[ntg]:|post:|c[fz]:)/u;

interface Need {
  readonly right: Right;
  readonly code: boolean;
  /** The command again, to be done after the code; null for a button. */
  readonly again: string | null;
}

function needOf(ctx: BotContext): Need | null {
  const data = ctx.callbackQuery?.data;
  if (data !== undefined) {
    if (!data.startsWith("mod:")) return null;
    return { right: SHOWING.test(data) ? "look" : "decide", code: !SHOWING.test(data), again: null };
  }
  const text = ctx.message?.text ?? "";
  const [, word = "", rest = ""] = /^\/([a-z]+)(?:@\w+)?([^]*)$/u.exec(text) ?? [];
  const command = Object.hasOwn(COMMANDS, word) ? COMMANDS[word] : undefined;
  if (command === undefined) return null;
  const acts = command.right !== "look" && (command.bare === "acts" || rest.trim() !== "");
  return { right: acts ? command.right : "look", code: acts, again: text };
}

/** Codes, and the gate before everything that changes something. */
export function sessionFeature(ports: ModerationPorts): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.hears(CODE, async (ctx, next) => {
    const { moderator } = ctx;
    if (moderator === undefined || moderator.secret === null) return next();
    const waiting = await takeCode(ctx, ports, moderator, ctx.message?.text ?? "");
    if (waiting === null || ctx.message === undefined) return undefined;
    // The command that waited goes on its way as if it had been sent now.
    const length = waiting.split(/\s/u)[0]?.length ?? 0;
    Object.assign(ctx.message, { text: waiting, entities: [{ type: "bot_command", offset: 0, length }] });
    return next();
  });

  feature.use(async (ctx, next) => {
    const need = needOf(ctx);
    const { moderator } = ctx;
    if (need === null || moderator === undefined) return next();
    const { session } = deskTextsIn(ctx.language);
    if (!mayDo(moderator.role, need.right)) return say(ctx, session.notAllowed);
    if (!need.code) return next();
    const admission = await admit(ports, moderator, need.again);
    return admission.kind === "open" ? next() : askForCode(ctx, ports, admission, need.again !== null);
  });

  return feature;
}

/** @returns the command that waited for the code; null when none did */
async function takeCode(
  ctx: BotContext,
  ports: ModerationPorts,
  moderator: Moderator,
  text: string,
): Promise<string | null> {
  const { session } = deskTextsIn(ctx.language);
  const answer = await giveCode(ports, moderator, text.replace(/\s/gu, ""));
  if (answer.kind !== "open") {
    await say(ctx, answer.kind === "locked" ? session.locked : session.wrong);
    return null;
  }
  const opened = await moderatorOf(ports, moderator.telegramId);
  if (opened !== null) ctx.moderator = opened;
  if (answer.shownIn !== null) await removeSecret(ctx, answer.shownIn);
  if (answer.isFirst) await showModeratorMenu(ctx.api, moderator.telegramId, true).catch(() => undefined);
  await reply(ctx, screen(blocks(session.opened, answer.isFirst ? session.enrolled : null)));
  return answer.waiting;
}

async function askForCode(
  ctx: BotContext,
  ports: ModerationPorts,
  admission: Exclude<Admission, { kind: "open" }>,
  goesOn: boolean,
): Promise<void> {
  const { session } = deskTextsIn(ctx.language);
  if (admission.kind === "locked") return say(ctx, session.locked);
  const after = goesOn ? session.goesOn : session.pressAgain;
  if (ctx.callbackQuery !== undefined) await toast(ctx, session.codeNeeded);
  if (admission.kind === "code_needed") return reply(ctx, screen(blocks(session.codeNeeded, after)));
  const { address, secret, shownBefore } = admission;
  if (shownBefore !== null) await removeSecret(ctx, shownBefore);
  const text: Html = blocks(
    html`<b>${session.enrolTitle}</b>`,
    session.enrolSteps,
    html`${session.address}:
<code>${address}</code>`,
    html`${session.key}: <code>${secret}</code>`,
    after,
  );
  const shown = await ctx.reply(text.markup, {
    parse_mode: "HTML",
    link_preview_options: { is_disabled: true },
    reply_markup: {
      inline_keyboard: [
        [{ text: session.copyAddress, copy_text: { text: address } }],
        [{ text: session.copyKey, copy_text: { text: secret } }],
      ],
    },
  });
  await rememberShown(ports, ctx.from?.id ?? 0, shown.message_id);
}

/** Telegram refuses to delete what is older than two days; then it stays, and its key is of use to nobody else. */
async function removeSecret(ctx: BotContext, messageId: number): Promise<void> {
  await ctx.api.deleteMessage(ctx.chat?.id ?? 0, messageId).catch(() => undefined);
}

async function say(ctx: BotContext, text: string): Promise<void> {
  if (ctx.callbackQuery === undefined) await reply(ctx, screen(html`${text}`));
  else await toast(ctx, text);
}
