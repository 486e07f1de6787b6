import type { CaseEvent } from "../domain/event.ts";

/** So many events at once from one source are no news but a fault or an attack. */
const MAX_AT_ONCE = 10;

/**
 * Sources that alone tell more than ten new events at once. Trackers are compared with what they said before and
 * have fuses of their own; what one text tells, a digest or a round named one by one, counts once.
 *
 * @param untold events that were never told
 * @returns how many events each flooding source tells
 */
export function floodingSources(untold: readonly CaseEvent[]): ReadonlyMap<string, number> {
  const texts = new Map<string, Set<string>>();
  for (const event of untold) {
    const source = soleSource(event);
    const [report] = event.reports;
    if (source === null || report === undefined || report.standing === "history") continue;
    const seen = texts.get(source) ?? new Set();
    seen.add(report.origin.url ?? report.findingId);
    texts.set(source, seen);
  }
  return new Map(
    [...texts].filter(([, seen]) => seen.size > MAX_AT_ONCE).map(([source, seen]) => [source, seen.size]),
  );
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
