import type { EventKind } from "../domain/kind.ts";
import { DAY_MS, HOUR_MS, later } from "../domain/time.ts";

/** Hours after which news of a kind would only alarm. */
const HOURS: Readonly<Record<EventKind, number>> = {
  release: 48,
  pardon: 48,
  deportation: 48,
  death: 48,
  arrest: 24,
  charge: 24,
  sentence: 24,
  regime: 24,
  incommunicado: 24,
  health: 24,
  recognition: 48,
  deal: 24,
  not_released: 24,
  other_repression: 12,
};

/** As long as deliveries are kept, their recipients can be told that it was not so. */
const CORRECTION_DAYS = 7;

/** Days after which what happened is history although it was learned only now. */
export const NEWS_DAYS = 14;

export function expiresAt(kind: EventKind, now: Date): Date {
  return later(now, HOURS[kind] * HOUR_MS);
}

export function correctionExpiresAt(now: Date): Date {
  return later(now, CORRECTION_DAYS * DAY_MS);
}

export function isStale(daysAgo: number): boolean {
  return daysAgo > NEWS_DAYS;
}
