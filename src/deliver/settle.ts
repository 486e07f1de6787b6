import type { Delivery, MessageIds, SendResult, Settlement } from "../domain/delivery.ts";
import { later, SECOND_MS } from "../domain/time.ts";
import { retryAfterMs } from "./ladder.ts";

const CORRECTION_PRIORITY = 0;
/** The lowest priority: a digest that may have arrived is never sent again. */
const DIGEST_PRIORITY = 4;
/** A reply was lost: wait a little, the network is rarely well at once. */
const RESEND_AFTER_MS = 5 * SECOND_MS;

/**
 * What becomes of a delivery after one try. A message that may have arrived is sent once more unless it is a
 * digest: a missed alert is worse than a repeated one. An edit may be repeated, for it says the same.
 */
export function settle(delivery: Delivery, result: SendResult, now: Date): Settlement {
  switch (result.kind) {
    case "sent":
      return { ...partsOf(result), state: "sent", messageId: result.messageId, at: now };
    case "unchanged":
      return { state: "sent", messageId: editedMessage(delivery), at: now };
    case "busy":
      return wait(delivery, later(now, result.retryAfterSeconds * SECOND_MS), "busy");
    case "offline":
      return wait(delivery, later(now, SECOND_MS), result.reason);
    case "gone":
      return { state: "gone", reason: result.reason };
    case "moved":
      return { state: "moved", toChatId: result.toChatId };
    case "malformed":
    case "notSent":
      return tryAgain(delivery, now, result.reason);
    case "unsure":
      return afterLostReply(delivery, now, result.reason);
  }
}

/** A delivery whose time is over before it was tried. */
function isStale(delivery: Delivery, now: Date): boolean {
  return delivery.expiresAt.getTime() <= now.getTime();
}

/** Who was told something wrong is told so even after unsubscribing. */
export function isOwed({ act, priority }: Delivery): boolean {
  return act.kind === "edit" || priority === CORRECTION_PRIORITY;
}

/** Put back untried until then, or dropped when that is too late. */
export function wait(delivery: Delivery, dueAt: Date, reason: string): Settlement {
  if (isStale(delivery, dueAt)) return { state: "expired", reason };
  return { state: "queued", dueAt, unsure: false, tried: false, reason };
}

function afterLostReply(delivery: Delivery, now: Date, reason: string): Settlement {
  if (delivery.act.kind === "edit") return tryAgain(delivery, now, reason);
  const dueAt = later(now, RESEND_AFTER_MS);
  const mayResend = delivery.priority < DIGEST_PRIORITY && delivery.unsureTries === 0;
  if (!mayResend || isStale(delivery, dueAt)) return { state: "unsure", reason };
  return { state: "queued", dueAt, unsure: true, tried: true, reason };
}

function tryAgain(delivery: Delivery, now: Date, reason: string): Settlement {
  const waitMs = retryAfterMs(delivery.attempts + 1);
  if (waitMs === null) return { state: "expired", reason };
  const dueAt = later(now, waitMs);
  if (isStale(delivery, dueAt)) return { state: "expired", reason };
  return { state: "queued", dueAt, unsure: false, tried: true, reason };
}

function partsOf({ moreIds }: MessageIds): Pick<MessageIds, "moreIds"> {
  return moreIds === undefined || moreIds.length === 0 ? {} : { moreIds };
}

function editedMessage(delivery: Delivery): number | null {
  return delivery.act.kind === "edit" ? delivery.act.messageId : null;
}
