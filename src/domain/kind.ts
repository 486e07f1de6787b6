/**
 * What a report can say. Definitions follow the labelling guide of the project's corpus
 * (`test/corpus/README.md`): `release` leaves custody, `pardon` is a decree, `arrest` any loss of liberty …
 */
export const KINDS = [
  "release",
  "pardon",
  "arrest",
  "charge",
  "sentence",
  "regime",
  "incommunicado",
  "health",
  "death",
  "recognition",
  "deportation",
  "deal",
  "not_released",
  "other_repression",
  "commentary",
  "unrelated",
] as const;
export type Kind = (typeof KINDS)[number];

/** Kinds that become events; the others inform nobody by themselves. */
export type EventKind = Exclude<Kind, "commentary" | "unrelated">;
export const EVENT_KINDS: readonly EventKind[] = KINDS.filter(
  (kind): kind is EventKind => kind !== "commentary" && kind !== "unrelated",
);

/** May it alert by itself, must a moderator look, or is it noise? */
export type Route = "alert" | "review" | "ignore";

export const RELEASE_KINDS = [
  "term_served",
  "pardon",
  "amnesty",
  "exchange",
  "deal",
  "parole_or_softening",
  "case_closed",
  "health",
  "unknown",
] as const;
export type ReleaseKind = (typeof RELEASE_KINDS)[number];

export const RELEASE_MODIFIERS = ["forced_exile", "stays_in_belarus", "repatriated"] as const;
export type ReleaseModifier = (typeof RELEASE_MODIFIERS)[number];
