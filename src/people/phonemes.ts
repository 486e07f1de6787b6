/**
 * One word in any spelling → sounds. A sound is one ASCII character; the alphabet:
 *
 * - vowels `a o e i y u`, `E` the hard э, the glide `J` (й, and the beginning of я ю ё after a vowel), `j` the softness before
 *   a vowel (ся), `0` the ия of Мария; Latin `ia` after a consonant may be any of them and is `J`;
 * - consonants `b p v f m n l r d t k g x s z S(ш) Z(ж) C(ч) c(ц)`, `T` the soft Belarusian ць that is ть in Russian;
 * - Latin letters that several spellings read differently keep a sound of their own, which `distance.ts`
 *   holds near each reading: `h` (г, х), `q` = ch (ч, х), `1` = c (ц, ч, к), `2` = s (с, ш, з), `3` = z (з, ж, ц),
 *   `4` = j (й, ж), `6` = tj (ч, т), `7` = sj (ш, с), `8` = zj (ж, з).
 *
 * Soft signs and doubled letters are dropped: no two spellings agree on them.
 */

const VOWELS = "aoeiyu";
const CYRILLIC: Readonly<Record<string, string>> = {
  а: "a",
  б: "b",
  в: "v",
  г: "g",
  ґ: "g",
  д: "d",
  ж: "Z",
  з: "z",
  ѕ: "s",
  и: "i",
  і: "i",
  ы: "y",
  й: "J",
  ј: "J",
  к: "k",
  л: "l",
  м: "m",
  н: "n",
  о: "o",
  п: "p",
  р: "r",
  с: "s",
  т: "t",
  у: "u",
  ў: "v",
  ф: "f",
  х: "x",
  ц: "c",
  ч: "C",
  ш: "S",
  щ: "SC",
  э: "E",
  ђ: "d",
  ћ: "C",
  ќ: "k",
  љ: "l",
  њ: "n",
  џ: "Z",
  қ: "k",
  ғ: "g",
  ң: "n",
  ү: "u",
  ұ: "u",
  ә: "e",
  ө: "o",
  һ: "h",
};
/** Letters that begin with й after a vowel, a sign or nothing, and soften a consonant else. */
const IOTATED: Readonly<Record<string, string>> = { я: "a", ю: "u", ё: "o", е: "e", є: "e", ї: "i" };
const SOFTENING = "іиеёяюьєї";

function cyrillicSounds(word: string): string {
  let sounds = "";
  for (let at = 0; at < word.length; at++) {
    const letter = word.charAt(at);
    const next = word.charAt(at + 1);
    const vowel = IOTATED[letter];
    if (vowel !== undefined) {
      const before = word.charAt(at - 1);
      const glides = at === 0 || "аеёиіїоуыэюяєьъ'".includes(before);
      sounds += `${glides ? "J" : "j"}${vowel}`;
    } else if (letter === "ц" && SOFTENING.includes(next) && next !== "") sounds += "T";
    else if (letter === "д" && next === "з") {
      sounds += "d";
      at++;
    } else sounds += CYRILLIC[letter] ?? "";
  }
  return sounds;
}

/** Longest first; the order within a letter matters. */
const LATIN: readonly (readonly [string, string])[] = [
  ["schtsch", "SC"],
  ["shtsh", "SC"],
  ["chtch", "SC"],
  ["stsch", "SC"],
  ["shch", "SC"],
  ["shh", "SC"],
  ["szcz", "SC"],
  ["tsch", "C"],
  ["dsch", "dZ"],
  ["sch", "S"],
  ["tch", "C"],
  ["dzh", "dZ"],
  ["stj", "SC"],
  ["zh", "Z"],
  ["sh", "S"],
  ["ch", "q"],
  ["kh", "x"],
  ["gh", "g"],
  ["ph", "f"],
  ["th", "t"],
  ["ts", "T"],
  ["tc", "c"],
  ["tz", "c"],
  ["cz", "5"],
  ["ee", "eJe"],
  ["sz", "S"],
  ["tj", "6"],
  ["sj", "7"],
  ["zj", "8"],
  ["dż", "dZ"],
  ["dž", "dZ"],
  ["dź", "d"],
  ["dz", "d"],
  ["ck", "1k"],
];
const LATIN_LETTER: Readonly<Record<string, string>> = {
  a: "a",
  b: "b",
  c: "1",
  d: "d",
  e: "e",
  f: "f",
  g: "g",
  h: "h",
  i: "i",
  k: "k",
  l: "l",
  m: "m",
  n: "n",
  o: "o",
  p: "p",
  q: "k",
  r: "r",
  s: "2",
  t: "t",
  u: "u",
  v: "v",
  w: "v",
  y: "y",
  z: "3",
  ä: "e",
  å: "o",
  ö: "o",
  ø: "o",
  ü: "u",
  æ: "e",
  œ: "e",
  ß: "s",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "t",
  ı: "y",
  ŭ: "v",
  â: "Ja",
  û: "Ju",
  č: "C",
  ç: "C",
  ĉ: "C",
  ć: "T",
  š: "S",
  ş: "S",
  ś: "s",
  ŝ: "SC",
  ž: "Z",
  ż: "Z",
  ź: "z",
  ĭ: "J",
};

function latinLetter(letter: string, known: string | undefined): string {
  if (known !== undefined) return known;
  const plain = letter.normalize("NFD").charAt(0);
  return LATIN_LETTER[plain] ?? "";
}

/** @param x how `x` is read: `ks` as in Alexander, or х as in some passports */
function latinSounds(word: string, x: string): string {
  let sounds = "";
  for (let at = 0; at < word.length;) {
    const pair = LATIN.find(([spelling]) => word.startsWith(spelling, at));
    if (pair !== undefined) {
      sounds += pair[1];
      at += pair[0].length;
      continue;
    }
    const letter = word.charAt(at);
    const next = word.charAt(at + 1);
    const vowelNext = /[aeiouyâäëéèêíóöûüŭąęė]/u.test(next);
    const afterVowel = VOWELS.includes(sounds.charAt(sounds.length - 1)) && sounds !== "";
    if (letter === "x") sounds += x;
    else if (letter === "d" && next === "s" && /[eijmy]/u.test(word.charAt(at + 2))) {
      sounds += "d";
      at++;
    } else if (letter === "j") sounds += next !== "" && !/[ls]$/u.test(sounds) ? "4" : "J";
    else if (letter === "y" && (vowelNext || afterVowel)) sounds += "J";
    else if (letter === "i" && vowelNext && !afterVowel && !/[iy]/u.test(next)) sounds += "J";
    else if (letter === "i" && afterVowel) sounds += "J";
    else sounds += latinLetter(letter, LATIN_LETTER[letter]);
    at++;
  }
  return sounds;
}

/** Doubled letters, сч, ия and the many ways to end in -ий: what spellings write freely. */
function tidy(sounds: string): string {
  const single = sounds.replace(DOUBLED, "$1");
  if (!FREE.test(single)) return single;
  return single
    .replace(/22/gu, "s")
    .replace(/[sS]+C/gu, "SC")
    .replace(/[iy]J(?=[aoeEu])/gu, "0")
    .replace(/([iy])[Jiy]+$/u, "i")
    .replace(/J([iy])$/u, "$1");
}
const DOUBLED = /([^2aoeEu])\1+/gu;
const FREE = /22|sC|[iy]J|J[iy]$|[iy]{2}$/u;

const IS_LATIN = /\p{Script=Latin}/u;
const IS_CYRILLIC = /^[\u0400-\u04ff']+$/u;

function cyrillicReading(word: string): string[] {
  const sounds = tidy(cyrillicSounds(word));
  return sounds === "" ? [] : [sounds];
}

/** @returns the readings of a folded word, the likeliest first; empty when it has no letter that is known */
export function soundsOf(word: string): readonly string[] {
  if (IS_CYRILLIC.test(word)) return cyrillicReading(word);
  // Третьяков is Tret'jakov: tj is no digraph there.
  const plain = word.replace(/(?<=[tsz])'(?=j)/gu, "-").replaceAll("'", "");
  if (!IS_LATIN.test(plain)) return cyrillicReading(word);
  const readings = [tidy(latinSounds(plain, "ks"))];
  if (plain.includes("x")) readings.push(tidy(latinSounds(plain, "x")));
  if (/sz[ij]/u.test(plain)) readings.push(tidy(latinSounds(plain.replace(/sz(?=[ij])/gu, "sc"), "ks")));
  if (/^eh[^aeiouy]/u.test(plain)) readings.push(tidy(latinSounds(plain.replace("eh", "e"), "ks")));
  // sch is ш in German and щ in some passports
  if (/(?<![td])sch/u.test(plain)) readings.push(tidy(latinSounds(plain.replaceAll("sch", "shch"), "ks")));
  if (/gu[eiy]/u.test(plain)) readings.push(tidy(latinSounds(plain.replace(/gu(?=[eiy])/gu, "g"), "ks")));
  if (/ou(?!$)/u.test(plain)) readings.push(tidy(latinSounds(plain.replaceAll("ou", "u"), "ks")));
  if (plain.endsWith("off")) readings.unshift(tidy(latinSounds(`${plain.slice(0, -2)}v`, "ks")));
  return readings.filter((reading) => reading !== "");
}
