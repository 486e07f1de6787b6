import { beforeEach, describe, expect, test } from "vitest";
import type { SourceStore } from "../../src/ports/source-store.ts";
import { aNewItem, aSourceState, at, CLASSIFIED } from "./samples.ts";
import type { MakeStores, Stores } from "./stores.ts";

const QUIET = { added: [], edited: [], rekeyed: [], notices: [] };

export function sourceStoreContract(name: string, makeStores: MakeStores): void {
  describe(`sources, ${name}`, () => {
    let stores: Stores;
    let sources: SourceStore;
    beforeEach(async () => {
      stores = await makeStores();
      ({ sources } = stores);
    });
    const known = (sourceId: string, lookup: Partial<Parameters<SourceStore["knownItems"]>[1]>) =>
      sources.knownItems(sourceId, { keys: [], altKeys: [], urls: [], ...lookup });

    test("a state is read as it was written, and written over", async () => {
      const changed = aSourceState({ failures: 3, health: "broken", reason: "HTML", lastSuccessAt: at(-5) });
      await sources.saveState(aSourceState(), []);
      await sources.saveState(changed, []);

      expect(await sources.states()).toEqual([changed]);
    });

    test("a poll leaves its state, items and notices together", async () => {
      const notice = { key: "flood:paper", code: "feed_flood", facts: { items: 90 } } as const;
      await sources.savePoll({
        ...QUIET,
        state: aSourceState(),
        added: [aNewItem(1)],
        notices: [notice, notice],
      });

      expect(await sources.states()).toHaveLength(1);
      expect(await stores.items.unclassified(9)).toMatchObject([{ id: "item-1", publishedAt: at(-1) }]);
      expect(await stores.alerts.unspreadNotices(9)).toEqual([notice]);
    });

    test("an item is known by key, by other key and by link, within its source only", async () => {
      const item = aNewItem(1);
      await sources.savePoll({ ...QUIET, state: aSourceState(), added: [item, aNewItem(2)] });

      for (const lookup of [{ keys: [item.key] }, { altKeys: ["?p=1"] }, { urls: [String(item.url)] }]) {
        expect(await known("paper", lookup)).toEqual([
          { id: "item-1", key: item.key, altKey: "?p=1", url: item.url, textHash: "h1", revision: 1 },
        ]);
      }
      expect(await known("other", { keys: [item.key] })).toEqual([]);
      expect(await known("paper", {})).toEqual([]);
    });

    test("thousands of keys are looked up at once", async () => {
      const items = Array.from({ length: 2500 }, (_, n) => aNewItem(n));
      await sources.savePoll({ ...QUIET, state: aSourceState(), added: items });

      const found = await known("paper", {
        keys: items.map((item) => item.key),
        urls: items.map((item) => String(item.url)),
      });
      expect(found).toHaveLength(2500);
    });

    test("an entry that comes twice is stored once", async () => {
      const poll = { ...QUIET, state: aSourceState(), added: [aNewItem(1)] };
      await sources.savePoll(poll);
      await sources.savePoll({ ...poll, added: [aNewItem(1), aNewItem(1, { id: "item-1b" })] });

      expect(await stores.items.unclassified(9)).toHaveLength(1);
    });

    test("an edited text waits for the classifier again; an older edit changes nothing", async () => {
      await sources.savePoll({ ...QUIET, state: aSourceState(), added: [aNewItem(1)] });
      const [item] = await stores.items.unclassified(1);
      if (item === undefined) throw new Error("no item");
      await stores.items.saveClassification(item, CLASSIFIED, []);
      const edit = { id: "item-1", title: "Новы", summary: "", textHash: "h1b", revision: 2 };

      await sources.savePoll({ ...QUIET, state: aSourceState(), edited: [edit] });
      expect(await stores.items.unclassified(9)).toMatchObject([{ title: "Новы", revision: 2 }]);

      await sources.savePoll({ ...QUIET, state: aSourceState(), edited: [{ ...edit, title: "Стары" }] });
      expect(await stores.items.unclassified(9)).toMatchObject([{ title: "Новы" }]);
    });

    test("a new key replaces the old one, unless another entry has it", async () => {
      await sources.savePoll({ ...QUIET, state: aSourceState(), added: [aNewItem(1), aNewItem(2)] });
      const rekeyed = [
        { id: "item-1", key: "new", altKey: null },
        { id: "item-2", key: "new", altKey: null },
      ];
      await sources.savePoll({ ...QUIET, state: aSourceState(), rekeyed });

      expect(await known("paper", { keys: ["new"] })).toMatchObject([{ id: "item-1", altKey: null }]);
      expect(await known("paper", { keys: [aNewItem(2).key] })).toHaveLength(1);
    });

    test("the pace of a source is read from its newest items", async () => {
      const added = [aNewItem(3), aNewItem(1), aNewItem(2), aNewItem(0, { id: "x", sourceId: "other" })];
      await sources.savePoll({ ...QUIET, state: aSourceState(), added });

      expect(await sources.recentInstants("paper", 2)).toEqual([at(-1), at(-2)]);
      expect(await sources.recentInstants("nobody", 2)).toEqual([]);
    });
  });
}
