import { escapeHtml } from "../locales/html.ts";
import type { Theme } from "../ports/picture.ts";

/** Pixels: upright, as phones show pictures. */
export const WIDTH = 1080;
export const HEIGHT = 1350;
export const MARGIN = 64;

export interface Colours {
  readonly paper: string;
  readonly ink: string;
  readonly faint: string;
  readonly line: string;
  readonly released: string;
  readonly pardoned: string;
  readonly term_served: string;
  readonly recognised_new: string;
}

/** Blue-green and orange differ for eyes that do not tell red from green. */
export const COLOURS: Readonly<Record<Theme, Colours>> = {
  light: {
    paper: "#FBFAF7",
    ink: "#1D1F21",
    faint: "#5B6066",
    line: "#D5D3CC",
    released: "#0B6E75",
    pardoned: "#0B6E75",
    term_served: "#6FB3B3",
    recognised_new: "#C8541B",
  },
  dark: {
    paper: "#15181B",
    ink: "#F1F0EC",
    faint: "#A9AFB5",
    line: "#3A4046",
    released: "#3FB6B0",
    pardoned: "#3FB6B0",
    term_served: "#A8DAD4",
    recognised_new: "#F08A4B",
  },
};

export interface TextLook {
  readonly size: number;
  readonly fill: string;
  readonly bold?: boolean;
  readonly anchor?: "start" | "middle" | "end";
}

export function words(x: number, y: number, text: string, { size, fill, bold, anchor }: TextLook): string {
  const weight = bold === true ? ' font-weight="700"' : "";
  return `<text x="${rounded(x)}" y="${rounded(y)}" font-size="${String(size)}" fill="${fill}" text-anchor="${anchor ?? "start"}"${weight}>${escapeHtml(text)}</text>`;
}

export function rectangle(
  x: number,
  y: number,
  width: number,
  height: number,
  fill: string,
  radius = 0,
): string {
  return `<rect x="${rounded(x)}" y="${rounded(y)}" width="${rounded(width)}" height="${rounded(height)}" rx="${String(radius)}" fill="${fill}"/>`;
}

export function stroke(
  points: readonly (readonly [number, number])[],
  colour: string,
  width: number,
): string {
  const path = points.map(([x, y]) => `${rounded(x)},${rounded(y)}`).join(" ");
  return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="${String(width)}" stroke-linejoin="round"/>`;
}

export function dot(x: number, y: number, fill: string, ring: string): string {
  return `<circle cx="${rounded(x)}" cy="${rounded(y)}" r="12" fill="${fill}" stroke="${ring}" stroke-width="5"/>`;
}

/** A letter of PT Sans is on average half as wide as high, a little more to be safe. */
export function widthOf(text: string, size: number): number {
  return text.length * size * 0.53;
}

/** Lines that are no wider than `width`; words are never cut. */
export function wrapped(text: string, size: number, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(`${last} ${word}`, size) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function rounded(n: number): string {
  return String(Math.round(n * 10) / 10);
}
