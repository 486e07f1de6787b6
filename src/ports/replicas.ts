import type { Subscriber } from "../domain/subscriber.ts";

/** A lease in hand. `token` grows with every change of hands. */
export interface Lease {
  readonly name: string;
  readonly token: number;
}

/** What must be done once, however many replicas run. Alone on SQLite, every lease is granted. */
export interface Leases {
  /**
   * Takes a free or run-out lease, or renews one's own, for `forMs` by the database's clock; null while another
   * holds it.
   */
  take(name: string, forMs: number): Promise<Lease | null>;
  /** Gives it back, so that another need not wait for its end. */
  release(lease: Lease): Promise<void>;
  /**
   * May this time of the schedule be begun? True once for each, and never for one before the newest, unless it lies
   * further back than `SET_BACK_MS`: then the clock was set, or that of another leader ran ahead.
   */
  begin(lease: Lease, slot: Date): Promise<boolean>;
  /**
   * Every write of the store within `work` is refused by the database, with an exception, once the lease has gone
   * to another: a leader that was asleep changes nothing when it wakes.
   */
  under<T>(lease: Lease, work: () => Promise<T>): Promise<T>;
}

/** Updates of Telegram, each with its effect once, though it is delivered twice or to two replicas. */
export interface UpdateLog {
  /**
   * Runs `handle` unless the update was heard before. The first write within it stores the update's number in the
   * same transaction: after a crash either both are there or neither is. While another handles it, this one waits.
   */
  once(updateId: number, handle: () => Promise<void>): Promise<"handled" | "repeated">;
  /** Forgets updates of days that ended more than two days ago: Telegram delivers none of those again. @returns how many */
  forget(now: Date): Promise<number>;
}

/** What another replica, or this one, has changed. */
export type Change =
  /** The chat as it is now, with all its topics; none: erased or gone. */
  | { readonly kind: "chat"; readonly chatId: number; readonly topics: readonly Subscriber[] }
  /** The register moved on. */
  | { readonly kind: "register" }
  /** Something waits for a stage: a ruling, a finding, an item. */
  | { readonly kind: "work" }
  /** Something waits for the senders, or sending was halted or resumed. */
  | { readonly kind: "outbox" }
  /** From now on changes may be missed, until `missed` comes. */
  | { readonly kind: "deaf" }
  /** Changes may have been missed: everything is to be read again. */
  | { readonly kind: "missed" };

/** News between replicas, heard within 2 s. Alone on SQLite nothing is ever heard. */
export interface Changes {
  /** @returns how to stop hearing */
  hear(heard: (change: Change) => void): Promise<() => Promise<void>>;
}

/** The gate's places, shared by all replicas. */
export interface SharedPlaces {
  /**
   * Takes up to `wanted` places, `intervalMs` apart after all that were given before, to whichever replica.
   *
   * @returns ms from now until the first; and until when the gate is shut for all, ms from now, 0 when it is open
   */
  take(
    wanted: number,
    intervalMs: number,
  ): Promise<{ readonly firstInMs: number; readonly shutForMs: number }>;
}
