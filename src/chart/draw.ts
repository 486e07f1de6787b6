import type { Language } from "../domain/language.ts";
import { daysBetween } from "../domain/time.ts";
import { formatDay } from "../locales/dates.ts";
import { textsIn } from "../locales/texts.ts";
import { nameIn } from "../people/display.ts";
import type { PictureFacts, Theme } from "../ports/picture.ts";
import {
  type Bar,
  type BarGroup,
  BARS,
  custodyPoints,
  type CustodyPoint,
  type Door,
  doorOf,
} from "../history/figures.ts";
import { boxOf, type Labelled, placeLabels, type PlacedLabel } from "./labels.ts";
import {
  COLOURS,
  type Colours,
  dot,
  HEIGHT,
  MARGIN,
  rectangle,
  stroke,
  WIDTH,
  widthOf,
  words,
  wrapped,
} from "./svg.ts";

const RIGHT = WIDTH - MARGIN;
/** Smaller letters cannot be read on a phone. */
const SMALL = 28;
const USUAL = 34;

/** The picture of `/stats` as SVG. */
export function drawStats(facts: PictureFacts, language: Language, theme: Theme): string {
  const colours = COLOURS[theme];
  const { picture } = textsIn(language).stats;
  const door = doorOf(facts, language);
  const points = custodyPoints(facts, language);
  const parts = [
    rectangle(0, 0, WIDTH, HEIGHT, colours.paper),
    words(MARGIN, 96, picture.title, { size: 56, fill: colours.ink, bold: true }),
    ...doorPanel(door, language, colours),
    ...custodyPanel(points, language, colours),
    ...footer(
      [...door.sources, ...points.map(({ by }) => inLetters(by, language))],
      facts,
      language,
      colours,
    ),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${String(WIDTH)}" height="${String(HEIGHT)}" font-family="PT Sans">${parts.join("")}</svg>`;
}

/** A list calls itself in Cyrillic; who shares an English picture reads Latin letters. */
function inLetters(name: string, language: Language): string {
  return language === "en" && /\p{Script=Cyrillic}/u.test(name) ? nameIn("en", [name]) : name;
}

const DOOR_TOP = 372;
const DOOR_FLOOR = 640;

function doorPanel({ groups }: Door, language: Language, colours: Colours): readonly string[] {
  const { picture } = textsIn(language).stats;
  const most = Math.max(1, ...groups.flatMap(({ bars }) => bars.map(({ n }) => n)));
  const slot = (RIGHT - MARGIN) / Math.max(1, groups.length);
  return [
    words(MARGIN, 168, picture.door, { size: 40, fill: colours.ink, bold: true }),
    ...legend(groups, language, colours),
    stroke(
      [
        [MARGIN, DOOR_FLOOR],
        [RIGHT, DOOR_FLOOR],
      ],
      colours.line,
      3,
    ),
    ...groups.flatMap((group, n) => oneGroup(group, MARGIN + slot * (n + 0.5), slot, most, colours)),
  ];
}

function legend(groups: readonly BarGroup[], language: Language, colours: Colours): readonly string[] {
  const { figures } = textsIn(language).stats;
  const shown = new Set(groups.flatMap(({ bars }) => bars.map(({ of }) => of)));
  const present = BARS.filter((of) => shown.has(of));
  // Released and pardoned have one colour: no period shows both.
  const entries = present.map((of) => ({ colour: colours[of], text: figures[of] }));
  const merged = [...new Set(entries.map(({ colour }) => colour))].map((colour) => ({
    colour,
    text: entries
      .filter((each) => each.colour === colour)
      .map(({ text }) => text)
      .join(" / "),
  }));
  return merged.flatMap(({ colour, text }, n) => [
    rectangle(MARGIN, 192 + n * 44, 30, 30, colour, 6),
    words(MARGIN + 46, 218 + n * 44, text, { size: USUAL, fill: colours.ink }),
  ]);
}

function oneGroup(
  { words: label, bars }: BarGroup,
  middle: number,
  slot: number,
  most: number,
  colours: Colours,
): readonly string[] {
  const width = Math.min(92, (slot * 0.86) / bars.length);
  const left = middle - (width * bars.length) / 2;
  const column = ({ of, n, label: value }: Bar, at: number): string => {
    const height = n === 0 ? 0 : Math.max(4, (n / most) * (DOOR_FLOOR - DOOR_TOP));
    const x = left + at * width;
    return [
      rectangle(x + 4, DOOR_FLOOR - height, width - 8, height, colours[of], 4),
      words(x + width / 2, DOOR_FLOOR - height - 12, value, {
        size: USUAL,
        fill: colours.ink,
        bold: true,
        anchor: "middle",
      }),
    ].join("");
  };
  return [
    ...bars.map(column),
    ...label.map((line, n) =>
      words(middle, DOOR_FLOOR + 44 + n * 38, line, { size: 32, fill: colours.faint, anchor: "middle" }),
    ),
  ];
}

const CUSTODY_TOP = 870;
const CUSTODY_FLOOR = 1106;
const EDGE = 56;

function custodyPanel(
  points: readonly CustodyPoint[],
  language: Language,
  colours: Colours,
): readonly string[] {
  const { picture } = textsIn(language).stats;
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return [];
  const most = Math.max(...points.map(({ n }) => n)) * 1.05;
  const days = Math.max(1, daysBetween(first.day, last.day));
  const span = RIGHT - MARGIN - 2 * EDGE;
  const xOf = (day: string): number => MARGIN + EDGE + (daysBetween(first.day, day) / days) * span;
  const yOf = (n: number): number => CUSTODY_FLOOR - (n / most) * (CUSTODY_FLOOR - CUSTODY_TOP);
  const placed = points.map((point) => ({ ...point, x: xOf(point.day), y: yOf(point.n) }));
  const years = yearsWithin(first.day, last.day).map((year) => {
    const x = xOf(`${year}-01-01`);
    return (
      stroke(
        [
          [x, CUSTODY_TOP - 20],
          [x, CUSTODY_FLOOR],
        ],
        colours.line,
        2,
      ) + words(x + 8, CUSTODY_FLOOR - 14, year, { size: 32, fill: colours.faint })
    );
  });
  return [
    words(MARGIN, 806, picture.custody, { size: 40, fill: colours.ink, bold: true }),
    stroke(
      [
        [MARGIN, CUSTODY_FLOOR],
        [RIGHT, CUSTODY_FLOOR],
      ],
      colours.line,
      3,
    ),
    ...otherSources(picture.others, colours),
    ...years,
    ...marks(placed, colours),
  ];
}

function marks(placed: readonly (CustodyPoint & Labelled)[], colours: Colours): readonly string[] {
  const joined = placed.filter(({ isOfList }) => isOfList);
  const others = labelsBelow(placed.filter(({ isOfList }) => !isOfList));
  return [
    stroke(
      joined.map(({ x, y }) => [x, y] as const),
      colours.released,
      5,
    ),
    ...placed.map(({ x, y, isOfList }) =>
      dot(x, y, isOfList ? colours.released : colours.paper, isOfList ? colours.released : colours.faint),
    ),
    ...[...valuesOf(joined, others), ...others].map(({ text, x, y, anchor }, n) =>
      words(x, y, text, {
        size: USUAL,
        fill: n < joined.length ? colours.ink : colours.faint,
        bold: true,
        anchor,
      }),
    ),
  ];
}

function valuesOf(joined: readonly Labelled[], others: readonly PlacedLabel[]): readonly PlacedLabel[] {
  const bounds = { left: MARGIN, top: CUSTODY_TOP - 50, right: RIGHT, bottom: CUSTODY_FLOOR - 4 };
  return placeLabels(
    joined,
    others.map((other) => boxOf(other, USUAL)),
    bounds,
    USUAL,
  );
}

/** What the hollow points are; the upper right corner is free while the number falls, and the title's line always. */
function otherSources(text: string, colours: Colours): readonly string[] {
  return [
    dot(RIGHT - widthOf(text, USUAL) - 20, 795, colours.paper, colours.faint),
    words(RIGHT, 806, text, { size: USUAL, fill: colours.faint, anchor: "end" }),
  ];
}

/** Below its point; one that would touch the one before it stands one line further off. */
function labelsBelow(points: readonly Labelled[]): readonly PlacedLabel[] {
  let end = Number.NEGATIVE_INFINITY;
  let level = 0;
  return points.map(({ x, y, label: text }) => {
    const half = widthOf(text, USUAL) / 2;
    level = x - half < end + 8 ? level + 1 : 0;
    end = x + half;
    return { text, x, y: y + 54 + level * 62, anchor: "middle" };
  });
}

function yearsWithin(from: string, to: string): readonly string[] {
  const first = Number(from.slice(0, 4)) + 1;
  const count = Math.max(0, Number(to.slice(0, 4)) - first + 1);
  return Array.from({ length: count }, (_, n) => String(first + n));
}

function footer(
  sources: readonly string[],
  { today }: PictureFacts,
  language: Language,
  colours: Colours,
): readonly string[] {
  const { picture } = textsIn(language).stats;
  const look = { size: SMALL, fill: colours.faint };
  const text = `${picture.sources}: ${[...new Set(sources)].join("; ")}.`;
  const lines = [...wrapped(text, SMALL, RIGHT - MARGIN), picture.asOf(formatDay(language, today))];
  const top = HEIGHT - 26 - (lines.length - 1) * 36;
  return lines.map((line, n) => words(MARGIN, top + n * 36, line, look));
}
