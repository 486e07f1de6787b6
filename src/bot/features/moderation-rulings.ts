import { Composer } from "grammy";

import type { AuditLine } from "../../domain/audit-line.ts";
import type { CaseEvent } from "../../domain/event.ts";
import { dayOf, instant, type Day } from "../../domain/time.ts";
import { formatDay, formatInstant } from "../../locales/dates.ts";
import { blocks, html, type Html, lines } from "../../locales/html.ts";
import { aliasTextsIn } from "../../locales/moderation/alias.ts";
import { auditWords } from "../../locales/moderation/audit-words.ts";
import type { ModerationTexts } from "../../locales/moderation/messages.ts";
import { moderationTextsIn } from "../../locales/moderation/texts.ts";
import { asksWaiting, correct, embargo, retract, type ActionResult } from "../../moderate/actions.ts";
import { passedOver } from "../../moderate/log-actions.ts";
import { type ChangeWords, readChange, readCorrection, tellChange } from "../../moderate/change.ts";
import { setPersonEmbargo } from "../../moderate/desk-actions.ts";
import { readDay } from "../../moderate/post.ts";
import { activeModerators } from "../../moderate/session-actions.ts";
import { halt, resume } from "../../moderate/switch-actions.ts";
import { redraw, reply, toast } from "../answer.ts";
import type { BotContext } from "../context.ts";
import { press, screen, type Screen } from "../screen.ts";
import { aliasOf, resultText, type ModerationPorts } from "./moderation-ports.ts";
import { titleOf } from "./moderation-queue.ts";

const MOST_CHOICES = 8;
const AUDIT_LINES = 20;
const MOST_OF_FACTS = 120;
/** What a line of the log is about when it is about nothing of its own. */
const NO_SUBJECTS: ReadonlySet<string> = new Set(["", "session", "sending"]);

/** `/correct /retract /embargo`: what was decided is decided anew. */
export function rulingsFeature(ports: ModerationPorts): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.command("correct", async (ctx) => reply(ctx, await correctScreen(ctx, ports, ctx.match)));
  feature.callbackQuery(/^mod:t:([\w-]{1,40})$/u, async (ctx) => {
    const event = await ports.store.byId(ctx.match[1] ?? "");
    const texts = moderationTextsIn(ctx.language);
    if (event === null) return toast(ctx, texts.missing);
    await toast(ctx);
    return reply(ctx, screen(blocks(texts.correct.template, html`<pre>${templateOf(ctx, event)}</pre>`)));
  });

  feature.command("retract", async (ctx) => {
    const [id = "", ...why] = ctx.match.trim().split(/\s+/u);
    const { usage } = moderationTextsIn(ctx.language).retract;
    if (id === "") return reply(ctx, await choices(ctx, ports, usage, "r"));
    const reason = why.join(" ").slice(0, 500);
    const target = { eventId: id, version: null };
    return answer(ctx, "r", await retract(ports, aliasOf(ctx), target, reason === "" ? null : reason));
  });
  feature.callbackQuery(/^mod:r:([\w-]{1,40}):(\d{1,6})$/u, async (ctx) => {
    const [, eventId = "", version = ""] = ctx.match;
    const result = await retract(ports, aliasOf(ctx), { eventId, version: Number(version) }, null);
    const text = resultText(ctx, "r", result);
    await toast(ctx, text);
    if (result.kind === "done" || result.kind === "second_needed") await redraw(ctx, screen(html`${text}`));
  });

  feature.command("embargo", async (ctx) => {
    const texts = moderationTextsIn(ctx.language).embargo;
    const [id = "", day = "", time = "00:00"] = ctx.match.trim().split(/[\sT]+/u);
    if (id === "" || day === "") return reply(ctx, screen(html`${texts.usage}`));
    if (id.includes(":")) return reply(ctx, await personScreen(ctx, ports, id, day.toLowerCase()));
    const until = day.toLowerCase() === "off" ? null : readTime(day, time);
    if (until === undefined) return reply(ctx, screen(blocks(texts.notRead, texts.usage)));
    return answer(ctx, "e", await embargo(ports, aliasOf(ctx), { eventId: id, version: null }, until));
  });

  return feature;
}

async function correctScreen(ctx: BotContext, ports: ModerationPorts, text: string): Promise<Screen> {
  const { correct: texts } = moderationTextsIn(ctx.language);
  const [first = "", ...rest] = text.split("\n").map((line) => line.trim());
  const [target = "", ...more] = first.split(/\s+/u);
  // The template carries the version that was seen: what changed since is not written over unseen.
  const [id = "", version] = target.split("@");
  if (id === "") return choices(ctx, ports, texts.usage, "t");
  const given = [more.join(" "), ...rest].filter((line) => line !== "");
  const linked = (name: string): string | null => {
    const { verdict, candidates } = ports.search.find(name, 2);
    return verdict === "one" ? (candidates[0]?.id ?? null) : null;
  };
  const reading = readCorrection(given, linked);
  if (!reading.ok)
    return screen(blocks(html`<code>${reading.line.slice(0, 200)}</code>`, texts.notRead, texts.usage));
  const seen = { eventId: id, version: version === undefined ? null : Number(version) };
  const result = await correct(ports, aliasOf(ctx), seen, reading.change);
  return screen(html`${resultText(ctx, "k", result)}`);
}

function templateOf(ctx: BotContext, event: CaseEvent): string {
  const { id, version, kind, people, count, note } = event;
  const parts = tellChange({ kind, people, count, note }, changeWords(ctx));
  return [`/correct ${id}@${String(version)}`, ...parts].join("\n");
}

function changeWords({ language, text }: BotContext): ChangeWords {
  return { labels: moderationTextsIn(language).correct.labels, kinds: text.vocabulary.kinds };
}

/** The newest events as buttons. */
async function choices(
  ctx: BotContext,
  ports: ModerationPorts,
  usage: string,
  act: "r" | "t",
): Promise<Screen> {
  const now = ports.clock.now();
  const options = { limit: MOST_CHOICES, kinds: null, since: null, unconfirmed: true, now };
  const events = await ports.reading.events(options);
  return screen(
    html`${usage}`,
    ...events.map((event) =>
      press(titleOf(ctx, event), "mod", act, event.id, ...(act === "r" ? [String(event.version)] : [])),
    ),
  );
}

/** Ids of people have a colon, those of events have none. */
async function personScreen(
  ctx: BotContext,
  ports: ModerationPorts,
  id: string,
  word: string,
): Promise<Screen> {
  const { embargo: texts, done } = moderationTextsIn(ctx.language);
  if (word !== "on" && word !== "off") return screen(blocks(texts.notRead, texts.usage));
  const isKnown = await setPersonEmbargo(ports, aliasOf(ctx), id, word === "on");
  if (!isKnown) return screen(html`${aliasTextsIn(ctx.language).missing}`);
  ports.ruled();
  return screen(html`${word === "on" ? texts.personHidden : done.embargoLifted}`);
}

/** @returns undefined when it cannot be read */
function readTime(day: Day, time: string): Date | undefined {
  const date = readDay(day);
  if (date === null || !/^(?:[01]\d|2[0-3]):[0-5]\d$/u.test(time)) return undefined;
  return instant(Date.parse(`${date}T${time}:00Z`));
}

function answer(ctx: BotContext, act: string, result: ActionResult): Promise<void> {
  return reply(ctx, screen(html`${resultText(ctx, act, result)}`));
}

/** `/halt /resume /audit` */
export function switchesFeature(ports: ModerationPorts): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.command("halt", async (ctx) => {
    const texts = moderationTextsIn(ctx.language).halt;
    const before = await ports.switches.halted();
    if (before !== null) return reply(ctx, screen(html`${texts.already(before.by)}`));
    await halt(ports, aliasOf(ctx));
    await reply(ctx, screen(html`${texts.halted}`));
    return tellOthers(ctx, ports, ({ halt: words }) => words.told(aliasOf(ctx)));
  });
  feature.command("resume", async (ctx) => {
    const texts = moderationTextsIn(ctx.language).resume;
    const outcome = await resume(ports, aliasOf(ctx));
    const text = { resumed: texts.resumed, second_needed: texts.secondNeeded, not_halted: texts.notHalted }[
      outcome
    ];
    if (outcome !== "second_needed") return reply(ctx, screen(html`${text}`));
    const mends = (await asksWaiting(ports)).some(({ act }) => act === "retract" || act === "correct");
    const careful = (words: ModerationTexts["resume"]): string => (mends ? `\n\n${words.mistakeWaits}` : "");
    await reply(ctx, screen(html`${text + careful(texts)}`));
    return tellOthers(ctx, ports, (words) => words.halt.resumeAsked(aliasOf(ctx)) + careful(words.resume));
  });
  feature.command("audit", async (ctx) => reply(ctx, await auditScreen(ctx, ports)));

  return feature;
}

/** Notices go the way of all that is sent, which stands still now; so this goes at once. */
async function tellOthers(
  ctx: BotContext,
  ports: ModerationPorts,
  wordsOf: (texts: ModerationTexts) => string,
): Promise<void> {
  for (const { telegramId } of await activeModerators(ports)) {
    if (telegramId === ctx.from?.id) continue;
    const text = wordsOf(moderationTextsIn(await ports.languages.of(telegramId)));
    // Who never wrote to the bot cannot be told.
    await ctx.api
      .sendMessage(telegramId, html`${text}`.markup, { parse_mode: "HTML" })
      .catch(() => undefined);
  }
}

/** The newest lines, and what was passed over lately, to bring it back. */
async function auditScreen(ctx: BotContext, ports: ModerationPorts): Promise<Screen> {
  const { audit } = ports;
  const texts = moderationTextsIn(ctx.language).audit;
  const [newest, chain] = [await audit.newest(AUDIT_LINES), await audit.verify()];
  if (newest.length === 0) return screen(html`${texts.empty}`);
  const days = [...Map.groupBy(newest, ({ at }) => dayOf(at))].map(([day, of]) =>
    lines(html`<b>${formatDay(ctx.language, day)}</b>`, ...of.map((line) => auditRow(ctx, line))),
  );
  const whole = chain.ok ? texts.intact : texts.broken(chain.brokenAt ?? 0);
  const back = (await passedOver(ports)).map((event) =>
    press(`↩ ${titleOf(ctx, event)}`, "mod", "c", event.id, String(event.version)),
  );
  return screen(blocks(html`<b>${texts.title}</b>`, ...days, whole), ...back);
}

function auditRow(ctx: BotContext, { at, who, action, subject, facts }: AuditLine): Html {
  // What was asked about stands on the card of the asking; here it would leave no room for the change.
  const shown = Object.entries(facts).filter(([key, value]) => key !== "what" && value !== "");
  const told = shown.map(([, value]) => factText(ctx, String(value))).join("; ");
  const about = NO_SUBJECTS.has(subject) ? null : html` <code>${subject}</code>`;
  const more = told === "" ? "" : `: ${told.slice(0, MOST_OF_FACTS)}`;
  return html`${at.toISOString().slice(11, 16)} <b>${who}</b> ${auditWords(ctx.language, action)}${about ?? ""}${more}`;
}

/** Changes and instants are kept for machines. */
function factText(ctx: BotContext, value: string): string {
  const change = value.startsWith("[") ? readChange(value) : null;
  if (change !== null) return tellChange(change, changeWords(ctx)).join("; ");
  const at = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/u.test(value) ? instant(Date.parse(value)) : null;
  if (value === "off") return moderationTextsIn(ctx.language).audit.lifted;
  return at === null ? value : `${formatInstant(ctx.language, at, "UTC")} UTC`;
}
