import { agreementOn, LINES_LOOKED_AT } from "../domain/agreement.ts";
import type { Moderator, Role } from "../domain/moderator.ts";
import { MINUTE_MS, dayOf } from "../domain/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { DeskStore } from "../ports/desk-store.ts";
import type { AuditLog } from "../ports/event-store.ts";
import type { ModeratorStore, OneTimeCodes } from "../ports/moderators.ts";
import { isLocked, isSessionOpen, newModerator, waitingText, withCode, withoutSecret } from "./session.ts";

export interface SessionPorts {
  readonly moderators: ModeratorStore;
  readonly codes: OneTimeCodes;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly desk: Pick<DeskStore, "notify">;
  /** The first admins. */
  readonly moderatorIds: readonly number[];
}

/** Everybody who moderates now: the first admins unless they were taken out, and whom admins added. */
export async function activeModerators({
  moderators,
  moderatorIds,
}: Pick<SessionPorts, "moderators" | "moderatorIds">): Promise<readonly Moderator[]> {
  const stored = await moderators.all();
  const known = new Set(stored.map((it) => it.telegramId));
  const first = moderatorIds.map((id, index) => newModerator(`M${String(index + 1)}`, id, "admin"));
  return [...first.filter((it) => !known.has(it.telegramId)), ...stored.filter((it) => it.role !== "none")];
}

/** @returns null: no moderator */
export async function moderatorOf(ports: SessionPorts, telegramId: number): Promise<Moderator | null> {
  return (await activeModerators(ports)).find((it) => it.telegramId === telegramId) ?? null;
}

export type Admission =
  | { readonly kind: "open" }
  /** The secret is shown now: `address` for an app on this phone, `secret` to type. */
  | {
      readonly kind: "enrol";
      readonly address: string;
      readonly secret: string;
      readonly shownBefore: number | null;
    }
  | { readonly kind: "code_needed" }
  | { readonly kind: "locked" };

/** May this person do something now? If not, the text waits for the code. */
export async function admit(
  ports: SessionPorts,
  moderator: Moderator,
  waiting: string | null,
): Promise<Admission> {
  const now = ports.clock.now();
  if (isSessionOpen(moderator, now)) return { kind: "open" };
  if (isLocked(moderator, now)) return { kind: "locked" };
  const kept = { ...moderator, waiting: waiting === null ? null : { text: waiting, at: now } };
  if (moderator.enrolled) {
    await ports.moderators.save(kept);
    return { kind: "code_needed" };
  }
  // A secret that nobody confirmed may have been seen over a shoulder: each showing has its own.
  const secret = ports.codes.newSecret();
  await ports.moderators.save({ ...kept, secret });
  const address = ports.codes.addressOf(secret, moderator.who);
  return { kind: "enrol", address, secret, shownBefore: moderator.shownIn };
}

export async function rememberShown(
  ports: SessionPorts,
  telegramId: number,
  messageId: number,
): Promise<void> {
  const moderator = await moderatorOf(ports, telegramId);
  if (moderator !== null) await ports.moderators.save({ ...moderator, shownIn: messageId });
}

export type CodeAnswer =
  | {
      readonly kind: "open";
      readonly isFirst: boolean;
      /** The command that waited. */
      readonly waiting: string | null;
      /** The message with the secret. */
      readonly shownIn: number | null;
    }
  | { readonly kind: "wrong" }
  | { readonly kind: "locked" }
  /** Nobody asked for a code. */
  | { readonly kind: "not_asked" };

export async function giveCode(ports: SessionPorts, moderator: Moderator, code: string): Promise<CodeAnswer> {
  const { clock, codes, moderators } = ports;
  const now = clock.now();
  if (moderator.secret === null) return { kind: "not_asked" };
  if (isLocked(moderator, now)) return { kind: "locked" };
  const next = withCode(moderator, codes.stepOf(moderator.secret, code, now), now);
  const isWrong = !isSessionOpen(next, now) || next.lastStep === moderator.lastStep;
  const isNowLocked = isLocked(next, now);
  const isFirst = !moderator.enrolled;
  const did = isWrong ? (isNowLocked ? "locked" : "wrong_code") : isFirst ? "enrolled" : "open";
  const line = { at: now, who: moderator.who, action: `session:${did}`, subject: "session", facts: {} };
  // Of two replicas that hear one code, one is late.
  if ((await moderators.save(next, line)) === "conflict") return { kind: "wrong" };
  if (isWrong) {
    if (isNowLocked)
      await tell(ports, "moderator_locked", moderator.who, Math.floor(now.getTime() / (15 * MINUTE_MS)));
    return { kind: isNowLocked ? "locked" : "wrong" };
  }
  if (isFirst) await tell(ports, "moderator_enrolled", moderator.who, next.lastStep);
  return { kind: "open", isFirst, waiting: waitingText(moderator, now), shownIn: moderator.shownIn };
}

async function tell(
  { desk }: SessionPorts,
  code: "moderator_enrolled" | "moderator_locked",
  who: string,
  n: number,
): Promise<void> {
  await desk.notify([{ key: `${code}:${who}:${String(n)}`, code, facts: { who } }]);
}

/** What two admins may agree on about somebody: a role, or that a lost phone's codes count no more. */
export type RoleChange = Role | "reset";

export type RoleAnswer =
  /** `moderates`: from now on; `telegramId` is their private chat, too. */
  | {
      readonly kind: "done";
      readonly who: string;
      readonly telegramId: number;
      readonly moderates: boolean;
    }
  | { readonly kind: "second_needed"; readonly who: string }
  | { readonly kind: "same_person" }
  | { readonly kind: "missing" };

/**
 * The first admin asks, another one agrees by asking the same.
 *
 * @param subject an alias, or the Telegram id of somebody new
 */
export async function changeRole(
  ports: SessionPorts,
  by: string,
  subject: string,
  change: RoleChange,
): Promise<RoleAnswer> {
  const { audit, clock, moderators } = ports;
  const now = clock.now();
  const person = await personOf(ports, subject, change);
  if (person === null) return { kind: "missing" };
  const key = `${person.who}:${change}`;
  const wanted = { action: "role", subject: key, fact: null };
  const answer = agreementOn(await audit.newest(LINES_LOOKED_AT), wanted, by, now);
  if (answer === "asked_by_same") return { kind: "same_person" };
  if (answer === "not_asked") {
    // A newcomer has an alias from here on, and no rights.
    const ask = { at: now, who: by, action: "ask:role", subject: key, facts: {} };
    // Another admin may have added them meanwhile: that this one asks stands all the same.
    const isAdded = person.version === 0 && (await moderators.save(person, ask)) === "saved";
    if (!isAdded) await audit.append(ask);
    await ports.desk.notify([
      {
        key: `ask:role:${key}:${dayOf(now)}`,
        code: "second_needed",
        facts: { who: by, command: `/role ${person.who} ${change}` },
      },
    ]);
    return { kind: "second_needed", who: person.who };
  }
  const next = change === "reset" ? withoutSecret(person) : { ...person, role: change, sessionUntil: null };
  const line = { at: now, who: by, action: "role", subject: key, facts: {} };
  if ((await moderators.save(next, line)) === "conflict") return { kind: "missing" };
  // All hear of it, the newcomer and whoever was not asked among them.
  await ports.desk.notify([
    {
      key: `role:${key}:${String(now.getTime())}`,
      code: "role_changed",
      facts: { who: by, command: `/role ${key.replace(":", " ")}` },
    },
  ]);
  const { who, telegramId } = person;
  return { kind: "done", who, telegramId, moderates: next.role !== "none" };
}

async function personOf(
  { moderators, moderatorIds }: SessionPorts,
  subject: string,
  change: RoleChange,
): Promise<Moderator | null> {
  const stored = await moderators.all();
  const known = stored.find((it) => it.who === subject || String(it.telegramId) === subject);
  if (known !== undefined) return known;
  const first = moderatorIds.findIndex(
    (id, index) => String(id) === subject || `M${String(index + 1)}` === subject,
  );
  const id = moderatorIds[first];
  if (id !== undefined) return newModerator(`M${String(first + 1)}`, id, "admin");
  if (change === "reset" || !/^\d{3,15}$/u.test(subject)) return null;
  const added = stored.filter((it) => it.who.startsWith("N")).length;
  return newModerator(`N${String(added + 1)}`, Number(subject), "none");
}
