import { createHash } from "node:crypto";

/** A case of the register; the ids of its records stand sorted, with spaces between. */
export interface ReviewRow {
  readonly trackerId: string;
  readonly code: string;
  readonly recordIds: string;
}

/** The case's own words may be longer than a button carries. */
export function reviewId({ trackerId, code, recordIds }: ReviewRow): string {
  return createHash("sha256")
    .update([trackerId, code, recordIds].join("\n"))
    .digest("base64url")
    .slice(0, 16);
}

export function joinedIds(recordIds: readonly string[]): string {
  return recordIds.toSorted().join(" ");
}

/** Of the people whom a case is about, in the register. */
export function personIdsIn({ trackerId, recordIds }: ReviewRow): string[] {
  return recordIds.split(" ").map((recordId) => `${trackerId}:${recordId}`);
}

/** Deaths first: a family waits. */
export function deathsFirst<R extends ReviewRow>(rows: readonly R[]): readonly R[] {
  const isDeath = ({ code }: R): number => Number(code === "DEATH_CLAIM");
  return rows.toSorted((a, b) => isDeath(b) - isDeath(a));
}
