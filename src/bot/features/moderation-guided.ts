import { Composer } from "grammy";

import { EVENT_KINDS, type EventKind } from "../../domain/kind.ts";
import { blocks, html, type Html } from "../../locales/html.ts";
import { deskTextsIn, moderationTextsIn } from "../../locales/moderation/texts.ts";
import { post } from "../../moderate/post-actions.ts";
import {
  addLines,
  draftIn,
  draftOfPost,
  newDraft,
  readDraft,
  rowsOf,
  settleRow,
} from "../../moderate/draft.ts";
import { findingOf, readPost } from "../../moderate/post.ts";
import { redraw, reply, toast } from "../answer.ts";
import type { BotContext } from "../context.ts";
import { press, screen, type Screen } from "../screen.ts";
import { choiceLabel } from "../screens/people-choice.ts";
import { aliasOf, type ModerationPorts } from "./moderation-ports.ts";
import { lookUp, postedScreen } from "./moderation-post.ts";

/** What is posted by hand most often; the others are written in the one-message form. */
const KINDS: readonly EventKind[] = ["release", "arrest", "sentence", "death", "not_released", "deportation"];
const MOST_CANDIDATES = 5;

/** What happened? */
function kindScreen(ctx: BotContext): Screen {
  const { kinds } = ctx.text.vocabulary;
  return screen(
    blocks(html`<b>${deskTextsIn(ctx.language).guided.kind}</b>`, moderationTextsIn(ctx.language).post.usage),
    ...[0, 2, 4].map((at) =>
      KINDS.slice(at, at + 2).flatMap((kind) => press(kinds[kind], "mod", "post", "k", kind)),
    ),
  );
}

/** `/post` alone, step by step. Each step's message holds the draft; nothing is stored before «Send». */
export function guidedFeature(ports: ModerationPorts): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.command("post", async (ctx, next) => {
    if (ctx.match.trim() === "") return reply(ctx, kindScreen(ctx));
    const draft = draftOfPost(ctx.match, ports.clock.now(), ports.search);
    return draft === null ? next() : reply(ctx, await draftScreen(ctx, ports, draft));
  });
  feature.callbackQuery(/^mod:post:k:([a-z_]{1,20})$/u, async (ctx) => {
    const kind = EVENT_KINDS.find((it) => it === ctx.match[1]);
    if (kind === undefined) return toast(ctx, ctx.text.common.staleButton);
    await toast(ctx);
    const word = ctx.text.vocabulary.kinds[kind].toLowerCase();
    return askForReply(ctx, newDraft(word), deskTextsIn(ctx.language).guided.names);
  });
  feature.callbackQuery("mod:post:m", async (ctx) => {
    const draft = draftOf(ctx);
    if (draft === null) return toast(ctx, ctx.text.common.staleButton);
    await toast(ctx);
    return askForReply(ctx, draft, deskTextsIn(ctx.language).guided.more);
  });
  feature.callbackQuery("mod:post:q", async (ctx) => {
    const { dropped } = deskTextsIn(ctx.language).guided;
    await toast(ctx, dropped);
    await redraw(ctx, screen(html`${dropped}`));
  });
  feature.callbackQuery(/^mod:post:d:(\d{1,3}):([0-4x])$/u, async (ctx) => {
    const draft = draftOf(ctx);
    const [, at = "", n = ""] = ctx.match;
    const row = draft === null ? undefined : rowsOf(draft, ports.search).find((it) => it.line === Number(at));
    const chosen = n === "x" ? null : row?.candidates[Number(n)];
    if (draft === null || row?.outcome !== "ambiguous" || chosen === undefined) {
      return toast(ctx, ctx.text.common.staleButton);
    }
    await toast(ctx);
    return redraw(ctx, await draftScreen(ctx, ports, settleRow(draft, row.line, chosen)));
  });
  feature.callbackQuery("mod:ps", (ctx) => send(ctx, ports));

  feature.on("message:text", async (ctx, next) => {
    const asked = ctx.message.reply_to_message;
    const draft = asked?.from?.id === ctx.me.id ? draftIn(asked.text ?? "") : null;
    if (draft === null || ctx.message.text.startsWith("/")) return next();
    const longer = addLines(draft, ctx.message.text, ports.search);
    const { faults } = moderationTextsIn(ctx.language).post;
    return reply(
      ctx,
      longer === null ? screen(html`${faults.too_many_names}`) : await draftScreen(ctx, ports, longer),
    );
  });

  return feature;
}

function draftOf(ctx: BotContext): string | null {
  return draftIn(ctx.callbackQuery?.message?.text ?? "");
}

async function askForReply(ctx: BotContext, draft: string, words: string): Promise<void> {
  const text = blocks(html`<pre>${draft}</pre>`, words);
  await ctx.reply(text.markup, { parse_mode: "HTML", reply_markup: { force_reply: true } });
}

/** The draft, how many names are known, and the first name of which it is not clear who is meant. */
async function draftScreen(
  ctx: BotContext,
  { search, reading }: ModerationPorts,
  draft: string,
): Promise<Screen> {
  const { guided } = deskTextsIn(ctx.language);
  const { buttons, post: texts } = moderationTextsIn(ctx.language);
  const rows = rowsOf(draft, search);
  const of = (outcome: string): number => rows.filter((row) => row.outcome === outcome).length;
  const open = rows.find((row) => row.outcome === "ambiguous" && row.candidates.length > 0);
  const unknown = rows.filter((row) => row.outcome === "unknown").map((row) => row.name);
  const labels: string[] = [];
  for (const { id, name } of open?.candidates.slice(0, MOST_CANDIDATES) ?? []) {
    const person = await reading.person(id);
    labels.push(person === null ? name : choiceLabel(person, ctx.language));
  }
  const text: Html = blocks(
    html`<b>${guided.draft}</b>`,
    html`<pre>${draft}</pre>`,
    rows.length === 0 ? null : guided.table(of("matched"), of("ambiguous"), of("unknown")),
    unknown.length === 0 ? null : html`${texts.unknown}: ${unknown.slice(0, 20).join(", ")}`,
    open === undefined ? null : html`<b>${guided.whichOf(open.name)}</b>`,
  );
  const choices =
    open === undefined
      ? []
      : [
          ...labels.map((label, n) => press(label, "mod", "post", "d", String(open.line), String(n))),
          press(guided.asWritten, "mod", "post", "d", String(open.line), "x"),
        ];
  return screen(
    text,
    ...choices,
    [
      ...(open === undefined ? press(buttons.send, "mod", "ps") : []),
      ...press(guided.addMore, "mod", "post", "m"),
    ],
    press(buttons.cancel, "mod", "post", "q"),
  );
}

async function send(ctx: BotContext, ports: ModerationPorts): Promise<void> {
  const texts = moderationTextsIn(ctx.language);
  const draft = draftOf(ctx);
  const shownIn = ctx.callbackQuery?.message?.message_id;
  if (draft === null || shownIn === undefined) return toast(ctx, texts.stale);
  if (rowsOf(draft, ports.search).some((row) => row.outcome === "ambiguous" && row.candidates.length > 0)) {
    return toast(ctx, deskTextsIn(ctx.language).guided.settleFirst);
  }
  const { text, chosen } = readDraft(draft);
  const now = ports.clock.now();
  const reading = readPost(text, now);
  if (!reading.ok) return toast(ctx, `${reading.line.slice(0, 60)}: ${texts.post.faults[reading.fault]}`);
  const names = lookUp(reading.draft, ports, chosen);
  const who = aliasOf(ctx);
  // The message is sent once: a second press finds its post.
  const id = `post:${who}-${String(shownIn)}`;
  const finding = findingOf(reading.draft, id, who, names.linked, now);
  const fate = await post(ports, who, finding);
  if (fate === "known") return toast(ctx, texts.stale);
  await toast(ctx);
  return redraw(ctx, postedScreen(ctx, reading.draft, names, id, fate));
}
