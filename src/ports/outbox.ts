import type { Alert, Message } from "../domain/alert.ts";
import type { Delivery, DeliveryTarget, MessageIds, SendResult, Settlement } from "../domain/delivery.ts";
import type { DigestRuns } from "../domain/digest-runs.ts";
import type { CaseEvent } from "../domain/event.ts";
import type { Language } from "../domain/language.ts";
import type { Notice } from "../domain/notice.ts";
import type { Chat } from "../domain/subscriber.ts";

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
  /** Alerts whose recipients are not all written down yet, most urgent first, then oldest first. */
  unspread(limit: number): Promise<readonly Alert[]>;
  /** Alerts of purpose `new` with `from <= createdAt < to`, oldest first: what a digest holds. */
  createdBetween(from: Date, to: Date): Promise<readonly Alert[]>;
  /** Notices for moderators that wait for their recipients. */
  unspreadNotices(limit: number): Promise<readonly Notice[]>;
  /** Stores a notice of our own; its key is told once. */
  saveNotice(notice: Notice): Promise<void>;
  /** The texts of an alert; written before its first delivery. Writing them again replaces them. */
  saveTexts(alertId: string, texts: readonly AlertText[]): Promise<void>;
  /**
   * The texts of a digest, and which versions of events they tell: who read a wrong one there is told of its
   * correction too. Written again, the texts are replaced and the oldest versions stay.
   */
  saveDigest(
    digestId: string,
    told: readonly Pick<CaseEvent, "id" | "version">[],
    texts: readonly AlertText[],
  ): Promise<void>;
  /** Until when digests are written down; null before the first time. */
  digestRuns(): Promise<DigestRuns | null>;
  saveDigestRuns(runs: DigestRuns): Promise<void>;
  /**
   * Of each of these chats, in their order: has a message about the alert's event gone to it, or does one wait for it?
   * What was never sent, for it came too late or nobody was there, counts for nothing. Rows are kept for a week: of
   * what is older the answer is false.
   */
  told(alertId: string, chats: readonly Chat[]): Promise<readonly boolean[]>;
  /**
   * One message per (event, recipient), where the event is the id without its `:<version>`: writing a recipient
   * twice writes one row, and who got an earlier version gets no second message. `done` closes the alert, if
   * there is one by this id (a digest has none).
   */
  enqueue(
    alert: Pick<Alert, "id" | "expiresAt">,
    recipients: readonly Recipient[],
    done: boolean,
  ): Promise<void>;
  /**
   * Rows that edit what earlier versions of this event delivered. `notify` adds a message of its own, with the
   * text of `correctionIdOf`, to each who was told an earlier version, by itself or in a digest. No later update
   * edits that message; only when a retraction is taken back it shows the event again.
   * Rows of earlier versions that still wait send this version's text instead; with a retraction they are
   * dropped, for nobody needs to hear of it alone.
   * Does not close the alert: `enqueue` with `done` does. Doing it twice does nothing.
   */
  enqueueEdits(alert: Alert, options: { readonly notify: boolean }): Promise<number>;
  /** Writes texts and rows (priority 0) and closes the notice. */
  enqueueNotice(notice: Notice, texts: readonly AlertText[], recipients: readonly Recipient[]): Promise<void>;
}

export interface SettledDelivery {
  readonly id: string;
  readonly settlement: Settlement;
}

/** A message that was sent and is to be deleted. */
export interface SentMessage {
  readonly id: string;
  readonly chatId: number;
  readonly messageId: number;
}

/** The deliveries that wait. Each method is one transaction; none takes a callback. */
export interface Outbox {
  /**
   * Takes up to `limit` due deliveries in order of priority, then of writing, and hides them from others for
   * `leaseMs`. Rows without `notBefore` are due whatever the clock says, so that a clock set back delays nothing.
   * Where the database's clock judges, `expiresAt` is given, and `dueAt` and `at` of settlements are taken, by the
   * clock that `now` is read from, however wrong it is.
   */
  claimDue(now: Date, limit: number, leaseMs: number): Promise<readonly Delivery[]>;
  text(alertId: string, language: Language, discreet: boolean): Promise<Message | null>;
  /**
   * Written just before the call: after a crash such a row may have been delivered.
   * False: it was cancelled since it was claimed and must not be sent.
   */
  markSending(id: string, now: Date): Promise<boolean>;
  settle(id: string, settlement: Settlement): Promise<void>;
  /**
   * `settle` for all of `settled` and `markSending` for all of `sending`, in one transaction: one commit.
   * Gives those of `sending` that may be sent: the others were cancelled since they were claimed.
   */
  writeDown(
    settled: readonly SettledDelivery[],
    sending: readonly string[],
    now: Date,
  ): Promise<readonly string[]>;
  /**
   * Called at start, before the first claim, and then every few seconds: takes back the rows of senders that died.
   * Alone on SQLite the first call ends all leases, for nobody else can hold one; every other call takes back only
   * rows whose lease ran out. Rows left `sending` become queued again, due at once, with `attempts` grown and
   * `unsureTries` as it was; digests, and rows that 10 attempts left so, become `unsure`.
   */
  recover(now: Date): Promise<{ readonly resent: number; readonly unsure: number }>;
  /** Deletes rows beyond the correction window and closes expired ones. */
  purge(now: Date): Promise<{ readonly purged: number; readonly expired: number }>;
  counts(): Promise<Readonly<Record<string, number>>>;
  /** The gate is shut for all until then, across restarts. */
  shutUntil(): Promise<Date | null>;
  /**
   * For so many ms from now, by the database's clock where replicas share one: theirs may differ by hours. A longer
   * wait that was told before stays.
   */
  shut(forMs: number, now: Date): Promise<void>;
  /** Messages that were sent to this chat since then: `/forget` deletes them, before it erases the chat. */
  sentTo(chatId: number, since: Date): Promise<readonly number[]>;
  /**
   * Notes an answer of the bot in a chat that wants its messages deleted after hours. Of a chat of which nothing is
   * kept, for it was erased meanwhile, nothing is noted.
   */
  noteSent(target: DeliveryTarget, messageId: number, at: Date): Promise<void>;
  /** Sent messages whose `deleteAfterHours` have passed, oldest first. */
  dueDeletions(now: Date, limit: number): Promise<readonly SentMessage[]>;
  /** They are deleted (or beyond deleting) and are not given again. */
  markDeleted(ids: readonly string[]): Promise<void>;
}

/** Telegram, as far as sending alerts goes. Never throws for what Telegram or the network answers. */
export interface Sender {
  send(target: DeliveryTarget, message: Message): Promise<SendResult>;
  /** Edits all parts of a message; parts that the new text has no use for are deleted, what they cannot hold is cut. */
  edit(target: DeliveryTarget, ids: MessageIds, message: Message): Promise<SendResult>;
  /** The same text without any markup, when Telegram refuses ours. */
  sendPlain(target: DeliveryTarget, message: Message): Promise<SendResult>;
  remove(chatId: number, messageId: number): Promise<SendResult>;
}
