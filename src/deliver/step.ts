import type { Delivery, DeliveryStatus, DeliveryTarget, SendResult, Settlement } from "../domain/delivery.ts";
import { later, SECOND_MS } from "../domain/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { AlertStore, Outbox, Sender, SettledDelivery } from "../ports/outbox.ts";
import type { Switches } from "../ports/switches.ts";
import type { Timer } from "../ports/timer.ts";
import { takeHeed } from "./answer-step.ts";
import { Attempts } from "./attempt.ts";
import { Circuit } from "./circuit.ts";
import type { Gate } from "./gate.ts";
import { Bell, ClaimedQueue } from "./queue.ts";
import type { Claimed } from "./queue.ts";
import { isOwed, settle, wait } from "./settle.ts";

export interface DeliverPorts {
  readonly outbox: Outbox;
  readonly alerts: Pick<AlertStore, "saveNotice">;
  readonly sender: Sender;
  readonly switches: Pick<Switches, "halted">;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly log: Log;
  readonly gate: Gate;
  /** Sends in flight, at most: so many messages may come twice after a crash. */
  readonly lanes: number;
  /** How often it is looked whether another sender died with rows in hand; null: there is no other. */
  readonly recoverEveryMs: number | null;
  /** What chats want now and what becomes of them. */
  readonly chats: {
    /** The recipient as the chat's settings are now, not as they were when the row was written; null: unsubscribed. */
    asNow(target: DeliveryTarget): DeliveryTarget | null;
    gone(chatId: number, now: Date): Promise<void>;
    moved(fromChatId: number, toChatId: number): Promise<void>;
  };
}

export interface Deliverer {
  start(): Promise<void>;
  /** Claims no more and waits for the sends in flight, at most 5 s. */
  stop(): Promise<void>;
  /** New rows were written: look now. */
  nudge(): void;
  status(): DeliveryStatus;
}

/** Rows claimed for longer than a send may take: nobody else starts one that we are sending. */
const LEASE_MS = 60 * SECOND_MS;
const SEND_MOST_MS = 25 * SECOND_MS;
const LOOK_EVERY_MS = 250;
const STOP_WITHIN_MS = 5 * SECOND_MS;
const STORE_PAUSE_MS = SECOND_MS;
/** At high rates lanes wait so long for each other, to share one commit. */
const GATHER_MS = 4;

export function createDeliverer(ports: DeliverPorts): Deliverer {
  return new LaneDeliverer(ports);
}

class LaneDeliverer implements Deliverer {
  readonly #ports: DeliverPorts;
  readonly #batch: number;
  readonly #queue: ClaimedQueue;
  readonly #circuit = new Circuit();
  readonly #bell = new Bell();
  readonly #attempts: Attempts;
  #results: SettledDelivery[] = [];
  #inFlight = 0;
  #lookAgainMs = Number.NEGATIVE_INFINITY;
  #recoverAgainMs = Number.NEGATIVE_INFINITY;
  #moreIsDue = false;
  #halted = false;
  #stopping = false;
  #storeFailing = false;
  #running: Promise<void> = Promise.resolve();

  constructor(ports: DeliverPorts) {
    this.#ports = ports;
    this.#batch = Math.min(250, Math.max(ports.lanes, Math.ceil(ports.gate.ratePerSecond / 4)));
    this.#queue = new ClaimedQueue(this.#batch * 2);
    this.#attempts = attemptsOf(ports);
  }

  async start(): Promise<void> {
    await this.#recover();
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    const { timer, log } = this.#ports;
    const deadlineMs = timer.nowMs() + STOP_WITHIN_MS;
    this.#stopping = true;
    this.#bell.ring();
    await this.#running;
    // Another sender need not wait for the end of a lease that nobody uses.
    const now = this.#ports.clock.now();
    for (const { delivery } of this.#queue.takeAll())
      this.#note(delivery.id, wait(delivery, now, "given_back"));
    while (this.#inFlight > 0 && timer.nowMs() < deadlineMs) {
      await this.#bell.wait(timer.sleep(LOOK_EVERY_MS));
    }
    try {
      await this.#launch([]);
    } catch (error) {
      log.error("deliver_store_failed", error);
    }
  }

  nudge(): void {
    this.#lookAgainMs = Number.NEGATIVE_INFINITY;
    this.#bell.ring();
  }

  status(): DeliveryStatus {
    return {
      circuitOpen: this.#circuit.isOpen,
      storeFailing: this.#storeFailing,
      shutForMs: this.#ports.gate.waitMs(),
      inFlight: this.#inFlight,
    };
  }

  async #run(): Promise<void> {
    const { timer, gate, log } = this.#ports;
    while (!this.#stopping) {
      try {
        if (timer.nowMs() >= this.#recoverAgainMs) await this.#recover();
        await this.#look();
        await gate.prepare(Math.min(this.#queue.length, this.#freeLanes()));
        await this.#launch(this.#choose());
        await this.#bell.wait(timer.sleep(this.#pauseMs()));
        if (gate.ratePerSecond > 100) await timer.sleep(GATHER_MS);
      } catch (error) {
        this.#storeFailing = true;
        log.error("deliver_store_failed", error);
        await timer.sleep(STORE_PAUSE_MS);
      }
    }
  }

  async #recover(): Promise<void> {
    const { outbox, clock, timer, log, recoverEveryMs } = this.#ports;
    const { resent, unsure } = await outbox.recover(clock.now());
    this.#recoverAgainMs = timer.nowMs() + (recoverEveryMs ?? Number.POSITIVE_INFINITY);
    if (resent + unsure > 0) log.warn("deliver_recovered", { resent, unsure });
  }

  #freeLanes(): number {
    const { timer, lanes } = this.#ports;
    return this.#halted ? 0 : this.#circuit.lanes(lanes, timer.nowMs()) - this.#inFlight;
  }

  /** Claims what is due: a quarter of a second's work at a time, so that later rows can overtake. */
  async #look(): Promise<void> {
    const { outbox, switches, gate, clock, timer, lanes } = this.#ports;
    const nowMs = timer.nowMs();
    const isShort = this.#moreIsDue && this.#queue.length <= this.#batch / 2;
    if (nowMs < this.#lookAgainMs && !isShort) return;
    this.#lookAgainMs = nowMs + LOOK_EVERY_MS;
    this.#moreIsDue = false;
    this.#attempts.forgetTexts();
    this.#halted = (await switches.halted()) !== null;
    if (this.#halted || gate.waitMs() > LOOK_EVERY_MS || this.#circuit.lanes(lanes, nowMs) === 0) return;
    // A full queue still looks: what is more urgent than all that it holds comes first.
    const limit = this.#queue.length < this.#batch ? this.#batch : lanes;
    const claimed = await outbox.claimDue(clock.now(), limit, LEASE_MS);
    // What is still to be written down must be written before all is well.
    this.#storeFailing &&= this.#results.length > 0;
    this.#moreIsDue = claimed.length === limit;
    const startBeforeMs = nowMs + LEASE_MS - SEND_MOST_MS;
    this.#enqueue(claimed.map((delivery) => ({ delivery, startBeforeMs })));
  }

  #enqueue(claimed: readonly Claimed[]): void {
    const now = this.#ports.clock.now();
    for (const { delivery } of this.#queue.add(claimed)) {
      this.#note(delivery.id, wait(delivery, now, "given_back"));
    }
  }

  #choose(): Claimed[] {
    const { gate } = this.#ports;
    const chosen: Claimed[] = [];
    const free = this.#freeLanes();
    while (chosen.length < free && gate.waitMs() === 0) {
      const next = this.#queue.take();
      if (next === undefined) break;
      if (!this.#mayStart(next)) continue;
      gate.take(1);
      chosen.push(next);
    }
    return chosen;
  }

  #mayStart({ delivery, startBeforeMs }: Claimed): boolean {
    const { gate, chats, clock, timer } = this.#ports;
    const now = clock.now();
    if (timer.nowMs() > startBeforeMs) return false;
    // The store has judged a moment ago that it is not too late, by the one clock that all senders share.
    if (!isOwed(delivery) && chats.asNow(delivery.target) === null) {
      this.#note(delivery.id, { state: "expired", reason: "unsubscribed" });
      return false;
    }
    const putOffMs = gate.takeChat(delivery.target.chatId);
    if (putOffMs > 0) this.#note(delivery.id, wait(delivery, later(now, putOffMs), "chat_pace"));
    return putOffMs === 0;
  }

  #note(id: string, settlement: Settlement): void {
    this.#results.push({ id, settlement });
  }

  /** One commit settles what came back and marks what goes out; then it goes out. */
  async #launch(chosen: readonly Claimed[]): Promise<void> {
    const settled = this.#results;
    if (settled.length === 0 && chosen.length === 0) return;
    this.#results = [];
    const ids = chosen.map(({ delivery }) => delivery.id);
    let ours: ReadonlySet<string>;
    try {
      ours = new Set(await this.#ports.outbox.writeDown(settled, ids, this.#ports.clock.now()));
      this.#storeFailing = false;
    } catch (error) {
      this.#results = [...settled, ...this.#results];
      this.#enqueue(chosen);
      throw error;
    }
    for (const { delivery } of chosen) {
      if (ours.has(delivery.id)) void this.#fly(delivery);
    }
  }

  async #fly(delivery: Delivery): Promise<void> {
    this.#inFlight += 1;
    const target = this.#ports.chats.asNow(delivery.target) ?? delivery.target;
    const result = await this.#attempt(delivery, target);
    const now = this.#ports.clock.now();
    this.#note(delivery.id, settle(delivery, result, now));
    try {
      await takeHeed(this.#ports, this.#circuit, target, result);
      // The row plans the deletion that was wished for when it was written.
      const isNewWish = target.deleteAfterHours !== null && delivery.target.deleteAfterHours === null;
      if (isNewWish && result.kind === "sent") {
        for (const id of [result.messageId, ...(result.moreIds ?? [])]) {
          await this.#ports.outbox.noteSent(target, id, now);
        }
      }
    } catch (error) {
      this.#ports.log.error("deliver_consequence_failed", error);
    }
    this.#inFlight -= 1;
    this.#bell.ring();
  }

  async #attempt(delivery: Delivery, target: DeliveryTarget): Promise<SendResult> {
    try {
      return await this.#attempts.make(delivery, target);
    } catch (error) {
      this.#ports.log.error("deliver_failed", error);
      return { kind: "notSent", reason: "thrown" };
    }
  }

  #pauseMs(): number {
    const { gate, timer, lanes } = this.#ports;
    if (this.#queue.length === 0 || this.#halted || this.#inFlight >= lanes) return LOOK_EVERY_MS;
    return Math.min(LOOK_EVERY_MS, Math.max(gate.waitMs(), this.#circuit.waitMs(timer.nowMs())));
  }
}

function attemptsOf({ outbox, sender, gate, timer, log }: DeliverPorts): Attempts {
  return new Attempts({
    text: (alertId, language, discreet) => outbox.text(alertId, language, discreet),
    send: (target, message) => sender.send(target, message),
    sendPlain: (target, message) => sender.sendPlain(target, message),
    edit: (target, ids, message) => sender.edit(target, ids, message),
    place: async () => {
      await gate.prepare(1);
      while (gate.take(1) === 0) {
        await timer.sleep(gate.waitMs());
        await gate.prepare(1);
      }
    },
    refused: (language, reason) => log.warn("deliver_plain", { language, reason }),
  });
}
