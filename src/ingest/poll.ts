import type { SourceFailure } from "../domain/failure.ts";
import type { FeedReading, Item } from "../domain/item.ts";
import type { Notice } from "../domain/notice.ts";
import type { FeedSource, SourceHealth, SourceState } from "../domain/source.ts";
import { DAY_MS, instant, later } from "../domain/time.ts";
import { healthByFailure, healthBySilence, healthNotices } from "./health.ts";
import type { IdentifiedItem } from "./identity.ts";
import type { Recognised } from "./recognise.ts";
import { usualGap, waitAfterFailure, waitAfterSuccess } from "./schedule.ts";
import type { Wishes } from "./schedule.ts";

/** What one poll of a feed leaves behind. Pure: answers in, the next state out. */

/** A source that said 410 is looked at once a week, so that its return is not missed. */
const GONE_WAIT_MS = 7 * DAY_MS;
/** So many unknown items and not one known: the feed was re-keyed as a whole. */
const TURNOVER = 5;

export interface Circumstances {
  readonly source: FeedSource;
  readonly now: Date;
  /** 0 ≤ x < 1. */
  readonly chance: number;
}

export interface Outcome {
  readonly state: SourceState;
  readonly notices: readonly Notice[];
}

export function firstState(sourceId: string, now: Date): SourceState {
  return {
    sourceId,
    learnedUrl: null,
    redirectTo: null,
    redirectSeen: 0,
    validators: { etag: null, lastModified: null },
    bodyHash: null,
    nextCheckAt: now,
    lastCheckAt: null,
    lastSuccessAt: null,
    lastNewItemAt: null,
    usualGapMs: null,
    failures: 0,
    health: "quiet",
    reason: null,
    keyBy: "guid",
    primed: false,
    blindTold: false,
  };
}

export interface Answer {
  /** Addresses, validators and body hash as this answer leaves them. */
  readonly learned: Pick<
    SourceState,
    "learnedUrl" | "redirectTo" | "redirectSeen" | "validators" | "bodyHash"
  >;
  readonly wishes: Wishes;
}

/** Nothing new: a 304, or the same body again. */
export function afterUnchanged(state: SourceState, answer: Answer, about: Circumstances): Outcome {
  return answered({ ...state, ...answer.learned }, state, answer.wishes, about, keptWait(state));
}

export interface News {
  readonly keyBy: "guid" | "link";
  /** Publication instants of the newest items: stored ones and those of this document. */
  readonly instants: readonly Date[];
}

export function afterNews(state: SourceState, answer: Answer, news: News, about: Circumstances): Outcome {
  const { now } = about;
  const newest = Math.max(...news.instants.map((at) => Math.min(at.getTime(), now.getTime())));
  const after: SourceState = {
    ...state,
    ...answer.learned,
    keyBy: news.keyBy,
    primed: true,
    usualGapMs: usualGap(news.instants) ?? state.usualGapMs,
    lastNewItemAt: Number.isFinite(newest) ? instant(newest) : state.lastNewItemAt,
  };
  return answered(after, state, answer.wishes, about, 0);
}

export function afterFailure(state: SourceState, failure: SourceFailure, about: Circumstances): Outcome {
  const { source, now, chance } = about;
  const failures = state.failures + 1;
  const waitMs =
    failure.kind === "gone"
      ? GONE_WAIT_MS
      : waitAfterFailure(source.everyMs, failures, failure.retryAfterMs, chance);
  const after: SourceState = {
    ...state,
    ...healthByFailure(failure),
    failures,
    lastCheckAt: now,
    nextCheckAt: later(now, Math.round(waitMs)),
  };
  const told = healthNotices(source, state, after);
  return { state: { ...after, blindTold: told.blindTold }, notices: told.notices };
}

/** Not asked at all: its host wants to be left alone. */
export function afterWaiting(state: SourceState, until: Date): SourceState {
  return until > state.nextCheckAt ? { ...state, nextCheckAt: until } : state;
}

function answered(
  after: SourceState,
  before: SourceState,
  wishes: Wishes,
  { source, now, chance }: Circumstances,
  keptMs: number,
): Outcome {
  const { lastNewItemAt, usualGapMs } = after;
  const silenceMs = lastNewItemAt === null ? null : now.getTime() - lastNewItemAt.getTime();
  const pace = { everyMs: source.everyMs, tier: source.tier, usualGapMs, silenceMs };
  const waitMs = Math.max(waitAfterSuccess(pace, wishes, chance), source.everyMs === null ? keptMs : 0);
  const state: SourceState = {
    ...after,
    ...healthBySilence(lastNewItemAt, usualGapMs, now),
    failures: 0,
    lastCheckAt: now,
    lastSuccessAt: now,
    nextCheckAt: later(now, Math.round(waitMs)),
  };
  const told = healthNotices(source, before, state);
  return { state: { ...state, blindTold: told.blindTold }, notices: told.notices };
}

/**
 * The wait of the last poll, in which the feed's own `ttl` is included: a 304 has no body to read it from.
 * Not after a failure, whose wait says nothing about the feed.
 */
function keptWait({ lastCheckAt, nextCheckAt, failures }: SourceState): number {
  return lastCheckAt === null || failures > 0
    ? 0
    : Math.min(nextCheckAt.getTime() - lastCheckAt.getTime(), DAY_MS);
}

/** @returns why a readable document is nevertheless refused; null when it is fine */
export function suspicion(reading: FeedReading & { readonly ok: true }, state: SourceState): string | null {
  return reading.items.length === 0 && state.lastNewItemAt !== null ? "no items where there were some" : null;
}

/** New items, all first seen at the same instant: whoever counts a poll's alerts goes by it. */
export function newItems(
  { fresh, matches }: Recognised,
  state: SourceState,
  { source, now }: Circumstances,
  nextId: () => string,
): readonly (Item & { readonly altKey: string | null; readonly textHash: string })[] {
  const isTurnover = state.primed && matches === 0 && fresh.length >= TURNOVER;
  const before = state.lastSuccessAt;
  return fresh.map((item) => {
    const publishedAt = publicationOf(item, now);
    const isOld = isTurnover && before !== null && item.parsed.publishedAt !== null && publishedAt <= before;
    return {
      id: nextId(),
      sourceId: source.id,
      outlet: source.outlet,
      tier: source.tier,
      key: item.key,
      altKey: item.altKey,
      url: item.url,
      title: item.parsed.title,
      summary: item.parsed.summary,
      textHash: item.textHash,
      language: source.language,
      publishedAt,
      firstSeenAt: now,
      revision: 1,
      standing: state.primed && !isOld ? "fresh" : "history",
    };
  });
}

function publicationOf({ parsed }: IdentifiedItem, now: Date): Date {
  const { publishedAt } = parsed;
  return publishedAt === null || publishedAt > now ? now : publishedAt;
}

/** The reason of a row whose outcome could not be written down: our fault, not the source's. */
export const NOT_STORED = "could not be stored";

/** One source in one round. */
export interface PollRow {
  readonly sourceId: string;
  /** `waiting`: due, but its host wants to be left alone. */
  readonly outcome: "news" | "unchanged" | "failed" | "waiting";
  readonly added: number;
  readonly edited: number;
  readonly health: SourceHealth;
  readonly reason: string | null;
  readonly nextCheckAt: Date;
}

export function row(
  state: SourceState,
  outcome: PollRow["outcome"],
  facts: { readonly added?: number; readonly edited?: number; readonly reason?: string },
): PollRow {
  return {
    sourceId: state.sourceId,
    outcome,
    added: facts.added ?? 0,
    edited: facts.edited ?? 0,
    health: state.health,
    reason: facts.reason ?? state.reason,
    nextCheckAt: state.nextCheckAt,
  };
}
