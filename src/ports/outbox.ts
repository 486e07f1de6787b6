import type { Alert, Message } from "../domain/alert.ts";
import type { Delivery, DeliveryTarget, SendResult, Settlement } from "../domain/delivery.ts";
import type { Language } from "../domain/language.ts";
import type { Notice } from "../domain/notice.ts";

export interface AlertText {
  readonly language: Language;
  readonly discreet: boolean;
  readonly message: Message;
}

export interface Recipient {
  readonly target: DeliveryTarget;
  readonly priority: number;
  /** For digests and quiet hours: not before. */
  readonly notBefore: Date | null;
}

/** Alerts on their way to recipients. Each method is one transaction. */
export interface AlertStore {
  /** Alerts whose recipients are not all written down yet, most urgent first. */
  unspread(limit: number): Promise<readonly Alert[]>;
  /** Notices for moderators that wait for their recipients. */
  unspreadNotices(limit: number): Promise<readonly Notice[]>;
  /** The texts of an alert; written before its first delivery. */
  saveTexts(alertId: string, texts: readonly AlertText[]): Promise<void>;
  /** One row per (alert, recipient): writing a recipient twice writes one row. `done` closes the alert. */
  enqueue(
    alert: Pick<Alert, "id" | "expiresAt">,
    recipients: readonly Recipient[],
    done: boolean,
  ): Promise<void>;
  /**
   * Rows that edit what earlier versions of this event delivered, `notify` adds a message of its own to
   * each of those recipients (for a retraction). Closes the alert.
   */
  enqueueEdits(alert: Alert, options: { readonly notify: boolean }): Promise<number>;
  enqueueNotice(notice: Notice, texts: readonly AlertText[], recipients: readonly Recipient[]): Promise<void>;
}

/** The deliveries that wait. Each method is one transaction; none takes a callback. */
export interface Outbox {
  /** Takes up to `limit` due deliveries in order of priority and hides them from others for `leaseMs`. */
  claimDue(now: Date, limit: number, leaseMs: number): Promise<readonly Delivery[]>;
  text(alertId: string, language: Language, discreet: boolean): Promise<Message | null>;
  /** Written just before the call: after a crash such a row may have been delivered. */
  markSending(id: string, now: Date): Promise<void>;
  settle(id: string, settlement: Settlement): Promise<void>;
  /** Rows left `sending` by a crash become queued once more, or `unsure`. Called once at start. */
  recover(now: Date): Promise<{ readonly resent: number; readonly unsure: number }>;
  /** Deletes rows beyond the correction window and closes expired ones. */
  purge(now: Date): Promise<{ readonly purged: number; readonly expired: number }>;
  counts(): Promise<Readonly<Record<string, number>>>;
  /** The gate is shut for all until then, across restarts. */
  shutUntil(): Promise<Date | null>;
  shut(until: Date): Promise<void>;
  /** Messages that were sent to this chat since then: `/forget` and discreet mode delete them. */
  sentTo(chatId: number, since: Date): Promise<readonly number[]>;
}

/** Telegram, as far as sending alerts goes. Never throws for what Telegram or the network answers. */
export interface Sender {
  send(target: DeliveryTarget, message: Message): Promise<SendResult>;
  edit(target: DeliveryTarget, messageId: number, message: Message): Promise<SendResult>;
  /** The same text without any markup, when Telegram refuses ours. */
  sendPlain(target: DeliveryTarget, message: Message): Promise<SendResult>;
  remove(chatId: number, messageId: number): Promise<SendResult>;
}
