import type { Message } from "../domain/alert.ts";
import type { Delivery, DeliveryTarget, MessageIds, SendResult } from "../domain/delivery.ts";
import type { Language } from "../domain/language.ts";
import { plainMessage } from "./plain.ts";

export interface AttemptParts {
  readonly text: (alertId: string, language: Language, discreet: boolean) => Promise<Message | null>;
  readonly send: (target: DeliveryTarget, message: Message) => Promise<SendResult>;
  readonly sendPlain: (target: DeliveryTarget, message: Message) => Promise<SendResult>;
  readonly edit: (target: DeliveryTarget, ids: MessageIds, message: Message) => Promise<SendResult>;
  /** Resolves when one more call may be made. */
  readonly place: () => Promise<void>;
  /** Telegram refused our markup: an operator should know. */
  readonly refused: (language: Language, reason: string) => void;
}

interface KeyedText {
  readonly key: string;
  readonly message: Message;
}

/** The call itself: text in the reader's language, without markup where Telegram refuses ours. */
export class Attempts {
  readonly #parts: AttemptParts;
  /** Read once a look, not once a recipient. */
  readonly #texts = new Map<string, Message>();
  /** Texts that Telegram refused as markup. */
  readonly #plainOnly = new Set<string>();

  constructor(parts: AttemptParts) {
    this.#parts = parts;
  }

  /** Texts may have been written anew since. */
  forgetTexts(): void {
    this.#texts.clear();
  }

  /** @param target where and how it is wished for now */
  async make({ alertId, act, target: written }: Delivery, target: DeliveryTarget): Promise<SendResult> {
    // Notices have one text a language: discreet moderators get that.
    const text = (await this.#text(alertId, target)) ?? (await this.#text(alertId, written));
    if (text === null) return { kind: "notSent", reason: "no_text" };
    if (this.#plainOnly.has(text.key)) return this.#call(act, target, text.message, true);
    const first = await this.#call(act, target, text.message, false);
    if (first.kind !== "malformed") return first;
    this.#plainOnly.add(text.key);
    this.#parts.refused(target.language, first.reason);
    await this.#parts.place();
    return this.#call(act, target, text.message, true);
  }

  async #text(alertId: string, { language, discreet }: DeliveryTarget): Promise<KeyedText | null> {
    const key = `${alertId} ${language} ${String(discreet)}`;
    const message = this.#texts.get(key) ?? (await this.#parts.text(alertId, language, discreet));
    if (message === null) return null;
    this.#texts.set(key, message);
    return { key, message };
  }

  async #call(
    act: Delivery["act"],
    target: DeliveryTarget,
    message: Message,
    plain: boolean,
  ): Promise<SendResult> {
    if (act.kind === "edit") {
      return this.#parts.edit(target, act, plain ? plainMessage(message) : message);
    }
    return plain ? this.#parts.sendPlain(target, message) : this.#parts.send(target, message);
  }
}
