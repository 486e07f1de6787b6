/** Which vowels of two spellings can be one name's, by the rules of the languages; prices in typing errors. */

/** `any`: nothing tells Belarusian from Russian. */
export type Written = "be" | "ru" | "uk" | "latin" | "any";

/** A vowel as one of the spellings has it. */
export interface Vowel {
  readonly sound: string;
  readonly written: Written;
  /** Softens the consonant before it, surely does not, or nobody can tell. */
  readonly softness: "soft" | "hard" | "open";
}

const NO = 0.45;
const VARIANT = 0.1;
const MISSPELT = 0.2;
const SAME = 0.02;

function isRussian({ written }: Vowel): boolean {
  return written === "ru" || written === "uk";
}

/** Akanne: Belarusian а is any а or unstressed о; its о is stressed, and о in every language. */
function openAndRound(a: Vowel, o: Vowel): number {
  if (a.softness === "soft" && o.softness === "soft") return MISSPELT;
  if (o.written === "be") return isRussian(a) ? NO : a.written === "be" ? MISSPELT : VARIANT;
  if (isRussian(a)) return o.written === "any" ? VARIANT : MISSPELT;
  return SAME;
}

/** Yakanne: Belarusian я may be Russian е, and а may after consonants that are always hard; not the other way round. */
function openAndFront(a: Vowel, e: Vowel, afterHard: boolean): number {
  if (afterHard) return isRussian(a) ? NO : a.written === "be" && e.written === "be" ? MISSPELT : SAME;
  if (a.softness === "hard") return NO;
  if (isRussian(a)) return MISSPELT;
  return e.written === "be" ? VARIANT : SAME;
}

/** Ё may be printed as е, and is о after the hissing letters. */
function roundAndFront(o: Vowel, e: Vowel, after: string): number {
  if (after === "") return e.softness !== "hard" && o.softness === "soft" ? SAME : NO;
  return isRussian(o) && !"SZC".includes(after) ? NO : VARIANT;
}

function byNames(a: Vowel, b: Vowel, after: string): number | null {
  const afterHard = after !== "";
  const pair = [a.sound, b.sound].toSorted().join("");
  const [first, second] = a.sound <= b.sound ? [a, b] : [b, a];
  switch (pair) {
    case "ao":
      return openAndRound(first, second);
    case "ae":
      return openAndFront(first, second, afterHard);
    case "Ea":
      return openAndFront(second, first, afterHard);
    case "Ee":
      return SAME;
    case "eo":
      return roundAndFront(second, first, after);
    case "Eo":
      return afterHard ? MISSPELT : NO;
    case "iy":
      if (afterHard || a.written === "uk" || b.written === "uk") return SAME;
      return a.written === "latin" || b.written === "latin" ? VARIANT : NO;
    case "ey":
    case "Ey":
      return after === "r" ? MISSPELT : NO;
    default:
      return null;
  }
}

/**
 * @param after the consonant before both when it is р, ш, ж, ч or ц, after which Belarusian has no soft vowel; else ""
 * @returns null when no rule knows the pair
 */
export function vowelPrice(a: Vowel, b: Vowel, after: string): number | null {
  const clash = a.softness !== "open" && b.softness !== "open" && a.softness !== b.softness;
  const isForeign = a.sound === "E" || b.sound === "E";
  const softness = clash && after === "" && !isForeign ? NO : 0;
  const price = a.sound === b.sound ? 0 : byNames(a, b, after);
  return price === null ? null : Math.max(price, softness);
}
