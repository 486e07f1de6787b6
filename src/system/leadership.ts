import type { Lease, Leases } from "../ports/replicas.ts";
import type { Log } from "../ports/log.ts";
import type { Timer } from "../ports/timer.ts";

export interface LeadershipPorts {
  readonly leases: Leases;
  readonly timer: Timer;
  readonly log: Log;
}

export interface LeadershipOptions {
  /** What there is one leader for. */
  readonly name: string;
  /** Begins what only the leader does; a failure is logged. */
  readonly gained: () => Promise<void>;
  readonly lost: () => Promise<void>;
}

/** One replica at a time does what must be done once; when it dies another takes over within seconds. */
export interface Leadership {
  start(): Promise<void>;
  /** Gives the lease back, so that another need not wait. */
  stop(): Promise<void>;
  leads(): boolean;
  /** Does the work while leading, refused by the database once another leads; does nothing otherwise. */
  lead(work: () => Promise<void>): Promise<void>;
  /** As `lead`, once for each time of the schedule, whichever replica begins it. */
  leadAt(slot: Date, work: () => Promise<void>): Promise<void>;
}

/** A leader that dies is followed after this and a look of another, so within 4 s. */
const LEASE_MS = 3000;
const LOOK_EVERY_MS = 1000;

export function createLeadership(ports: LeadershipPorts, options: LeadershipOptions): Leadership {
  return new RenewedLeadership(ports, options);
}

class RenewedLeadership implements Leadership {
  readonly #ports: LeadershipPorts;
  readonly #options: LeadershipOptions;
  #lease: Lease | null = null;
  /** The token under which `gained` has begun what the leader does. */
  #begun: number | null = null;
  #renewedMs = Number.NEGATIVE_INFINITY;
  #stopping = false;
  #looking: Promise<void> = Promise.resolve();

  constructor(ports: LeadershipPorts, options: LeadershipOptions) {
    this.#ports = ports;
    this.#options = options;
  }

  async start(): Promise<void> {
    await this.#look();
    this.#looking = this.#keepLooking();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#looking;
    const lease = this.#lease;
    await this.#change(null);
    if (lease !== null) await this.#ports.leases.release(lease);
  }

  leads(): boolean {
    // Who could not renew does not wait for the database to say so.
    return this.#lease !== null && this.#ports.timer.nowMs() - this.#renewedMs < LEASE_MS;
  }

  async lead(work: () => Promise<void>): Promise<void> {
    const lease = this.#lease;
    if (lease !== null && this.leads()) await this.#ports.leases.under(lease, work);
  }

  async leadAt(slot: Date, work: () => Promise<void>): Promise<void> {
    const lease = this.#lease;
    if (lease === null || !this.leads()) return;
    if (await this.#ports.leases.begin(lease, slot)) await this.#ports.leases.under(lease, work);
  }

  async #keepLooking(): Promise<void> {
    while (!this.#stopping) {
      await this.#ports.timer.sleep(LOOK_EVERY_MS);
      if (!this.#stopping) await this.#look();
    }
  }

  async #look(): Promise<void> {
    const { leases, timer, log } = this.#ports;
    const askedMs = timer.nowMs();
    try {
      const lease = await leases.take(this.#options.name, LEASE_MS);
      this.#renewedMs = askedMs;
      await this.#change(lease);
    } catch (error) {
      log.error("lease_failed", error, { lease: this.#options.name });
      if (!this.leads()) await this.#change(null);
    }
  }

  async #change(lease: Lease | null): Promise<void> {
    const { name, gained, lost } = this.#options;
    const { log } = this.#ports;
    this.#lease = lease;
    try {
      if (this.#begun !== null && this.#begun !== lease?.token) {
        log.info("lease_lost", { lease: name, token: this.#begun });
        this.#begun = null;
        await lost();
      }
      if (lease !== null && this.#begun === null) {
        log.info("lease_gained", { lease: name, token: lease.token });
        await gained();
        // What failed to begin is begun at the next look.
        this.#begun = lease.token;
      }
    } catch (error) {
      log.error("lease_change_failed", error, { lease: name });
    }
  }
}
