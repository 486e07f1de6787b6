import type { Language } from "../domain/language.ts";
import type { Day } from "../domain/time.ts";

export const THEMES = ["light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** What the picture of `/stats` shows beside the shipped history. */
export interface PictureFacts {
  /** The bot's own confirmed events, oldest month first. */
  readonly months: readonly {
    /** `YYYY-MM` */
    readonly month: string;
    readonly released: number;
    readonly recognised: number;
  }[];
  /** People in custody by the newest list. */
  readonly custody: { readonly n: number; readonly day: Day; readonly by: string } | null;
  readonly today: Day;
}

/** Draws what can be shared: legible on a phone, with its sources and its day. */
export interface Picture {
  /** @returns a PNG, at most 1 MB */
  draw(facts: PictureFacts, language: Language, theme: Theme): Promise<Uint8Array>;
}
