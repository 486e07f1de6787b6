import type { MiddlewareFn } from "grammy";

import type { Clock } from "../ports/clock.ts";
import { reply, toast } from "./answer.ts";
import type { BotContext } from "./context.ts";
import { screen } from "./screen.ts";
import { html } from "../locales/html.ts";

/** As many in one go; a person who taps through a card never meets it. */
const BURST = 30;
const PER_SECOND = 1;
/** The word is said once in this time, so that a flood is not answered with a flood. */
const WORD_EVERY_MS = 10_000;
const MOST_PEOPLE = 20_000;

interface Bucket {
  tokens: number;
  atMs: number;
  toldAtMs: number;
}

/** A token bucket for each person, in memory only: nothing about them is stored. */
export function limitEachPerson(clock: Clock): MiddlewareFn<BotContext> {
  const buckets = new Map<number, Bucket>();
  return async (ctx, next) => {
    const id = writerOf(ctx);
    if (id === undefined) return next();
    const nowMs = clock.now().getTime();
    const bucket = refilled(buckets.get(id), nowMs);
    buckets.delete(id);
    buckets.set(id, bucket);
    dropOldest(buckets);
    if (bucket.tokens >= 1) {
      bucket.tokens -= 1;
      return next();
    }
    if (nowMs - bucket.toldAtMs < WORD_EVERY_MS) return undefined;
    bucket.toldAtMs = nowMs;
    return askToWait(ctx);
  };
}

/** All anonymous administrators have one user id, and so have all channels that write in groups. */
function writerOf({ message, from }: BotContext): number | undefined {
  return message?.sender_chat?.id ?? from?.id;
}

function refilled(bucket: Bucket | undefined, nowMs: number): Bucket {
  if (bucket === undefined) return { tokens: BURST, atMs: nowMs, toldAtMs: Number.NEGATIVE_INFINITY };
  const gained = (Math.max(0, nowMs - bucket.atMs) / 1000) * PER_SECOND;
  return { tokens: Math.min(BURST, bucket.tokens + gained), atMs: nowMs, toldAtMs: bucket.toldAtMs };
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
