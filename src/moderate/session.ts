import type { Moderator, Role } from "../domain/moderator.ts";
import { MINUTE_MS, later } from "../domain/time.ts";

const SESSION_MS = 15 * MINUTE_MS;
const MOST_WRONG_CODES = 5;
const LOCK_MS = 15 * MINUTE_MS;

/** What somebody may do. */
export type Right = "look" | "decide" | "administer";

const RIGHTS: Readonly<Record<Role, readonly Right[]>> = {
  admin: ["look", "decide", "administer"],
  editor: ["look", "decide"],
  reviewer: ["look"],
  none: [],
};

export function mayDo(role: Role, right: Right): boolean {
  return RIGHTS[role].includes(right);
}

export function newModerator(who: string, telegramId: number, role: Role): Moderator {
  return {
    who,
    telegramId,
    role,
    secret: null,
    enrolled: false,
    lastStep: 0,
    wrongCodes: 0,
    lockedUntil: null,
    sessionUntil: null,
    waiting: null,
    shownIn: null,
    version: 0,
  };
}

export function isSessionOpen({ enrolled, sessionUntil }: Moderator, now: Date): boolean {
  return enrolled && sessionUntil !== null && sessionUntil > now;
}

export function isLocked({ lockedUntil }: Moderator, now: Date): boolean {
  return lockedUntil !== null && lockedUntil > now;
}

/** What waits for a code is forgotten after the time of a session. */
export function waitingText({ waiting }: Moderator, now: Date): string | null {
  return waiting !== null && now.getTime() - waiting.at.getTime() < SESSION_MS ? waiting.text : null;
}

/**
 * A code was given.
 *
 * @param step to which it belongs; null: it is wrong. A code that was used counts as wrong.
 */
export function withCode(moderator: Moderator, step: number | null, now: Date): Moderator {
  if (step === null || step <= moderator.lastStep) {
    const wrongCodes = moderator.wrongCodes + 1;
    const isTooMuch = wrongCodes >= MOST_WRONG_CODES;
    return {
      ...moderator,
      wrongCodes: isTooMuch ? 0 : wrongCodes,
      lockedUntil: isTooMuch ? later(now, LOCK_MS) : moderator.lockedUntil,
    };
  }
  return {
    ...moderator,
    enrolled: true,
    lastStep: step,
    wrongCodes: 0,
    lockedUntil: null,
    sessionUntil: later(now, SESSION_MS),
    waiting: null,
    shownIn: null,
  };
}

/** The lost phone's codes count no more; the next command enrols anew. */
export function withoutSecret(moderator: Moderator): Moderator {
  return { ...moderator, secret: null, enrolled: false, sessionUntil: null, waiting: null, shownIn: null };
}
