import { AsyncLocalStorage } from "node:async_hooks";

/** An update while its handler runs. `stored`: its number was written with the first of its effects. */
export interface HeldUpdate {
  readonly updateId: number;
  stored: boolean;
}

/**
 * Which update the code that writes was called for. The stages between do not know of updates; the store does, so
 * that the number of the update and its effect are one transaction.
 */
export type UpdateInHand = AsyncLocalStorage<HeldUpdate>;
