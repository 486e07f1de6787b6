/** Can two words be spellings of one name? Stricter than `soundDistance`, which also knows typing errors. */
import { soundPrice } from "./distance.ts";
import type { Romanisation } from "./romanisations.ts";
import { type Vowel, type Written, vowelPrice } from "./vowel-rules.ts";

/** A word's sounds and how they are written. */
export interface Spelling {
  readonly sounds: string;
  readonly written: Written;
  /** What its open sounds may be; null for Cyrillic. */
  readonly reading: Romanisation | null;
}

/** A sound with the glide or softness before it. */
interface Unit {
  readonly sound: string;
  /** What the sound may be. */
  readonly options: string;
  readonly onset: string;
  readonly vowel: Vowel | null;
  /** Follows a consonant. */
  readonly closed: boolean;
}

const VOWELS = "aoeEiyu";
const ONSETS = "jJ04";
/** Never soft in Belarusian, or soft without a sign in Latin letters. */
const ALWAYS_HARD = "rSZCc";
const UNTOLD_IN_LATIN = "lrSZCcT1q5678";
const NO = 0.5;
const SAME = 0.02;

function softnessOf(sound: string, onset: string, before: string, isLatin: boolean): Vowel["softness"] {
  if (onset !== "") return "soft";
  if (sound === "i" || sound === "y") return "open";
  if (!isLatin) return "hard";
  return sound === "e" || UNTOLD_IN_LATIN.includes(before) ? "open" : "hard";
}

/** ія, iya, ija, ia: one glide, however it is written. */
const IYA = /(?<![aoeEiyu])[iy0][jJ4]?(?=[aoeEu])/gu;

function optionsOf(sound: string, next: string, reading: Romanisation | null): string {
  const options = reading?.[sound] ?? sound;
  // сч is щ in sound
  return options === "s" && "C5q".includes(next) && next !== "" ? "sS" : options;
}

function unitsOf({ sounds: spelled, written, reading }: Spelling): Unit[] {
  const sounds = spelled.replace(IYA, "0").replace(/y$/u, "i");
  const units: Unit[] = [];
  for (let at = 0; at < sounds.length; at++) {
    const first = sounds.charAt(at);
    const next = sounds.charAt(at + 1);
    const glides = ONSETS.includes(first) && next !== "" && VOWELS.includes(next);
    const sound = glides ? next : first;
    const onset = glides ? first : "";
    const before = units.at(-1);
    const closed = before !== undefined && before.vowel === null;
    const softness = softnessOf(sound, onset, before?.sound ?? "", reading !== null);
    units.push({
      sound,
      options: optionsOf(sound, next, reading),
      onset,
      vowel: VOWELS.includes(sound) ? { sound, written, softness: closed ? softness : "open" } : null,
      closed,
    });
    if (glides) at++;
  }
  return units;
}

function onsetPrice(a: Unit, b: Unit): number {
  if (a.onset === b.onset) return 0;
  if (a.onset !== "" && b.onset !== "") return soundPrice(a.onset, b.onset);
  if (a.closed && b.closed) return a.onset === "0" || b.onset === "0" ? NO : 0;
  return "eE".includes(a.sound) || "eE".includes(b.sound) ? SAME : NO;
}

/** Letters of one alphabet are not mistaken for one another, whatever Latin ones they share. */
function consonantPrice(a: Unit, b: Unit): number {
  let least = NO;
  for (const one of a.options) {
    for (const two of b.options) {
      if (one === two) return 0;
      const pair = one < two ? one + two : two + one;
      if (pair === "Tt") least = Math.min(least, SAME);
      else if (pair === "Tc") least = 0;
      else if (pair === "uv") least = Math.min(least, 0.08);
    }
  }
  return least;
}

function unitPrice(a: Unit, b: Unit, beforeA: Unit | undefined, beforeB: Unit | undefined): number {
  if (a.vowel === null || b.vowel === null) {
    const isGlide = (unit: Unit): boolean => ONSETS.includes(unit.sound) || "iy".includes(unit.sound);
    if (isGlide(a) && isGlide(b)) return soundPrice(a.sound, b.sound);
    return Math.max(consonantPrice(a, b), 0);
  }
  const hard = [beforeB, beforeA].find((unit) => unit !== undefined && ALWAYS_HARD.includes(unit.sound));
  const after = a.closed && b.closed ? (hard?.sound ?? "") : "";
  const price = vowelPrice(a.vowel, b.vowel, after) ?? soundPrice(a.sound, b.sound);
  return price + onsetPrice(a, b);
}

function gapPrice(units: readonly Unit[], at: number): number {
  const unit = units[at];
  if (unit === undefined) return NO;
  const next = units[at + 1];
  if (unit.vowel === null && ONSETS.includes(unit.sound)) return 0.04;
  // Вольскі and Ольский, Белавус and Белоус
  if (unit.sound === "v" && next?.vowel !== null && next !== undefined) {
    if (next.sound === "u") return 0.08;
    if (at === 0) return 0.3;
  }
  if (unit.sound === "C" && units[at - 1]?.sound === "S") return 0.25;
  if (unit.sound === "Z" && units[at - 1]?.sound === "d") return 0.3;
  if (unit.sound === "t" && "s2".includes(units[at - 1]?.sound ?? "-") && next?.sound === "n") return 0.1;
  return NO;
}

/** Passports write ў as `u`: `iu` is ю or іў. */
const IU = /[iyJ0]u/u;

function variants(spelling: Spelling): Unit[][] {
  const units = unitsOf(spelling);
  if (spelling.reading === null || !IU.test(spelling.sounds)) return [units];
  return [units, unitsOf({ ...spelling, sounds: spelling.sounds.replace(IU, "iv") })];
}

/** @returns the sum of doubts, in typing errors: 0 when the spellings follow from each other */
export function spellingDistance(a: Spelling, b: Spelling): number {
  let least = Infinity;
  for (const one of variants(a)) for (const two of variants(b)) least = Math.min(least, distance(one, two));
  return least;
}

function distance(one: readonly Unit[], two: readonly Unit[]): number {
  let last = [0];
  for (let j = 0; j < two.length; j++) last.push((last[j] ?? 0) + gapPrice(two, j));
  for (const [i, unit] of one.entries()) {
    const gap = gapPrice(one, i);
    const row = [(last[0] ?? 0) + gap];
    for (const [j, other] of two.entries()) {
      const replaced = (last[j] ?? 0) + unitPrice(unit, other, one[i - 1], two[j - 1]);
      row.push(Math.min(replaced, (last[j + 1] ?? 0) + gap, (row[j] ?? 0) + gapPrice(two, j)));
    }
    last = row;
  }
  return last[two.length] ?? 0;
}
