import { widthOf } from "./svg.ts";

export interface Labelled {
  readonly x: number;
  readonly y: number;
  readonly label: string;
}

export interface PlacedLabel {
  readonly text: string;
  /** Where it is anchored, on its baseline. */
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "middle" | "end";
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

type Point = readonly [number, number];

/** Digits reach so far above their baseline, as a share of the letter size. */
const RISE = 0.75;
/** Room between a label and what it must not touch. */
const GAP = 6;
const DOT = 15;
/** Lines further up, where all places beside the point are taken. */
const LEVELS = 4;

/**
 * Sets each label where neither the curve nor another label stands: above its point if it can be, else to its right,
 * where a falling curve leaves room, to its left or below, at last further up.
 *
 * @param taken labels that stand already
 * @param bounds what no label leaves
 */
export function placeLabels(
  points: readonly Labelled[],
  taken: readonly Box[],
  bounds: Box,
  size: number,
): readonly PlacedLabel[] {
  const curve = points.map(({ x, y }): Point => [x, y]);
  const dots = points.map(({ x, y }) => grown({ left: x, top: y, right: x, bottom: y }, DOT));
  const boxes = [...taken];
  return points.map((point) => {
    const places = placesOf(point, size);
    const isFree = (place: PlacedLabel): boolean => {
      const box = grown(boxOf(place, size), GAP);
      return (
        isWithin(boxOf(place, size), bounds) &&
        ![...boxes, ...dots].some((other) => overlap(box, other)) &&
        !curve.some((end, n) => n > 0 && crosses(curve[n - 1] ?? end, end, box))
      );
    };
    const [above] = places;
    const chosen = places.find(isFree) ?? above;
    boxes.push(boxOf(chosen, size));
    return chosen;
  });
}

function placesOf({ x, y, label: text }: Labelled, size: number): readonly [PlacedLabel, ...PlacedLabel[]] {
  const low = size * RISE;
  const further = Array.from({ length: LEVELS }, (_, n): PlacedLabel[] => {
    const up = y - 28 - (n + 1) * (low + 2 * GAP);
    return [
      { text, x, y: up, anchor: "middle" },
      { text, x, y: up, anchor: "start" },
    ];
  });
  return [
    { text, x, y: y - 28, anchor: "middle" },
    { text, x: x + 6, y: y - 24, anchor: "start" },
    { text, x: x + DOT + GAP + 1, y: y + low / 2, anchor: "start" },
    { text, x: x - 6, y: y - 24, anchor: "end" },
    { text, x, y: y + 26 + low, anchor: "middle" },
    { text, x: x - DOT - GAP - 1, y: y + low / 2, anchor: "end" },
    ...further.flat(),
  ];
}

export function boxOf({ text, x, y, anchor }: PlacedLabel, size: number): Box {
  const width = widthOf(text, size);
  const left = { start: x, middle: x - width / 2, end: x - width }[anchor];
  return { left, top: y - size * RISE, right: left + width, bottom: y };
}

function grown({ left, top, right, bottom }: Box, by: number): Box {
  return { left: left - by, top: top - by, right: right + by, bottom: bottom + by };
}

function isWithin(inner: Box, outer: Box): boolean {
  return (
    inner.left >= outer.left &&
    inner.right <= outer.right &&
    inner.top >= outer.top &&
    inner.bottom <= outer.bottom
  );
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Does the way from one point to the other lead through the box? (Liang and Barsky) */
export function crosses([fromX, fromY]: Point, [toX, toY]: Point, box: Box): boolean {
  const [dx, dy] = [toX - fromX, toY - fromY];
  let [enters, leaves] = [0, 1];
  const sides: readonly Point[] = [
    [-dx, fromX - box.left],
    [dx, box.right - fromX],
    [-dy, fromY - box.top],
    [dy, box.bottom - fromY],
  ];
  for (const [way, room] of sides) {
    if (way === 0) {
      if (room < 0) return false;
    } else if (way < 0) enters = Math.max(enters, room / way);
    else leaves = Math.min(leaves, room / way);
  }
  return enters <= leaves;
}
