import type { EventKind } from "../domain/kind.ts";

/** One sign a kind, explained in `/help`. */
export const SIGNS: Readonly<Record<EventKind, string>> = {
  release: "🟢",
  pardon: "📜",
  arrest: "🔴",
  charge: "📁",
  sentence: "⚖️",
  regime: "🔒",
  incommunicado: "🔇",
  health: "🩺",
  death: "🕯",
  recognition: "🎗",
  deportation: "🧳",
  deal: "🤝",
  not_released: "⏸",
  other_repression: "▪️",
};

/** Before a message that takes an earlier one back. */
export const CORRECTION_SIGN = "↩️";
