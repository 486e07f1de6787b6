import { instant } from "../domain/time.ts";
import type { EventPlace } from "../ports/reading.ts";

const CURSOR = /^(\d{4}-\d{2}-\d{2})\.(\d{1,15})\.([\w:-]{1,64})$/u;

/** `2026-11-22.1795341600000.ID`: programs give it back as it is; only we look into it. */
export function cursorOf({ day, createdAt, id }: EventPlace): string {
  return `${day}.${String(createdAt.getTime())}.${id}`;
}

/** Null when it is none of ours. */
export function placeIn(cursor: string): EventPlace | null {
  const [, day, createdMs, id] = CURSOR.exec(cursor) ?? [];
  if (day === undefined || createdMs === undefined || id === undefined) return null;
  return { day, createdAt: instant(Number(createdMs)), id };
}
