import type { SourceFailure } from "../domain/failure.ts";
import type { Notice } from "../domain/notice.ts";
import type { FeedSource, SourceHealth, SourceState, TrackerSource } from "../domain/source.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../domain/time.ts";

/** Which sources see, which are blind and why: for `/status`, `/sources`, `doctor` and the moderators. */

/** Silence beyond so many usual gaps is no habit any more; nights and weekends are, so never below a day. */
const STALE_GAPS = 5;
const STALE_FLOOR_MS = DAY_MS;
const QUIET_GAPS = 2;
const UNKNOWN_GAP_MS = 7 * DAY_MS;
/** A single failure is weather. */
const BLIND_AFTER_FAILURES = 3;

export interface HealthReading {
  readonly health: SourceHealth;
  /** English, one line; null when there is nothing to explain. */
  readonly reason: string | null;
}

/** Health after an answer, by how long no new item came. */
export function healthBySilence(
  lastNewItemAt: Date | null,
  usualGapMs: number | null,
  now: Date,
): HealthReading {
  if (lastNewItemAt === null) return { health: "quiet", reason: "no item yet" };
  const silence = now.getTime() - lastNewItemAt.getTime();
  const gap = usualGapMs ?? UNKNOWN_GAP_MS;
  if (silence <= Math.max(gap * QUIET_GAPS, HOUR_MS)) return { health: "ok", reason: null };
  const usual = usualGapMs === null ? "" : `, usually every ${spanText(usualGapMs)}`;
  const reason = `no new item for ${spanText(silence)}${usual}`;
  return { health: silence > Math.max(gap * STALE_GAPS, STALE_FLOOR_MS) ? "stale" : "quiet", reason };
}

export function healthByFailure(failure: SourceFailure): HealthReading {
  const { kind, status, reason } = failure;
  if (kind === "gone") return { health: "gone", reason };
  const isRefusal = kind === "challenge" || kind === "throttled" || [401, 403, 451].includes(status ?? 0);
  return { health: isRefusal ? "blocked" : "broken", reason };
}

/** Moderators are told once when a primary source goes blind, once when it is back, and of every 410. */
export function healthNotices(
  source: Pick<FeedSource, "id" | "outlet" | "tier">,
  before: SourceState,
  after: SourceState,
): { readonly notices: readonly Notice[]; readonly blindTold: boolean } {
  const told = before.blindTold;
  const notice = (code: Notice["code"], since: Date | null): Notice => ({
    key: `${code}:${source.id}:${since?.toISOString() ?? "never"}`,
    code,
    facts: {
      source: source.id,
      outlet: source.outlet,
      reason: after.reason ?? "",
      lastSuccess: day(after.lastSuccessAt),
    },
  });
  if (after.health === "gone") {
    return {
      notices: before.health === "gone" ? [] : [notice("source_gone", after.lastCheckAt)],
      blindTold: true,
    };
  }
  if (!told && source.tier === "primary" && isBlind(after)) {
    return { notices: [notice("source_blind", after.lastCheckAt)], blindTold: true };
  }
  if (told && (after.health === "ok" || after.health === "quiet")) {
    return { notices: [notice("source_back", after.lastCheckAt)], blindTold: false };
  }
  return { notices: [], blindTold: told };
}

function isBlind({ health, failures }: SourceState): boolean {
  return (
    health === "stale" || ((health === "broken" || health === "blocked") && failures >= BLIND_AFTER_FAILURES)
  );
}

/** One source as people see it. Instants, not words: each surface has its own language. */
export interface SourceReport {
  readonly id: string;
  readonly outlet: string;
  readonly state: SourceHealth;
  readonly reason: string | null;
  readonly lastSuccess: Date | null;
  readonly lastNewItem: Date | null;
  readonly usualGapMs: number | null;
  readonly nextCheck: Date | null;
}

/**
 * @param state what the last poll left; undefined before the first
 * @param now silence goes on between polls, so the state may be worse than the stored one
 */
export function sourceReport(
  source: Pick<FeedSource | TrackerSource, "id" | "outlet" | "status" | "note">,
  state: SourceState | undefined,
  now: Date,
): SourceReport {
  const { id, outlet, status, note } = source;
  const known = {
    id,
    outlet,
    lastSuccess: state?.lastSuccessAt ?? null,
    lastNewItem: state?.lastNewItemAt ?? null,
    usualGapMs: state?.usualGapMs ?? null,
  };
  if (status === "broken")
    return { ...known, state: "broken", reason: note ?? "listed as broken", nextCheck: null };
  if (state === undefined) return { ...known, state: "quiet", reason: "not asked yet", nextCheck: null };
  const lives = state.health === "ok" || state.health === "quiet" || state.health === "stale";
  const { health, reason } =
    lives && state.lastNewItemAt !== null && state.usualGapMs !== null
      ? healthBySilence(state.lastNewItemAt, state.usualGapMs, now)
      : state;
  return { ...known, state: health, reason, nextCheck: state.nextCheckAt };
}

/** `3 days`, `5 hours`, `12 minutes`: for reasons that operators read. */
function spanText(ms: number): string {
  if (ms >= 2 * DAY_MS) return `${String(Math.round(ms / DAY_MS))} days`;
  if (ms >= 2 * HOUR_MS) return `${String(Math.round(ms / HOUR_MS))} hours`;
  return `${String(Math.max(1, Math.round(ms / MINUTE_MS)))} minutes`;
}

function day(at: Date | null): string {
  return at === null ? "never" : at.toISOString().slice(0, 16).replace("T", " ");
}
