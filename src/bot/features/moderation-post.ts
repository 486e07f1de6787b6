import { Composer } from "grammy";

import { formatDay } from "../../locales/dates.ts";
import { blocks, folded, html, lines, type Html } from "../../locales/html.ts";
import { moderationTextsIn } from "../../locales/moderation/texts.ts";
import { post, withdraw, type PostFate } from "../../moderate/post-actions.ts";
import { findingOf, readPost, type Draft } from "../../moderate/post.ts";
import { redraw, reply, toast } from "../answer.ts";
import type { BotContext } from "../context.ts";
import { press, screen, type Screen } from "../screen.ts";
import { aliasOf, resultText, type ModerationPorts } from "./moderation-ports.ts";

/** `/post`: what no feed carries, in one message. The table of names comes back at once, with a way to cancel. */
export function postFeature(ports: ModerationPorts): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.command("post", async (ctx) => {
    const texts = moderationTextsIn(ctx.language).post;
    const now = ports.clock.now();
    const reading = readPost(ctx.match, now);
    if (!reading.ok) {
      return reply(
        ctx,
        screen(blocks(html`<code>${reading.line.slice(0, 200)}</code>`, texts.faults[reading.fault])),
      );
    }
    const who = aliasOf(ctx);
    const names = lookUp(reading.draft, ports);
    // An update that Telegram delivers twice is the same message, hence the same finding.
    const id = `post:${who}-${String(ctx.msg.message_id)}`;
    const finding = findingOf(reading.draft, id, who, names.linked, now);
    const fate = await post(ports, who, finding);
    if (fate === "known") return reply(ctx, screen(html`${moderationTextsIn(ctx.language).stale}`));
    return reply(ctx, postedScreen(ctx, reading.draft, names, id, fate));
  });

  feature.callbackQuery(/^mod:x:(post:[MN]\d{1,3}-\d{1,12}):(\d{4}-\d{2}-\d{2})$/u, async (ctx) => {
    const [, id = "", day = ""] = ctx.match;
    const texts = moderationTextsIn(ctx.language);
    const result = await withdraw(ports, aliasOf(ctx), id, day);
    const text =
      result.kind === "too_late"
        ? texts.tooLate
        : result.kind === "foreign"
          ? texts.foreign
          : result.kind === "done"
            ? texts.done.postWithdrawn
            : resultText(ctx, "x", result);
    await toast(ctx, text);
    if (result.kind === "done") await redraw(ctx, screen(html`${text}`));
  });

  return feature;
}

interface Names {
  readonly linked: ReadonlyMap<string, string>;
  readonly ambiguous: readonly string[];
  readonly unknown: readonly string[];
}

/** @param chosen whom a moderator meant by a name; null: surely nobody of the register */
export function lookUp(
  { names }: Draft,
  { search }: Pick<ModerationPorts, "search">,
  chosen: ReadonlyMap<string, string | null> = new Map(),
): Names {
  const linked = new Map<string, string>();
  const ambiguous: string[] = [];
  const unknown: string[] = [];
  for (const name of names) {
    const settled = chosen.get(name);
    if (settled !== undefined) {
      if (settled === null) unknown.push(name);
      else linked.set(name, settled);
      continue;
    }
    const { verdict, candidates } = search.find(name, 2);
    const [best] = candidates;
    if (verdict === "one" && best !== undefined) linked.set(name, best.id);
    else if (verdict === "several") ambiguous.push(name);
    else unknown.push(name);
  }
  return { linked, ambiguous, unknown };
}

/** @param fate what becomes of the post: see `post` */
export function postedScreen(
  ctx: BotContext,
  draft: Draft,
  names: Names,
  id: string,
  fate: Exclude<PostFate, "known">,
): Screen {
  const { post: texts, done, buttons } = moderationTextsIn(ctx.language);
  const { kinds } = ctx.text.vocabulary;
  return screen(
    blocks(
      html`${texts.preview}: <b>${kinds[draft.kind]}</b>`,
      lines(
        html`${texts.day}: ${formatDay(ctx.language, draft.day)}`,
        draft.count === null ? null : html`${texts.count}: ${draft.count}`,
        draft.url === null ? null : html`${texts.link}: ${draft.url}`,
        draft.note,
      ),
      listed(texts.matched, [...names.linked.keys()]),
      listed(texts.ambiguous, names.ambiguous),
      listed(texts.unknown, names.unknown),
      { second_needed: texts.twoNeeded, leaves: done.posted, recorded: done.recorded }[fate],
    ),
    press(buttons.cancel, "mod", "x", id, draft.day),
  );
}

function listed(title: string, names: readonly string[]): Html | null {
  return names.length === 0
    ? null
    : html`<b>${title}</b>: ${names.length}
${folded(lines(...names))}`;
}
