import { Composer } from "grammy";

import { ROLES } from "../../domain/moderator.ts";
import { blocks, html, lines } from "../../locales/html.ts";
import { deskTextsIn } from "../../locales/moderation/texts.ts";
import { setMuted } from "../../moderate/desk-actions.ts";
import { activeModerators, changeRole, type RoleChange } from "../../moderate/session-actions.ts";
import { reply, toast } from "../answer.ts";
import { showModeratorMenu } from "../commands.ts";
import type { BotContext } from "../context.ts";
import { screen, type Screen } from "../screen.ts";
import { aliasOf, type ModerationPorts } from "./moderation-ports.ts";

const CHANGES: readonly RoleChange[] = [...ROLES, "reset"];

/** `/role`, by two admins; `/mute` for a source that misleads. */
export function rolesFeature(ports: ModerationPorts): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.command("role", async (ctx) => {
    const texts = deskTextsIn(ctx.language).role;
    const [subject = "", word = ""] = ctx.match.trim().split(/\s+/u);
    const change = CHANGES.find((it) => it === word.toLowerCase());
    if (change === undefined) return reply(ctx, await rolesScreen(ctx, ports));
    const answer = await changeRole(ports, aliasOf(ctx), subject.toUpperCase(), change);
    if (answer.kind === "done") {
      // Whoever never wrote to the bot has no chat with it yet; then the first code brings the menu.
      await showModeratorMenu(ctx.api, answer.telegramId, answer.moderates).catch(() => undefined);
      ports.ruled();
    }
    const text =
      answer.kind === "missing"
        ? texts.missing
        : answer.kind === "done"
          ? texts.done(answer.who, texts.names[change])
          : texts.secondNeeded(answer.kind === "second_needed" ? answer.who : subject, texts.names[change]);
    return reply(ctx, screen(html`${text}`));
  });

  feature.command("mute", async (ctx) => {
    const texts = deskTextsIn(ctx.language).mute;
    const [source = "", off = ""] = ctx.match.trim().split(/\s+/u);
    if (source === "") return reply(ctx, await mutedScreen(ctx, ports));
    if (!ports.feedIds.includes(source)) return reply(ctx, screen(html`${texts.unknown}`));
    const muted = off.toLowerCase() !== "off";
    await setMuted(ports, aliasOf(ctx), source, muted);
    // What waited goes on, and the others are told.
    ports.ruled();
    return reply(ctx, screen(html`${muted ? texts.muted(source) : texts.unmuted(source)}`));
  });
  feature.callbackQuery(/^mod:([mu]):([\w.-]{1,50})$/u, async (ctx) => {
    const texts = deskTextsIn(ctx.language).mute;
    const [, act = "", source = ""] = ctx.match;
    if (!ports.feedIds.includes(source)) return toast(ctx, texts.unknown);
    await setMuted(ports, aliasOf(ctx), source, act === "m");
    ports.ruled();
    return toast(ctx, act === "m" ? texts.muted(source) : texts.unmuted(source));
  });

  return feature;
}

async function rolesScreen(ctx: BotContext, ports: ModerationPorts): Promise<Screen> {
  const texts = deskTextsIn(ctx.language).role;
  const out = (await ports.moderators.all()).filter(({ role }) => role === "none");
  const rows = [...(await activeModerators(ports)), ...out].toSorted((a, b) => (a.who < b.who ? -1 : 1));
  return screen(
    blocks(
      html`<b>${texts.title}</b>
${lines(...rows.map(({ who, role }) => html`${who} — ${texts.names[role]}`))}`,
      texts.usage,
    ),
  );
}

async function mutedScreen(ctx: BotContext, { desk }: ModerationPorts): Promise<Screen> {
  const texts = deskTextsIn(ctx.language).mute;
  const muted = await desk.muted();
  return screen(blocks(texts.usage, muted.length === 0 ? texts.none : `${texts.list}: ${muted.join(", ")}`));
}
