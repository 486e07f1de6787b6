/** Zones that the menu offers: where the diaspora lives. */
export const TIME_ZONES = [
  "Europe/Vilnius",
  "Europe/Warsaw",
  "Europe/Minsk",
  "Europe/Kyiv",
  "Europe/Berlin",
  "Europe/Prague",
  "Europe/London",
  "Asia/Tbilisi",
  "Asia/Jerusalem",
  "America/New_York",
  "America/Chicago",
  "America/Los_Angeles",
] as const;
type TimeZone = (typeof TIME_ZONES)[number];

/** `/settings`: one message that edits itself. */
export interface SettingsText {
  readonly title: string;
  readonly notSubscribed: string;
  readonly language: string;
  readonly kinds: string;
  readonly kindsHint: string;
  readonly certainty: string;
  readonly confirmedOnly: string;
  readonly unconfirmedToo: string;
  readonly certaintyHint: string;
  readonly scope: string;
  readonly everybody: string;
  readonly followedOnly: string;
  readonly rhythm: string;
  readonly instant: string;
  readonly daily: string;
  readonly weekly: string;
  readonly digestHour: (hour: string) => string;
  readonly quiet: string;
  readonly quietOff: string;
  readonly quietHours: (from: string, to: string) => string;
  readonly quietHint: string;
  readonly urgentPasses: string;
  readonly zone: string;
  readonly zoneHint: string;
  readonly zones: Readonly<Record<TimeZone, string>>;
  readonly discreet: string;
  readonly silent: string;
  /** Reminders a fortnight before. */
  readonly birthdays: string;
  readonly deleteAfter: string;
  readonly deleteNever: string;
  readonly deleteHint: string;
  readonly hours: (n: number) => string;
  readonly followed: string;
  readonly refused: string;
  readonly saved: string;
  /** No digest comes any more that would tell of what came since the last one. */
  readonly savedWithoutDigest: string;
  readonly on: string;
  readonly off: string;
}
