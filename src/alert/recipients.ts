import type { Alert } from "../domain/alert.ts";
import type { DeliveryTarget } from "../domain/delivery.ts";
import type { CaseEvent } from "../domain/event.ts";
import type { Subscriber } from "../domain/subscriber.ts";
import { quietUntil } from "./quiet.ts";
import type { ZoneClock } from "./quiet.ts";

/** Order of sending: a smaller number first. Corrections (0) overtake everything. */
export const PRIORITIES = { notice: 0, follower: 1, urgent: 2, ordinary: 3, digest: 4 } as const;

export interface PlannedRecipient {
  readonly target: DeliveryTarget;
  readonly priority: number;
  readonly notBefore: Date | null;
}

function isAboutFollowed(event: CaseEvent, subscriber: Subscriber): boolean {
  return (
    subscriber.follows.length > 0 &&
    event.people.some(({ personId }) => personId !== null && subscriber.follows.includes(personId))
  );
}

/**
 * Does this chat want to hear of the event at all? Who follows a person hears everything about that person,
 * whatever the kinds chosen for all others.
 */
export function wants(subscriber: Subscriber, event: CaseEvent): boolean {
  if (!subscriber.subscribed || event.certainty === "retracted") return false;
  if (event.certainty !== "confirmed" && !subscriber.unconfirmed) return false;
  if (isAboutFollowed(event, subscriber)) return true;
  return !subscriber.followedOnly && subscriber.kinds.includes(event.kind);
}

/** An urgent happening to a followed person waits neither for the digest nor for the morning. */
export function passesAtOnce(alert: Alert, subscriber: Subscriber): boolean {
  return subscriber.urgentPasses && alert.urgency !== "ordinary" && isAboutFollowed(alert.event, subscriber);
}

/** Who gets a new alert, in which order and not before when; null: not this chat, or only in its digest. */
export function recipientOf(
  alert: Alert,
  subscriber: Subscriber,
  now: Date,
  zones: ZoneClock,
): PlannedRecipient | null {
  if (alert.purpose !== "new" || !wants(subscriber, alert.event)) return null;
  const isFollowed = isAboutFollowed(alert.event, subscriber);
  const passes = passesAtOnce(alert, subscriber);
  if (subscriber.rhythm !== "instant" && !passes) return null;
  const { quiet, timeZone } = subscriber;
  return {
    target: targetOf(subscriber),
    priority: isFollowed
      ? PRIORITIES.follower
      : alert.urgency === "ordinary"
        ? PRIORITIES.ordinary
        : PRIORITIES.urgent,
    notBefore: passes ? null : quietUntil(now, quiet, timeZone, zones),
  };
}

export function targetOf(subscriber: Subscriber): DeliveryTarget {
  const { chat, language, discreet, silent, deleteAfterHours } = subscriber;
  return { ...chat, language, discreet, silent, deleteAfterHours };
}
