import { gapDays } from "./cluster.ts";
import { countsAreClose } from "./counts.ts";
import type { Span } from "./day-index.ts";
import type { Entry, Shape } from "./entry.ts";
import { ROUND_DAYS, ROUND_SIZE, SAME_DAYS, type Group } from "./groups.ts";

/** The same happening although no name may be in both. */
export function isAlike(a: Entry, b: Entry): boolean {
  if (!mayBeLike(a, a, b)) return false;
  for (const shape of a.shapes) if (isLike(shape, a, b)) return true;
  return false;
}

/** One report of `a` beside all of `b`. */
export function isLike(one: Shape, a: Entry, b: Entry): boolean {
  if (!mayBeLike(one, a, b)) return false;
  for (const other of b.shapes) if (mayBeOne(one, a.group, other, b.group)) return true;
  return false;
}

/** What can be said without looking at single reports; asked for all events of some weeks. */
function mayBeLike(span: Span, a: Entry, b: Entry): boolean {
  if (a.group !== b.group && a.group !== "not_released" && b.group !== "not_released") return false;
  if (!(a.nameless || b.nameless)) return false;
  return gapDays(span, b) <= (Math.max(a.size, b.size) >= ROUND_SIZE ? ROUND_DAYS : SAME_DAYS);
}

function mayBeOne(one: Shape, group: Group, other: Shape, otherGroup: Group): boolean {
  const gap = gapDays(one, other);
  if (gap > ROUND_DAYS) return false;
  const size = Math.max(one.size, other.size);
  // A denial without names takes back a round.
  if (group !== otherGroup) {
    return size >= ROUND_SIZE && (group === "not_released" || otherGroup === "not_released");
  }
  if (gap > SAME_DAYS) return size >= ROUND_SIZE && one.count !== null && one.count.n === other.count?.n;
  if (countsAreClose(one.count, other.count)) return true;
  if (group === "release" && (size >= ROUND_SIZE || (one.vague && other.vague && gap <= 1))) return true;
  return !(one.named && other.named) && one.title.isLike(other.title);
}
