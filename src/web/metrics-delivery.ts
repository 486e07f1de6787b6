import type { Settlement } from "../domain/delivery.ts";
import type { Figures, NewsFigures } from "../ports/figures.ts";
import type { Outbox, SettledDelivery } from "../ports/outbox.ts";
import type { DeliveryOutcome, Metrics } from "./metrics.ts";

export interface WatchedPorts {
  readonly outbox: Outbox;
  readonly figures: Pick<Figures, "news" | "isFlying">;
  readonly metrics: Pick<Metrics, "delivered" | "dwelt">;
}

export interface WatchedOutbox {
  readonly outbox: Outbox;
  /** When this process last brought a delivery to an end, well or not; null: not yet. */
  lastEndedAt(): Date | null;
}

interface InHand {
  readonly alertId: string;
  readonly act: "send" | "edit";
}

/** An alert whose first delivery was ours: its last is measured here too. */
interface OpenAlert {
  readonly news: NewsFigures;
  lastAt: Date;
  /** A message of it was put back until then: the last is not before. */
  until: Date;
}

/** Far more than a process has in hand; claims that ran out are never settled. */
const IN_HAND_MOST = 5000;
const REMEMBERED_ALERTS = 1000;

/**
 * The outbox with an ear at it: counts what becomes of deliveries and measures how long news take. Nothing is kept
 * of a recipient, and when a measurement fails the delivery does not notice.
 */
export function watchOutbox(ports: WatchedPorts): WatchedOutbox {
  const watch = new DeliveryWatch(ports);
  const { outbox } = ports;
  return {
    lastEndedAt: () => watch.lastEndedAt,
    outbox: {
      ...outbox,
      async claimDue(now, limit, leaseMs) {
        const claimed = await outbox.claimDue(now, limit, leaseMs);
        for (const { id, alertId, act } of claimed) watch.claimed(id, { alertId, act: act.kind });
        if (claimed.length === 0) watch.idle(now);
        return claimed;
      },
      async writeDown(settled, sending, now) {
        await watch.before(settled);
        const ours = await outbox.writeDown(settled, sending, now);
        watch.after(settled, now);
        return ours;
      },
    },
  };
}

class DeliveryWatch {
  readonly #ports: WatchedPorts;
  readonly #inHand = new Map<string, InHand>();
  /** Null: not ours to measure. */
  readonly #alerts = new Map<string, OpenAlert | null>();
  #closing = false;
  lastEndedAt: Date | null = null;

  constructor(ports: WatchedPorts) {
    this.#ports = ports;
  }

  claimed(id: string, inHand: InHand): void {
    this.#inHand.set(id, inHand);
    dropOldest(this.#inHand, IN_HAND_MOST);
  }

  /** Whether somebody has the alert already must be asked before it is written down that this one has. */
  async before(settled: readonly SettledDelivery[]): Promise<void> {
    for (const { id, settlement } of settled) {
      const row = this.#inHand.get(id);
      if (row?.act !== "send" || settlement.state !== "sent" || this.#alerts.has(row.alertId)) continue;
      const news = await this.#ports.figures.news(row.alertId).catch(() => null);
      const isOurs = news !== null && !news.delivered;
      this.#alerts.set(
        row.alertId,
        isOurs ? { news, lastAt: new Date(Number.NaN), until: settlement.at } : null,
      );
      dropOldest(this.#alerts, REMEMBERED_ALERTS);
    }
  }

  after(settled: readonly SettledDelivery[], now: Date): void {
    if (settled.some(({ settlement }) => settlement.state !== "queued")) this.lastEndedAt = now;
    for (const { id, settlement } of settled) {
      const row = this.#inHand.get(id);
      this.#inHand.delete(id);
      const outcome = outcomeOf(settlement, row?.act ?? "send");
      if (outcome !== null) this.#ports.metrics.delivered(outcome);
      const alert = row?.act === "send" ? this.#alerts.get(row.alertId) : undefined;
      if (alert !== undefined && alert !== null) this.#noteOf(alert, settlement);
    }
  }

  #noteOf(alert: OpenAlert, settlement: Settlement): void {
    if (settlement.state === "queued" && settlement.dueAt > alert.until) alert.until = settlement.dueAt;
    if (settlement.state !== "sent") return;
    if (Number.isNaN(alert.lastAt.getTime())) {
      this.#ports.metrics.dwelt("publicationToFirst", between(alert.news.publishedAt, settlement.at));
      this.#ports.metrics.dwelt("seenToFirst", between(alert.news.firstSeenAt, settlement.at));
    }
    alert.lastAt = settlement.at;
  }

  /** Nothing is due: alerts of which nothing is on its way have had their last delivery. */
  idle(now: Date): void {
    if (this.#closing) return;
    const held = new Set([...this.#inHand.values()].map(({ alertId }) => alertId));
    const ended = [...this.#alerts].flatMap(([id, alert]) =>
      alert === null || held.has(id) || alert.until >= now ? [] : [{ id, alert }],
    );
    if (ended.length === 0) return;
    this.#closing = true;
    void this.#close(ended).finally(() => {
      this.#closing = false;
    });
  }

  async #close(ended: readonly { readonly id: string; readonly alert: OpenAlert }[]): Promise<void> {
    for (const { id, alert } of ended) {
      // Another replica may have the last one in hand: then this is asked again.
      const flies = await this.#ports.figures.isFlying(id).catch(() => true);
      if (flies || this.#alerts.get(id) !== alert) continue;
      this.#alerts.set(id, null);
      this.#ports.metrics.dwelt("publicationToLast", between(alert.news.publishedAt, alert.lastAt));
      this.#ports.metrics.dwelt("decisionToLast", between(alert.news.decidedAt, alert.lastAt));
    }
  }
}

/** Null: nothing was tried. */
function outcomeOf(settlement: Settlement, act: "send" | "edit"): DeliveryOutcome | null {
  if (settlement.state === "sent") return act === "edit" ? "edited" : "sent";
  if (settlement.state !== "queued") return settlement.state;
  if (settlement.reason === "busy") return "busy";
  return settlement.tried ? "again" : null;
}

function between(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / 1000;
}

function dropOldest(map: Map<string, unknown>, most: number): void {
  for (const key of map.keys()) {
    if (map.size <= most) return;
    map.delete(key);
  }
}
