import type { CaseEvent } from "../domain/event.ts";
import type { Finding, Origin } from "../domain/finding.ts";

/** A value as JSON keeps it: every instant is a string. */
export type Stored<T> = T extends Date
  ? string
  : T extends string | number | boolean | null
    ? T
    : T extends readonly (infer E)[]
      ? readonly Stored<E>[]
      : { readonly [K in keyof T]: Stored<T[K]> };

/** JSON writes an instant as a string by itself; only the types have to be told. */
export function toStored<T>(value: T): Stored<T> {
  return value as unknown as Stored<T>;
}

function originFrom(stored: Stored<Origin>): Origin {
  return { ...stored, publishedAt: new Date(stored.publishedAt) };
}

export function findingFrom(stored: Stored<Finding>): Finding {
  return { ...stored, origin: originFrom(stored.origin), foundAt: new Date(stored.foundAt) };
}

export function eventFrom(stored: Stored<CaseEvent>): CaseEvent {
  return {
    ...stored,
    reports: stored.reports.map((report) => ({
      ...report,
      origin: originFrom(report.origin),
      receivedAt: new Date(report.receivedAt),
    })),
    embargoUntil: stored.embargoUntil === null ? null : new Date(stored.embargoUntil),
    createdAt: new Date(stored.createdAt),
    updatedAt: new Date(stored.updatedAt),
  };
}
