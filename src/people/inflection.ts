/** Case endings of Belarusian, Russian, Ukrainian (and Polish) names, on sounds. */
import { soundDistance } from "./distance.ts";

/** Endings as bits; а о е count as one vowel, і ы as another. */
const NONE = 1;
const A = 2;
const I = 4;
const U = 8;
const AM = 16;
const IM = 32;
const AGA = 64;
const AMU = 128;
const AI = 256;
const UJU = 512;
const AJA = 1024;
const IX = 2048;
const LATVIAN = 4096;

/** Lithuanian and Latvian nominatives: Tichanovskis, Sergejus. */
export const LATVIAN_ENDING = LATVIAN;
/** Only men's adjectives have them: -ага, -аму, -ым. */
export const MEN_ENDINGS = AGA | AMU | IM;

const ENDINGS: readonly (readonly [RegExp, number])[] = [
  [/[aoeE]$/u, A],
  [/[iy]$/u, I],
  [/u$/u, U],
  [/[aoeE]m$/u, AM],
  [/[iy]m$/u, IM],
  [/J?[aoeE][gh][aoeE]$/u, AGA],
  [/J?[aoeE]mu$/u, AMU],
  [/[aoeE][J4iy]$/u, AI],
  [/u[J4]u$/u, UJU],
  [/[aoeE][J4]?a$/u, AJA],
  [/[iy][xgh]$/u, IX],
  [/[aieu]2$/u, LATVIAN],
];

/** A word without its ending, and the ending's bit. */
export interface Split {
  readonly stem: string;
  readonly ending: number;
}

/** What a dictionary form may become. `other`: endings of the opposite gender's form. */
export interface Paradigm {
  readonly stem: string;
  readonly own: number;
  readonly other: number;
}

const MIN_STEM = 2;

/** @returns every way to read a word of a text as stem and ending; the whole word first */
export function splitsOf(sounds: string): Split[] {
  const splits: Split[] = [{ stem: sounds, ending: NONE }];
  for (const [pattern, ending] of ENDINGS) {
    const at = sounds.search(pattern);
    if (at >= MIN_STEM) splits.push({ stem: sounds.slice(0, at), ending });
  }
  return splits;
}

const NOUN = A | U | AM | I;
const POSSESSIVE = /[oaeEuiyv][vn]$/u;

function adjective(sounds: string): Paradigm[] {
  const stem = sounds.slice(0, -1);
  return [
    { stem, own: I | AGA | AMU | IM | AM | IX | LATVIAN, other: AJA | AI | UJU },
    { stem: `${stem}0`, own: NOUN, other: 0 },
  ];
}

function softened(stem: string): Paradigm[] {
  const last = stem.charAt(stem.length - 1);
  const soft = ({ k: "c", g: "z", h: "z", x: "s" } as const)[last];
  return soft === undefined ? [] : [{ stem: stem.slice(0, -1) + soft, own: A | I, other: 0 }];
}

function vowelStem(sounds: string): Paradigm[] {
  const feminine = /[aoeE][J4]a$/u.exec(sounds);
  if (feminine !== null) {
    const stem = sounds.slice(0, feminine.index);
    const noun = { stem: sounds.slice(0, -1), own: A | I | U | AI | AM, other: 0 };
    return [{ stem, own: AJA | AI | UJU | A, other: I | AGA | AMU | IM }, noun];
  }
  const stem = sounds.slice(0, -1);
  const polish = /[cks1]k$/u.test(stem) ? AJA : 0;
  const paradigm = {
    stem,
    own: A | I | U | AI | AM | polish,
    other: POSSESSIVE.test(stem) ? NONE | IM : 0,
  };
  return [paradigm, ...softened(stem)];
}

function consonantStem(sounds: string): Paradigm[] {
  const possessive = POSSESSIVE.test(sounds);
  const paradigms: Paradigm[] = [
    {
      stem: sounds,
      own: NONE | LATVIAN | (possessive ? A | U | AM | IM | IX : NOUN),
      other: possessive ? AI : 0,
    },
  ];
  if (sounds.length > 4 && /[^aoeEiyu][aoeE][cTkln1J]$/u.test(sounds)) {
    paradigms.push({ stem: sounds.slice(0, -2) + sounds.slice(-1), own: NOUN, other: 0 });
  }
  if (/[oaeE]J$/u.test(sounds))
    paradigms.push({ stem: sounds.slice(0, -2), own: AGA | AMU | IM | AM, other: AJA });
  return paradigms;
}

/** @returns what a dictionary form may become in a text */
export function paradigmsOf(sounds: string): Paradigm[] {
  if (sounds.length <= MIN_STEM) return [{ stem: sounds, own: NONE | NOUN, other: 0 }];
  if (/[iy]$/u.test(sounds)) return adjective(sounds);
  if (/[aoeE]$/u.test(sounds)) return vowelStem(sounds);
  if (sounds.endsWith("u")) return [{ stem: sounds, own: NONE, other: 0 }];
  return consonantStem(sounds);
}

/** A word of a query or text, in one reading. */
export interface HeardWord {
  readonly sounds: string;
  readonly splits: readonly Split[];
}

/** A word of the register. */
export interface KnownWord {
  readonly sounds: string;
  readonly paradigms: readonly Paradigm[];
}

/** One of very many: its paradigms are thought of when they are asked for, which is seldom, and not kept. */
export class Reading implements KnownWord {
  readonly sounds: string;

  constructor(sounds: string) {
    this.sounds = sounds;
  }

  get paradigms(): readonly Paradigm[] {
    return paradigmsOf(this.sounds);
  }
}

/** An oblique case is a little less than the form itself. */
const OBLIQUE = 0.03;
const OTHER_GENDER = 0.5;

/** @returns the price, in typing errors, of taking `heard` for a form of `known`; above `limit` inexact */
export function formDistance(heard: HeardWord, known: KnownWord, limit: number): number {
  let best = soundDistance(heard.sounds, known.sounds, limit);
  if (best <= OBLIQUE) return best;
  for (const paradigm of known.paradigms) {
    if (best <= OBLIQUE) return best;
    for (const { stem, ending } of heard.splits) {
      const extra =
        (paradigm.own & ending) !== 0 ? OBLIQUE : (paradigm.other & ending) !== 0 ? OTHER_GENDER : -1;
      if (extra < 0 || extra >= best) continue;
      const room = Math.min(limit, best) - extra;
      if (Math.abs(stem.length - paradigm.stem.length) > room + 2) continue;
      best = Math.min(best, soundDistance(stem, paradigm.stem, room) + extra);
    }
  }
  return best;
}
