import { Secret, TOTP } from "otpauth";
import type { Dice } from "./dice.ts";
import type { Machine } from "./machine.ts";
import { pressed, written } from "./people.ts";
import type { Postman } from "./postman.ts";
import type { Message, SimulatedTelegram } from "./telegram.ts";

const TRIES_MOST = 40;

export interface Room {
  readonly machine: Machine;
  readonly dice: Dice;
  readonly postman: Postman;
  readonly telegram: SimulatedTelegram;
}

/** Somebody with the rights of an admin and an authenticator on the phone, who looks whether it worked. */
export class Moderator {
  readonly chatId: number;
  readonly #room: Room;
  #secret: string | null = null;

  constructor(chatId: number, room: Room) {
    this.chatId = chatId;
    this.#room = room;
  }

  /** Secrets that were shown, which must stand in no log. */
  get secret(): string | null {
    return this.#secret;
  }

  async say(text: string): Promise<readonly Message[]> {
    return this.#bring(written(text, "en")(this.chatId));
  }

  async press(data: string): Promise<readonly Message[]> {
    return this.#bring(pressed(data)(this.chatId));
  }

  /** Says it, with a code where one is wanted, until it has come true; gives up after a while. */
  async ensure(text: string, isTrue: () => Promise<boolean>): Promise<boolean> {
    for (let tries = 0; tries < TRIES_MOST; tries += 1) {
      const shown = (await this.say(text)).map(({ texts }) => texts.at(-1) ?? "").join("\n");
      const key = [...shown.matchAll(/<code>([A-Z2-7]{32})<\/code>/gu)].at(-1)?.[1];
      if (key !== undefined) this.#secret = key;
      if (await isTrue()) return true;
      if (this.#secret !== null && /digits|code/iu.test(shown)) {
        // A code is good once: the next has its own half minute.
        await this.wait(this.#room.dice.between(31_000, 60_000));
        await this.say(this.#code(this.#secret));
        if (await isTrue()) return true;
      }
      await this.wait(this.#room.dice.between(40_000, 240_000));
      if (await isTrue()) return true;
    }
    return false;
  }

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => this.#room.machine.after(ms, resolve));
  }

  #code(secret: string): string {
    const totp = new TOTP({ algorithm: "SHA1", digits: 6, period: 30, secret: Secret.fromBase32(secret) });
    return totp.generate({ timestamp: this.#room.machine.wallMs });
  }

  async #bring(update: object): Promise<readonly Message[]> {
    const { telegram, postman } = this.#room;
    const before = telegram.messages.length;
    await postman.bring(update);
    return telegram.messages
      .slice(before)
      .filter(({ chatId, call }) => chatId === this.chatId && call.lane === "answers");
  }
}
