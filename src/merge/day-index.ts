/** Days counted from 1970-01-01. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const BUCKET_DAYS = 8;
/** What lasts longer stands in no bucket: it is near to everything. */
const MOST_BUCKETS = 8;

/** Things by the days that they touch. */
export class DayIndex<Thing> {
  readonly #buckets = new Map<number, Set<Thing>>();
  readonly #long = new Set<Thing>();

  add(thing: Thing, span: Span): void {
    const buckets = bucketsOf(span, 0);
    if (buckets === null) this.#long.add(thing);
    else for (const bucket of buckets) put(this.#buckets, bucket, thing);
  }

  /** @param span with which it was added */
  delete(thing: Thing, span: Span): void {
    this.#long.delete(thing);
    for (const bucket of bucketsOf(span, 0) ?? []) this.#buckets.get(bucket)?.delete(thing);
  }

  /** Tells all that lies about so near, and some that does not; what touches several buckets may come twice. */
  around(span: Span, days: number, tell: (thing: Thing) => void): void {
    this.#long.forEach(tell);
    for (const bucket of bucketsOf(span, days) ?? this.#buckets.keys())
      this.#buckets.get(bucket)?.forEach(tell);
  }
}

function bucketsOf({ from, to }: Span, days: number): readonly number[] | null {
  const first = Math.floor((from - days) / BUCKET_DAYS);
  const count = Math.floor((to + days) / BUCKET_DAYS) - first + 1;
  return count > MOST_BUCKETS ? null : Array.from({ length: count }, (_, n) => first + n);
}

export function put<Key, Thing>(index: Map<Key, Set<Thing>>, key: Key, thing: Thing): void {
  const bucket = index.get(key);
  if (bucket === undefined) index.set(key, new Set([thing]));
  else bucket.add(thing);
}
