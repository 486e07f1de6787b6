import type { NameJudge } from "./identity.ts";

interface Page {
  /** Names that are surely the same, itself among them. */
  readonly twins: Set<string>;
  /** Where to look for more, and how many were taken from there. */
  readonly shelves: { readonly names: readonly string[]; taken: number }[];
  /** Taken and not compared, for nobody of then bore them. */
  later: string[];
  isNew: boolean;
}

/** All names that were met. Each is compared once with those that begin alike, however often it comes again. */
export class NameBook {
  readonly #judge: NameJudge;
  readonly #all: string[] = [];
  readonly #known = new Set<string>();
  readonly #byKey = new Map<string, string[]>();
  readonly #pages = new Map<string, Page>();

  constructor(judge: NameJudge) {
    this.#judge = judge;
  }

  add(name: string): void {
    if (this.#known.has(name)) return;
    this.#known.add(name);
    this.#all.push(name);
    const keys = this.#judge.keys(name);
    for (const key of keys.length === 0 ? [""] : keys) this.#shelf(key).push(name);
  }

  /**
   * The ways in which this name is surely written, itself among them.
   *
   * @param matters does it matter now whether this name is the same? Most names come once and a comparison is dear;
   * those that come again are compared with all, for then asking is the dearer.
   */
  twins(name: string, matters: (other: string) => boolean): ReadonlySet<string> {
    const page = this.#pages.get(name) ?? this.#newPage(name);
    if (page.later.length === 0 && page.shelves.every((it) => it.taken === it.names.length))
      return page.twins;
    const waiting = page.later;
    for (const shelf of page.shelves) {
      while (shelf.taken < shelf.names.length) waiting.push(shelf.names[shelf.taken++] ?? "");
    }
    const isNew = page.isNew;
    page.isNew = false;
    page.later = waiting.filter((other) => {
      if (!this.#judge.mayBeSame(name, other)) return false;
      if (isNew && !matters(other)) return true;
      if (this.#judge.same(name, other)) page.twins.add(other);
      return false;
    });
    return page.twins;
  }

  /** What says too little, «А. Б.», may be the same as any. */
  #newPage(name: string): Page {
    const probes = this.#judge.probes(name);
    const shelves = probes.length === 0 ? [this.#all] : [...probes, ""].map((key) => this.#shelf(key));
    const page = {
      twins: new Set([name]),
      shelves: shelves.map((names) => ({ names, taken: 0 })),
      later: [],
      isNew: true,
    };
    this.#pages.set(name, page);
    return page;
  }

  #shelf(key: string): string[] {
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const shelf: string[] = [];
    this.#byKey.set(key, shelf);
    return shelf;
  }
}
