import type { MiddlewareFn } from "grammy";

import type { Clock } from "../ports/clock.ts";
import { reply, toast } from "./answer.ts";
import type { BotContext } from "./context.ts";
import { screen } from "./screen.ts";
import { html } from "../locales/html.ts";

/** As many in one go; a person who taps through a card never meets it. */
const BURST = 30;
const PER_SECOND = 1;
/** Telegram takes 20 messages a minute into a group, alerts included. */
const GROUP_BURST = 12;
const GROUP_PER_SECOND = 0.2;
/** The word is said once in this time, so that a flood is not answered with a flood. */
const WORD_EVERY_MS = 10_000;
const MOST_PEOPLE = 20_000;

interface Bucket {
  tokens: number;
  atMs: number;
  toldAtMs: number;
}

/** A token bucket for each person and each group, in memory only: nothing about them is stored. */
export function limitEachPerson(clock: Clock): MiddlewareFn<BotContext> {
  const people = createBuckets(BURST, PER_SECOND);
  const groups = createBuckets(GROUP_BURST, GROUP_PER_SECOND);
  return async (ctx, next) => {
    const id = writerOf(ctx);
    if (id === undefined || isChatter(ctx)) return next();
    const nowMs = clock.now().getTime();
    const bucket = people(id, nowMs);
    if (!isTaken(bucket)) {
      if (nowMs - bucket.toldAtMs < WORD_EVERY_MS) return undefined;
      bucket.toldAtMs = nowMs;
      return askToWait(ctx);
    }
    // Who presses is answered above the chat; who writes may do so again: more would keep the alerts out.
    const isCommand = ctx.message !== undefined && ctx.chat?.type !== "private";
    return isCommand && !isTaken(groups(ctx.chat?.id ?? 0, nowMs)) ? undefined : next();
  };
}

/** What people in a group say to each other is seen by bots that administer it, and asks us nothing. */
function isChatter({ chat, message }: BotContext): boolean {
  return chat?.type !== "private" && message !== undefined && message.text?.startsWith("/") !== true;
}

function createBuckets(burst: number, perSecond: number): (id: number, nowMs: number) => Bucket {
  const buckets = new Map<number, Bucket>();
  return (id, nowMs) => {
    const { tokens, atMs, toldAtMs } = buckets.get(id) ?? {
      tokens: burst,
      atMs: nowMs,
      toldAtMs: Number.NEGATIVE_INFINITY,
    };
    const gained = (Math.max(0, nowMs - atMs) / 1000) * perSecond;
    const bucket = { tokens: Math.min(burst, tokens + gained), atMs: nowMs, toldAtMs };
    buckets.delete(id);
    buckets.set(id, bucket);
    dropOldest(buckets);
    return bucket;
  };
}

function isTaken(bucket: Bucket): boolean {
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}

/** All anonymous administrators have one user id, and so have all channels that write in groups. */
function writerOf({ message, from }: BotContext): number | undefined {
  return message?.sender_chat?.id ?? from?.id;
}

function dropOldest(buckets: Map<number, Bucket>): void {
  if (buckets.size <= MOST_PEOPLE) return;
  const oldest = buckets.keys().next();
  if (oldest.done !== true) buckets.delete(oldest.value);
}

async function askToWait(ctx: BotContext): Promise<void> {
  const words = ctx.text.common.slowDown(ctx.text.vocabulary.seconds(10));
  if (ctx.callbackQuery !== undefined) await toast(ctx, words);
  else if (ctx.inlineQuery !== undefined)
    await ctx.answerInlineQuery([], { cache_time: 1, is_personal: true });
  else if (ctx.chat?.type === "private") await reply(ctx, screen(html`${words}`));
}
