import type { AuditLine } from "../domain/audit-line.ts";
import type { Moderator } from "../domain/moderator.ts";

/** Who moderates, their codes and sessions. What tells of a person is stored sealed. Each method is one transaction. */
export interface ModeratorStore {
  all(): Promise<readonly Moderator[]>;
  /**
   * Refuses when somebody else saved it since it was read: a code counts once, whichever replica hears it.
   *
   * @param line written with it, when it is saved
   */
  save(moderator: Moderator, line?: AuditLine): Promise<"saved" | "conflict">;
}

/** One-time codes by time, RFC 6238: 6 digits, 30 seconds. */
export interface OneTimeCodes {
  /** A fresh secret, base32. */
  newSecret(): string;
  /** The address that authenticator apps read. */
  addressOf(secret: string, label: string): string;
  /** The 30-second step that the code belongs to, one before or after at most; null when it is wrong. */
  stepOf(secret: string, code: string, now: Date): number | null;
}
