import type { CaseEvent, Report } from "../domain/event.ts";
import { HOUR_MS } from "../domain/time.ts";

/** So many events at once from one source are no news but a fault or an attack. */
const MAX_AT_ONCE = 10;
/** A poisoned source may tell its inventions by and by. */
const MAX_AN_HOUR = 20;

export interface Floods {
  /** How many events each source tells that alone tells too many. */
  readonly bySource: ReadonlyMap<string, number>;
  /** The source that floods, when only such tell this event; null: nobody does, or somebody else tells it, too. */
  readonly of: (event: CaseEvent) => string | null;
}

/**
 * Sources that alone tell more than ten new events at once, or twenty in an hour. Of two that tell the same, each more
 * than ten in an hour, neither confirms the other. Trackers are compared with what they said before and have fuses of
 * their own; what one text tells, a digest or a round named one by one, counts once.
 *
 * @param untold events that were never told
 * @param recent all events of these days, those among them
 */
export function floodsIn(untold: readonly CaseEvent[], recent: readonly CaseEvent[], now: Date): Floods {
  const atOnce = countTexts(untold, soleSource);
  const since = now.getTime() - HOUR_MS;
  const ofThisHour = recent.map((event) => ({
    ...event,
    reports: event.reports.filter(({ receivedAt }) => receivedAt.getTime() > since),
  }));
  const alone = countTexts(
    ofThisHour.filter((event, index) => soleSource(recent[index] ?? event) !== null),
    soleSource,
  );
  const bySource = new Map([...atOnce].filter(([, n]) => n > MAX_AT_ONCE));
  for (const [source, n] of alone) if (n > MAX_AN_HOUR) bySource.set(source, n);
  const lively = livelyFeeds(ofThisHour);
  return {
    bySource,
    of: (event) => {
      const sole = soleSource(event);
      if (sole !== null) return bySource.has(sole) ? sole : null;
      const [first = null] = event.reports;
      return first !== null && event.reports.every(({ origin }) => lively.has(origin.sourceId))
        ? first.origin.sourceId
        : null;
    },
  };
}

/** Feeds that told more than ten events, each in a text of its own. */
function livelyFeeds(events: readonly CaseEvent[]): ReadonlySet<string> {
  const texts = new Map<string, Set<string>>();
  for (const { reports } of events) {
    const firsts = new Map<string, Report>();
    for (const report of reports) {
      const { type, sourceId } = report.origin;
      if (type === "feed" && report.standing !== "history" && !firsts.has(sourceId))
        firsts.set(sourceId, report);
    }
    for (const [source, report] of firsts) note(texts, source, report);
  }
  return new Set([...texts].filter(([, seen]) => seen.size > MAX_AT_ONCE).map(([source]) => source));
}

function countTexts(
  events: readonly CaseEvent[],
  sourceOf: (event: CaseEvent) => string | null,
): ReadonlyMap<string, number> {
  const texts = new Map<string, Set<string>>();
  for (const event of events) {
    const source = sourceOf(event);
    const [report] = event.reports;
    if (source !== null && report !== undefined && report.standing !== "history") note(texts, source, report);
  }
  return new Map([...texts].map(([source, seen]) => [source, seen.size]));
}

function note(texts: Map<string, Set<string>>, source: string, { origin, findingId }: Report): void {
  const seen = texts.get(source) ?? new Set();
  seen.add(origin.url ?? findingId);
  texts.set(source, seen);
}

/** The only feed that tells it; null when there are more, or a tracker or a moderator. */
export function soleSource(event: CaseEvent): string | null {
  const sources = new Set(event.reports.map((report) => report.origin.sourceId));
  const [source] = sources;
  if (source === undefined || sources.size > 1) return null;
  return event.reports.every((report) => report.origin.type === "feed") ? source : null;
}

/** Does it stand only on sources that a moderator muted? One more outlet beside them is not enough to confirm it. */
export function standsOnMuted({ reports, certainty }: CaseEvent, muted: ReadonlySet<string>): boolean {
  const heard = reports.filter(({ origin }) => !muted.has(origin.sourceId));
  if (heard.length === reports.length) return false;
  const firstHand = heard.some(({ origin, route }) => origin.tier === "primary" && route === "alert");
  const outlets = new Set(heard.map(({ origin }) => origin.outlet));
  return heard.length === 0 || (certainty === "confirmed" && !firstHand && outlets.size < 2);
}
