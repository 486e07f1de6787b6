import type { DeliveryTarget, SendResult } from "../domain/delivery.ts";
import { SECOND_MS } from "../domain/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { AlertStore } from "../ports/outbox.ts";
import type { Timer } from "../ports/timer.ts";
import type { Circuit } from "./circuit.ts";
import type { Gate } from "./gate.ts";

export interface HeedPorts {
  readonly alerts: Pick<AlertStore, "saveNotice">;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly log: Log;
  readonly gate: Gate;
  readonly chats: {
    gone(chatId: number, now: Date): Promise<void>;
    moved(fromChatId: number, toChatId: number): Promise<void>;
  };
}

/** What one answer of Telegram means for the other deliveries. */
export async function takeHeed(
  ports: HeedPorts,
  circuit: Circuit,
  target: DeliveryTarget,
  result: SendResult,
): Promise<void> {
  const { gate, chats, clock, timer, log } = ports;
  const now = clock.now();
  if (result.kind === "offline") {
    log.warn("deliver_offline", { reason: result.reason, nextProbeMs: gate.offline() });
  } else gate.online();
  if (circuit.note(result, timer.nowMs())) await tellOpen(ports, circuit, now, result);
  if (result.kind === "busy") {
    log.warn("deliver_busy", { seconds: result.retryAfterSeconds });
    await gate.shut(result.retryAfterSeconds, now);
  }
  if (result.kind === "gone") await chats.gone(target.chatId, now);
  if (result.kind === "moved") await chats.moved(target.chatId, result.toChatId);
}

async function tellOpen(
  { alerts, timer, log }: HeedPorts,
  circuit: Circuit,
  now: Date,
  last: SendResult,
): Promise<void> {
  const seconds = Math.round(circuit.waitMs(timer.nowMs()) / SECOND_MS);
  // A code of our own, such as `refused_401`.
  log.warn("deliver_circuit_open", { seconds, reason: "reason" in last ? last.reason : null });
  const key = `circuit_open:${now.toISOString()}`;
  await alerts.saveNotice({ key, code: "circuit_open", facts: { seconds } });
}
