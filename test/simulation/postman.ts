import type { App } from "../../src/app.ts";
import type { Dice } from "./dice.ts";
import type { Machine } from "./machine.ts";

export const SECRET = "a-secret-of-nobody-123";
const HOOK = "https://bot.example/hook";
const AGAIN_FROM_MS = 1500;
const AGAIN_TO_MS = 12_000;
/** So long the webhook makes Telegram wait, at most. */
const PATIENCE_MS = 8900;

export interface Delivered {
  readonly beganMs: number;
  readonly answeredMs: number;
  /** It was delivered whole in one life, and its handler was done before Telegram was answered. */
  readonly isClean: boolean;
  /** Resolves when the copy that came beside it was answered, or nobody was there to take it. */
  readonly copied: Promise<void>;
}

interface Running {
  readonly number: number;
  readonly app: App;
}

/** Telegram as it calls the webhook: until an update is taken it comes again, and some come twice. */
export class Postman {
  readonly #machine: Machine;
  readonly #dice: Dice;
  readonly #running: () => Running | null;
  #nextUpdate = 700_000_001;
  /** Share of updates that come twice. */
  twice = 0.25;

  constructor(machine: Machine, dice: Dice, running: () => Running | null) {
    this.#machine = machine;
    this.#dice = dice;
    this.#running = running;
  }

  /** Resolves when Telegram need not call again. */
  async bring(update: object): Promise<Delivered> {
    const beganMs = this.#machine.nowMs;
    const whole = { update_id: this.#nextUpdate++, ...update };
    let isClean = true;
    const copied = this.#dice.chance(this.twice) ? this.#copy(whole) : Promise.resolve();
    while (!(await this.#call(whole))) {
      isClean = false;
      await this.#pause(this.#dice.between(AGAIN_FROM_MS, AGAIN_TO_MS));
    }
    const answeredMs = this.#machine.nowMs;
    return { beganMs, answeredMs, isClean: isClean && answeredMs - beganMs < PATIENCE_MS, copied };
  }

  async #copy(update: object): Promise<void> {
    await this.#pause(this.#dice.between(0, this.#dice.chance(0.5) ? 60 : 90_000));
    await this.#call(update);
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => this.#machine.after(ms, resolve));
  }

  /** @returns was it taken? A dead program never answers: Telegram gives up after a while. */
  async #call(update: object): Promise<boolean> {
    const running = this.#running();
    const webhook = running?.app.webhook ?? null;
    if (running === null || webhook === null) return false;
    const request = new Request(HOOK, {
      method: "POST",
      headers: { "content-type": "application/json", "x-telegram-bot-api-secret-token": SECRET },
      body: JSON.stringify(update),
    });
    let isAnswered = false;
    const answer = webhook
      .handle(request)
      .then(
        ({ status }) => status === 200,
        () => false,
      )
      .finally(() => (isAnswered = true));
    const died = new Promise<boolean>((resolve) => {
      const look = (): void => {
        if (isAnswered) return;
        if (this.#running()?.number === running.number) this.#machine.after(2000, look);
        else resolve(false);
      };
      this.#machine.after(2000, look);
    });
    const taken = await Promise.race([answer, died]);
    return taken;
  }
}
