/**
 * The coarse key of a word: what all its spellings share. а о е я э are one vowel, т ц ч ш с з ж one hiss,
 * г х h one breath; signs, glides, doubled letters and final vowels (case endings) are gone.
 */

const COARSE: Readonly<Record<string, string>> = {
  a: "A",
  o: "A",
  e: "A",
  i: "I",
  y: "I",
  u: "U",
  b: "B",
  p: "P",
  v: "V",
  f: "F",
  m: "M",
  n: "N",
  l: "L",
  r: "R",
  d: "D",
  k: "K",
  g: "H",
  h: "H",
  x: "H",
  t: "S",
  T: "S",
  s: "S",
  z: "S",
  S: "S",
  Z: "S",
  C: "S",
  c: "S",
  "2": "S",
  "3": "S",
  "5": "S",
  "6": "S",
  "7": "S",
  "8": "S",
};
/** Latin letters with two readings that lie too far apart for one key. */
const DOUBTFUL: Readonly<Record<string, readonly [string, string]>> = {
  q: ["S", "H"],
  "1": ["S", "K"],
  "4": ["", "S"],
};
const MAX_READINGS = 8;

function settle(coarse: string): string {
  const key = coarse
    .replace(/S+/gu, "S")
    .replace(/DS/gu, "D")
    .replace(/(?<=[AI])U|^U(?=[^AIU])/gu, "V")
    .replace(/(?<=^|[AI])VU/gu, "V")
    .replace(/I*A[AI]*/gu, "A")
    .replace(/I+U|UI+/gu, "U")
    .replace(/(.)\1+/gu, "$1");
  const stem = key.replace(/[AIU]+$/u, "");
  return stem === "" ? key : stem;
}

/** @returns the keys of one reading; more than one when Latin `ch`, `c` or `j` leave a doubt */
export function skeletonsOf(sounds: string): string[] {
  let drafts = [""];
  for (const sound of sounds) {
    const doubt = DOUBTFUL[sound];
    if (doubt === undefined) {
      const coarse = COARSE[sound] ?? "";
      drafts = drafts.map((draft) => draft + coarse);
    } else if (drafts.length * 2 > MAX_READINGS) drafts = drafts.map((draft) => draft + doubt[0]);
    else drafts = drafts.flatMap((draft) => [draft + doubt[0], draft + doubt[1]]);
  }
  return [...new Set(drafts.map(settle))];
}
