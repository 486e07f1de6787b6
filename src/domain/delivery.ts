import type { Language } from "./language.ts";
import type { Chat } from "./subscriber.ts";

/** How a delivery ends or waits. `unsure`: the reply was lost and no further try is allowed. */
export type DeliveryState = "queued" | "sending" | "sent" | "gone" | "expired" | "unsure";

/** What is sealed inside a delivery row: nothing in the open links two rows of one recipient. */
export interface DeliveryTarget extends Chat {
  readonly language: Language;
  readonly discreet: boolean;
  readonly silent: boolean;
  readonly deleteAfterHours: number | null;
}

/** A message as Telegram numbers it; a long text goes in parts, and `moreIds` are those behind the first. */
export interface MessageIds {
  readonly messageId: number;
  readonly moreIds?: readonly number[];
}

/** `send` a new message, `edit` the one delivered before. */
export type DeliveryAct = { readonly kind: "send" } | ({ readonly kind: "edit" } & MessageIds);

/** One message to one recipient, opened for the sender. */
export interface Delivery {
  readonly id: string;
  readonly alertId: string;
  readonly target: DeliveryTarget;
  readonly act: DeliveryAct;
  /** 0 corrections, 1 followers of the person, 2 urgent, 3 ordinary, 4 digest. */
  readonly priority: number;
  /** Sends that may have reached the recipient although no reply came. */
  readonly unsureTries: number;
  readonly attempts: number;
  readonly expiresAt: Date;
}

/** What Telegram said, by class: see the outcome table in README. */
export type SendResult =
  | ({ readonly kind: "sent" } & MessageIds)
  /** Surely not delivered, and it is this message that was refused; try again later. */
  | { readonly kind: "notSent"; readonly reason: string }
  /** Surely not delivered: nothing reaches Telegram now. No message's fault, so it costs no try. */
  | { readonly kind: "offline"; readonly reason: string }
  | { readonly kind: "busy"; readonly retryAfterSeconds: number }
  | { readonly kind: "gone"; readonly reason: string }
  | { readonly kind: "moved"; readonly toChatId: number }
  /** Telegram refuses our own text; it is sent again as plain text. */
  | { readonly kind: "malformed"; readonly reason: string }
  /** The reply was lost: it may have arrived. */
  | { readonly kind: "unsure"; readonly reason: string }
  /** An edit that changes nothing or whose message is gone: done. */
  | { readonly kind: "unchanged" };

/** What becomes of a delivery after one try. */
export type Settlement =
  | {
      readonly state: "sent";
      /** Null: an edit, whose message is known. */
      readonly messageId: number | null;
      readonly moreIds?: readonly number[];
      readonly at: Date;
    }
  | {
      readonly state: "queued";
      readonly dueAt: Date;
      /** It may have arrived: `unsureTries` grows. */
      readonly unsure: boolean;
      /** False: nothing was tried, `attempts` stays. */
      readonly tried: boolean;
      readonly reason: string;
    }
  | { readonly state: "moved"; readonly toChatId: number }
  | { readonly state: "gone" | "expired" | "unsure"; readonly reason: string };

/** How sending goes as a whole. */
export interface DeliveryStatus {
  readonly circuitOpen: boolean;
  /** The database takes nothing down: full, locked or broken. Nothing is sent meanwhile, for it could not be noted. */
  readonly storeFailing: boolean;
  readonly shutForMs: number;
  readonly inFlight: number;
}
