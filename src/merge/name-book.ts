import type { NameJudge } from "./identity.ts";
import { Shelf, type Sketch } from "./sketch.ts";

interface Page {
  /** Names that are surely the same, itself among them. */
  readonly twins: Set<string>;
  /** Where to look for more, and how many were taken from there. */
  readonly shelves: { readonly shelf: Shelf; taken: number }[];
  readonly sketch: Sketch | null;
  /** Taken and not compared, for nobody of then bore them. */
  later: string[];
  isNew: boolean;
  /** How many names there were when it was last brought up to date with none left for later. */
  upTo: number;
}

/** All names that were met. Each is compared once with those that begin alike, however often it comes again. */
export class NameBook {
  readonly #judge: NameJudge;
  readonly #all = new Shelf();
  readonly #known = new Set<string>();
  readonly #byKey = new Map<string, Shelf>();
  readonly #pages = new Map<string, Page>();

  constructor(judge: NameJudge) {
    this.#judge = judge;
  }

  add(name: string): void {
    if (this.#known.has(name)) return;
    this.#known.add(name);
    const sketch = this.#judge.sketch?.(name) ?? null;
    this.#all.add(name, sketch);
    const keys = this.#judge.keys(name);
    for (const key of keys.length === 0 ? [""] : keys) this.#shelf(key).add(name, sketch);
  }

  /**
   * The ways in which this name is surely written, itself among them.
   *
   * @param matters does it matter now whether this name is the same? Most names come once and a comparison is dear;
   * those that come again are compared with all, for then asking is the dearer.
   */
  twins(name: string, matters: (other: string) => boolean): ReadonlySet<string> {
    const page = this.#pages.get(name) ?? this.#newPage(name);
    if (page.upTo === this.#all.length) return page.twins;
    const waiting = page.later;
    for (const it of page.shelves) {
      it.shelf.sift(page.sketch, it.taken, waiting);
      it.taken = it.shelf.length;
    }
    const isNew = page.isNew;
    page.isNew = false;
    page.later = waiting.filter((other) => {
      if (page.sketch === null && !this.#judge.mayBeSame(name, other)) return false;
      if (isNew && !matters(other)) return true;
      if (this.#judge.same(name, other)) page.twins.add(other);
      return false;
    });
    if (page.later.length === 0) page.upTo = this.#all.length;
    return page.twins;
  }

  /** What says too little, «А. Б.», may be the same as any. */
  #newPage(name: string): Page {
    const probes = this.#judge.probes(name);
    const shelves = probes.length === 0 ? [this.#all] : [...probes, ""].map((key) => this.#shelf(key));
    const page = {
      twins: new Set([name]),
      shelves: shelves.map((shelf) => ({ shelf, taken: 0 })),
      sketch: this.#judge.sketch?.(name) ?? null,
      later: [],
      isNew: true,
      upTo: -1,
    };
    this.#pages.set(name, page);
    return page;
  }

  #shelf(key: string): Shelf {
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const shelf = new Shelf();
    this.#byKey.set(key, shelf);
    return shelf;
  }
}
