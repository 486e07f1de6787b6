export const ROLES = ["admin", "editor", "reviewer", "none"] as const;
/** `admin` also changes roles; `editor` decides; `reviewer` looks and may stop all sending; `none` was taken out. */
export type Role = (typeof ROLES)[number];

/** A moderator as kept between messages. */
export interface Moderator {
  /** The alias in the log: «M2» for the second of MODERATOR_IDS, «N1» for the first whom admins added. */
  readonly who: string;
  readonly telegramId: number;
  readonly role: Role;
  /** Base32; null before the first enrolment. */
  readonly secret: string | null;
  /** A code of the secret was given once: from then on it is never shown again. */
  readonly enrolled: boolean;
  /** Codes of this step and before are used up. */
  readonly lastStep: number;
  readonly wrongCodes: number;
  readonly lockedUntil: Date | null;
  readonly sessionUntil: Date | null;
  /** A command that waits for the code, with its instant. */
  readonly waiting: { readonly text: string; readonly at: Date } | null;
  /** The message that showed the secret; it is deleted after enrolment. */
  readonly shownIn: number | null;
  /** Grows with every save; 0: never saved. */
  readonly version: number;
}
