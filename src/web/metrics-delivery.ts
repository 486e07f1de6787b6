import type { Settlement } from "../domain/delivery.ts";
import type { Figures, NewsFigures } from "../ports/figures.ts";
import type { Outbox, SettledDelivery } from "../ports/outbox.ts";
import type { DeliveryOutcome, Metrics } from "./metrics.ts";

export interface WatchedPorts {
  readonly outbox: Outbox;
  readonly figures: Pick<Figures, "news" | "flying">;
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

/** An event whose first delivery was ours: its last is measured here too. Rows that wait pass to later versions. */
interface Telling {
  readonly news: NewsFigures;
  /** Null: what is to be the first is not written down yet. */
  lastAt: Date | null;
  /** A message of it was put back until then: the last is not before. */
  until: Date;
}

/** Far more than a process has in hand; claims that ran out are never settled. */
const IN_HAND_MOST = 5000;
const REMEMBERED = 1000;

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
  /** By event: what is measured now. */
  readonly #tellings = new Map<string, Telling>();
  /** Alerts that were asked about. */
  readonly #known = new Set<string>();
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
      if (row?.act !== "send" || settlement.state !== "sent" || this.#known.has(row.alertId)) continue;
      this.#known.add(row.alertId);
      dropOldest(this.#known, REMEMBERED);
      if (this.#tellings.has(eventOf(row.alertId))) continue;
      const news = await this.#ports.figures.news(row.alertId).catch(() => null);
      if (news === null || news.delivered) continue;
      this.#tellings.set(eventOf(row.alertId), { news, lastAt: null, until: settlement.at });
      dropOldest(this.#tellings, REMEMBERED);
    }
  }

  after(settled: readonly SettledDelivery[], now: Date): void {
    if (settled.some(({ settlement }) => settlement.state !== "queued")) this.lastEndedAt = now;
    for (const { id, settlement } of settled) {
      const row = this.#inHand.get(id);
      this.#inHand.delete(id);
      const outcome = outcomeOf(settlement, row?.act ?? "send");
      if (outcome !== null) this.#ports.metrics.delivered(outcome);
      const telling = row?.act === "send" ? this.#tellings.get(eventOf(row.alertId)) : undefined;
      if (telling !== undefined) this.#take(telling, settlement);
    }
  }

  #take(telling: Telling, settlement: Settlement): void {
    if (settlement.state === "queued" && settlement.dueAt > telling.until) telling.until = settlement.dueAt;
    if (settlement.state !== "sent") return;
    if (telling.lastAt === null) {
      this.#ports.metrics.dwelt("publicationToFirst", between(telling.news.publishedAt, settlement.at));
      this.#ports.metrics.dwelt("seenToFirst", between(telling.news.firstSeenAt, settlement.at));
    }
    telling.lastAt = settlement.at;
  }

  /** Nothing is due: events of which nothing is on its way have had their last delivery. */
  idle(now: Date): void {
    if (this.#closing) return;
    const held = new Set([...this.#inHand.values()].map(({ alertId }) => eventOf(alertId)));
    const over = [...this.#tellings.keys()].filter(
      (event) => !held.has(event) && (this.#tellings.get(event)?.until ?? now) < now,
    );
    if (over.length === 0) return;
    this.#closing = true;
    void this.#close(over).finally(() => {
      this.#closing = false;
    });
  }

  async #close(over: readonly string[]): Promise<void> {
    const { figures, metrics } = this.#ports;
    // Another replica may have the last one in hand: then this is asked again.
    const flying = await figures.flying().catch(() => null);
    if (flying === null) return;
    const inAir = new Set(flying.map(eventOf));
    for (const event of over.filter((each) => !inAir.has(each))) {
      const telling = this.#tellings.get(event);
      this.#tellings.delete(event);
      if (telling === undefined || telling.lastAt === null) continue;
      metrics.dwelt("publicationToLast", between(telling.news.publishedAt, telling.lastAt));
      metrics.dwelt("decisionToLast", between(telling.news.decidedAt, telling.lastAt));
    }
  }
}

/** Versions of one event are one piece of news. */
function eventOf(alertId: string): string {
  return alertId.replace(/:\d+$/u, "");
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

function dropOldest(kept: Map<string, unknown> | Set<string>, most: number): void {
  for (const key of kept.keys()) {
    if (kept.size <= most) return;
    kept.delete(key);
  }
}
