/**
 * The coarse key of a word: what all its spellings share. а о е я э are one vowel, т ц ч ш с з ж one hiss,
 * г х h one breath; signs, glides, doubled letters and final vowels (case endings) are gone.
 */

const COARSE: Readonly<Record<string, string>> = {
  a: "A",
  o: "A",
  e: "A",
  E: "A",
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
  q: ["s", "x"],
  "1": ["s", "k"],
  "4": ["J", "Z"],
};
const MAX_READINGS = 8;
const DOUBT = /[q14]/u;

function isVowel(coarse: string): boolean {
  return coarse === "A" || coarse === "I" || coarse === "U";
}

/** у after a vowel is ў, and so is в before it: Навумік, Наумик, Наўмік. */
function afterVowel(key: string, sound: string, opens: boolean): string {
  const last = key.charAt(key.length - 1);
  if (last === "A" || last === "I" || (key === "" && opens)) return "V";
  const before = key.charAt(key.length - 2);
  return last === "V" && (key.length === 1 || before === "A" || before === "I") ? "" : sound;
}

function keyOf(sounds: string): string {
  let key = "";
  let solid = 0;
  for (let at = 0; at < sounds.length; at++) {
    let next = COARSE[sounds.charAt(at)] ?? "";
    if (next === "U") next = afterVowel(key, next, !isVowel(COARSE[sounds.charAt(at + 1)] ?? ""));
    const last = key.charAt(key.length - 1);
    if (next === "" || next === last || (next === "S" && last === "D") || (next === "I" && isVowel(last)))
      continue;
    if (next === "A" && last === "I") {
      const shorter = key.slice(0, -1);
      key = shorter.endsWith("A") ? shorter : `${shorter}A`;
    } else key += next;
    if (!isVowel(next)) solid = key.length;
  }
  return solid === 0 ? key : key.slice(0, solid);
}

/**
 * Every sound of the word by its coarse letter, у with в and hisses together (щ, shch): one typing error mostly
 * changes one letter.
 */
function fullKeyOf(sounds: string): string {
  let key = "";
  for (const sound of sounds) {
    const next = sound === "0" ? "I" : (COARSE[sound] ?? "");
    const last = key.charAt(key.length - 1);
    if (next === "S" && (last === "S" || last === "D")) continue;
    key += next === "U" ? "V" : next;
  }
  return key;
}

function everyKey(sounds: string, keyOfOne: (reading: string) => string): string[] {
  if (!DOUBT.test(sounds)) return [keyOfOne(sounds)];
  let drafts = [""];
  for (const sound of sounds) {
    const doubt = DOUBTFUL[sound];
    if (doubt === undefined) drafts = drafts.map((draft) => draft + sound);
    else if (drafts.length * 2 > MAX_READINGS) drafts = drafts.map((draft) => draft + doubt[0]);
    else drafts = drafts.flatMap((draft) => [draft + doubt[0], draft + doubt[1]]);
  }
  return [...new Set(drafts.map(keyOfOne))];
}

/** @returns the keys of one reading; more than one when Latin `ch`, `c` or `j` leave a doubt */
export function skeletonsOf(sounds: string): string[] {
  return everyKey(sounds, keyOf);
}

/** As {@link skeletonsOf}, with every sound: for words with typing errors. */
export function fullKeysOf(sounds: string): string[] {
  return everyKey(sounds, fullKeyOf);
}
