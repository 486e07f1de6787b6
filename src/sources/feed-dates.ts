import { monthOf } from "./feed-months.ts";

/**
 * Dates as feeds write them → instants. Numbers between dots and slashes are day first, as all sources of
 * the region write; a time without a zone is UTC. What is no date gives null, never a guess of the engine.
 */

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Minutes east of UTC. Abbreviations that several zones share mean the one that the sources use. */
const ZONES: Readonly<Record<string, number>> = {
  z: 0,
  utc: 0,
  gmt: 0,
  ut: 0,
  wet: 0,
  west: 60,
  bst: 60,
  cet: 60,
  cest: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  мск: 180,
  msd: 240,
  trt: 180,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
};

const MAX_LENGTH = 100;
const MINUTE_MS = 60_000;
const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;

/** @param today decides the year where a date names none */
export function parseFeedDate(raw: string, today: Date): Date | null {
  const text = raw
    .replace(/[\s\u00a0]+/gu, " ")
    .trim()
    .toLowerCase();
  if (text === "" || text.length > MAX_LENGTH) return null;
  if (/^\d{10}(?:\d{3})?$/u.test(text)) return sane(Number(text) * (text.length === 10 ? 1000 : 1));
  const date = readIso(text) ?? readNumbers(text) ?? readWords(text, today);
  if (date === null) return null;
  const time = readTime(date.rest);
  return time === null ? null : toInstant(date.parts, time.minutes, time.seconds, readZone(time.rest));
}

interface Found {
  readonly parts: Parts;
  /** The text without the date. */
  readonly rest: string;
}

function found(text: string, match: RegExpExecArray, year: string, month: number, day: string): Found {
  const rest = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;
  return { parts: { year: fullYear(year), month, day: Number(day) }, rest };
}

/** `2026-11-05…`, `2026/11/05`, `2026.11.05`, `20261105T100000` and a month or a day alone. */
function readIso(text: string): Found | null {
  const match =
    /(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)t?/u.exec(text) ??
    /^(\d{4})()(\d{2})(\d{2})(?:t|$)/u.exec(text);
  if (match !== null) return found(text, match, match[1] ?? "", Number(match[3]), match[4] ?? "");
  const month = /^(\d{4})-(\d{2})$/u.exec(text);
  return month === null ? null : found(text, month, month[1] ?? "", Number(month[2]), "1");
}

/** `05.11.2026`, `5/11/26`; month first only where the second number cannot be one. */
function readNumbers(text: string): Found | null {
  const match = /(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/u.exec(text);
  if (match === null) return null;
  const [, first = "", , second = "", year = ""] = match;
  const american = Number(second) > 12 && Number(first) <= 12;
  return american
    ? found(text, match, year, Number(first), second)
    : found(text, match, year, Number(second), first);
}

/** `05 Nov 2026`, `5 лістапада 2026 г.`, `5-nov-26`, `November 5, 2026`, `Nov 5 10:00:00 2026`, `5 ноября`. */
function readWords(text: string, today: Date): Found | null {
  const dayFirst =
    /(?<![\d:])(\d{1,2})(?:st|nd|rd|th)?[\s.,-]{0,3}(\p{L}{3,12})\.?(?:[\s,'’-]{1,3}(\d{4}|\d{2})(?![\d:.]))?/gu;
  const monthFirst = /(\p{L}{3,12})\.?\s(\d{1,2})(?:st|nd|rd|th)?(?![\d:])(?:,?\s(\d{4})(?!\d))?/gu;
  for (const match of text.matchAll(dayFirst)) {
    const month = monthOf(match[2] ?? "");
    if (month !== null) return withYear(text, match, match[3], month, match[1] ?? "", today);
  }
  for (const match of text.matchAll(monthFirst)) {
    const month = monthOf(match[1] ?? "");
    if (month !== null) return withYear(text, match, match[3], month, match[2] ?? "", today);
  }
  return null;
}

function withYear(
  text: string,
  match: RegExpExecArray,
  year: string | undefined,
  month: number,
  day: string,
  today: Date,
): Found {
  const here = found(text, match, year ?? "0", month, day);
  if (year !== undefined) return here;
  const apart = /(?<![\d:+.-])(20\d{2}|19\d{2})(?![\d:])/u.exec(here.rest);
  if (apart !== null) {
    const rest = here.rest.replace(apart[0], " ");
    return { parts: { ...here.parts, year: Number(apart[0]) }, rest };
  }
  const thisYear = today.getUTCFullYear();
  const ahead = Date.UTC(thisYear, month - 1, Number(day)) > today.getTime() + 2 * 86_400_000;
  return { parts: { ...here.parts, year: ahead ? thisYear - 1 : thisYear }, rest: here.rest };
}

interface Time {
  readonly minutes: number;
  readonly seconds: number;
  readonly rest: string;
}

function readTime(text: string): Time | null {
  const match =
    /(?<![\d+-])(\d{1,2})[:.](\d{2})(?:[:.](\d{2})([.,]\d{1,9})?)?(?!\d)\s?([ap]\.?m\b\.?)?/u.exec(text) ??
    /(?<![\d+-])(\d{2})(\d{2})(\d{2})?(?!\d)()()/u.exec(text);
  if (match === null) return { minutes: 0, seconds: 0, rest: text };
  const [, hours = "", minutes = "", seconds = "0", fraction = "", half = ""] = match;
  const hour = half === "" ? Number(hours) : (Number(hours) % 12) + (half.startsWith("p") ? 12 : 0);
  if (hour > 24 || Number(minutes) > 59 || Number(seconds) > 60) return null;
  const rest = text.slice(match.index + match[0].length);
  return {
    minutes: hour * 60 + Number(minutes),
    seconds: Number(seconds + fraction.replace(",", ".")),
    rest,
  };
}

/** Minutes east of UTC; 0 where none is named. */
function readZone(text: string): number {
  const offset = /([+\u2212-])(\d{1,2})(?::?(\d{2}))?(?!\d)/u.exec(text);
  if (offset !== null) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0);
    return minutes > 15 * 60 ? 0 : minutes * (offset[1] === "+" ? 1 : -1);
  }
  for (const word of text.match(/\p{L}+/gu) ?? []) {
    const minutes = ZONES[word];
    if (minutes !== undefined) return minutes;
  }
  return 0;
}

function toInstant(parts: Parts, minutes: number, seconds: number, zone: number): Date | null {
  const { year, month, day } = parts;
  const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth) return null;
  return sane(Date.UTC(year, month - 1, day) + (minutes - zone) * MINUTE_MS + Math.trunc(seconds * 1000));
}

function sane(epochMs: number): Date | null {
  const date = new Date(epochMs);
  const year = date.getUTCFullYear();
  return year >= FIRST_YEAR && year < LAST_YEAR ? date : null;
}

function fullYear(year: string): number {
  return year.length === 2 ? 2000 + Number(year) : Number(year);
}
