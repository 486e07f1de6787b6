import type { Sources } from "./domain/source.ts";
import { acceptSnapshot, type TakeOver } from "./ingest/tracker-actions.ts";
import type { Clock } from "./ports/clock.ts";
import { createSnapshotReader } from "./sources/tracker-reader.ts";
import type { Storage } from "./store/storage.ts";
import { systemTimer } from "./system/timer.ts";

/** The list that was held back becomes the register, by a moderator's word. */
export async function acceptHeldList(
  {
    sources,
    storage,
    clock,
  }: { readonly sources: Sources; readonly storage: Storage; readonly clock: Clock },
  trackerId: string,
): Promise<TakeOver> {
  const tracker = sources.trackers.find(({ id }) => id === trackerId);
  if (tracker === undefined) return { kind: "refused", reason: `no list has the id ${trackerId}` };
  const state = (await storage.sources.states()).find(({ sourceId }) => sourceId === trackerId) ?? null;
  const ports = { store: storage.trackers, reader: createSnapshotReader(), clock, timer: systemTimer };
  return acceptSnapshot(ports, tracker, state);
}
