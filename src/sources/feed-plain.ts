import { decodeEntities, entityAt } from "./feed-entities.ts";

/**
 * Markup → the words that a person reads. Only names that HTML knows are taken for tags, so that
 * «a < b» and «<Вясна>» stay. One walk over the text by hand: a chain of expressions took three times as long,
 * and the text is hostile.
 */

/** Of a field, so many times the wanted length is looked at; much more where that was nearly all markup. */
const RAW_SHARE = 2;
const MARKUP_SHARE = 16;
/** Feeds escape once or twice too often; more than this is nobody's mistake. */
const MAX_ROUNDS = 5;

const INLINE = new Set(
  "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark nobr q s samp small span strike strong sub sup time tt u var wbr".split(
    " ",
  ),
);
const BLOCK = new Set(
  "address article aside audio blockquote body br button caption center col colgroup dd details div dl dt embed fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html iframe img input label li link main meta nav noscript object ol option p param picture pre script section select source style summary svg table tbody td textarea tfoot th thead title tr ul video".split(
    " ",
  ),
);
const SILENT = new Set(["script", "style"]);
const LONGEST_NAME = 12;
/** Letters in two parts, as some systems write й and ў. */
const COMBINING = /[\u0300-\u036f]/;

/**
 * What is looked at one by one: spaces, controls, `&`, `<`, `]`, soft hyphens, zero-width signs, marks that turn
 * the direction of writing, halves of pairs, signs that are no characters.
 */
const SPECIAL =
  "\\0- &<\\]\\x7f-\\xa0\\xad\\u1680\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u3000\\ud800-\\udfff\\ufdd0-\\ufdef\\ufeff\\ufff9-\\uffff";
const ORDINARY = new RegExp(`^[^${SPECIAL}]`);
/** Words with single spaces between them: native code skips them three times as fast as a loop would. */
const ORDINARY_RUN = new RegExp(`[^${SPECIAL}]+(?: [^${SPECIAL}]+)*`, "y");

/** False: words before and after the tag are two words. */
export function isInlineTag(name: string): boolean {
  return INLINE.has(name);
}

/** @returns one line without markup, at most `limit` UTF-16 units, cut between words */
export function plainText(raw: string, limit: number): string {
  const plain = plainBeginning(raw.slice(0, limit * RAW_SHARE));
  if (raw.length <= limit * RAW_SHARE) return shortened(plain, limit);
  if (plain.length > limit / 2) return shortened(`${plain} …`, Math.min(limit, plain.length));
  return shortened(plainBeginning(raw.slice(0, limit * MARKUP_SHARE)), limit);
}

function plainBeginning(raw: string): string {
  // Escaped as a whole: the markup comes out first.
  let text = raw.includes("<") ? raw : decodeEntities(raw);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const walk = new Walk(text);
    text = walk.words();
    if (!walk.isMarkupLeft) break;
  }
  return COMBINING.test(text) ? text.normalize("NFC") : text;
}

/** One walk over a text, from its first sign to its last. */
class Walk {
  /** An entity gave a sign that may be markup again. */
  isMarkupLeft = false;
  readonly #text: string;
  #words = "";
  /** The space that stands between what was written and what comes: none, a plain one or a no-break one. */
  #space: "" | " " | "\u00a0" = "";

  constructor(text: string) {
    this.#text = text;
  }

  words(): string {
    const text = this.#text;
    let from = 0;
    while (from < text.length) {
      ORDINARY_RUN.lastIndex = from;
      const run = ORDINARY_RUN.exec(text)?.[0] ?? "";
      this.#write(run);
      const at = from + run.length;
      from = at < text.length ? at + this.#special(text.charCodeAt(at), at) : at;
    }
    return this.#words;
  }

  /** @returns how many units were dealt with */
  #special(code: number, at: number): number {
    switch (code) {
      case 0x26:
        return this.#entity(at);
      case 0x3c:
        return this.#tag(at);
      case 0x5d:
        if (this.#text.startsWith("]]>", at)) return 3;
        this.#write("]");
        return 1;
      default:
        if (code >= 0xd800 && code < 0xe000) return this.#surrogate(at);
        if (isSpace(code)) this.#leaveSpace(code);
        return 1;
    }
  }

  #entity(at: number): number {
    const entity = entityAt(this.#text, at);
    if (entity === null) {
      this.#write("&");
      return 1;
    }
    const { sign, length } = entity;
    const code = sign.charCodeAt(0);
    this.isMarkupLeft ||= code === 0x26 || code === 0x3c;
    if (ORDINARY.test(sign) || /[&<\]]/.test(sign)) this.#write(sign);
    else if (isSpace(code)) this.#leaveSpace(code);
    else if (sign.length > 1 && sign.isWellFormed()) this.#write(sign);
    return length;
  }

  #tag(at: number): number {
    const text = this.#text;
    if (text.startsWith("<!--", at)) return this.#upTo("-->", at);
    if (text.startsWith("<![CDATA[", at)) return 9;
    const nameAt = text.charCodeAt(at + 1) === 0x2f ? at + 2 : at + 1;
    const name = nameOf(text, nameAt);
    const isInline = INLINE.has(name);
    const length = isInline || BLOCK.has(name) ? tagLength(text, at, nameAt + name.length) : 0;
    if (length === 0) {
      this.#write("<");
      return 1;
    }
    if (!isInline) this.#leaveSpace(0x20);
    return SILENT.has(name) && nameAt === at + 1 ? this.#silent(name, at) : length;
  }

  /** What nobody reads, up to the end of the text when it is left open. */
  #silent(name: string, at: number): number {
    const close = new RegExp(`</${name}[^>]*>`, "gi");
    close.lastIndex = at;
    const end = close.exec(this.#text);
    return end === null ? this.#text.length - at : end.index + end[0].length - at;
  }

  #upTo(mark: string, at: number): number {
    const end = this.#text.indexOf(mark, at);
    return end < 0 ? this.#text.length - at : end + mark.length - at;
  }

  /** A pair is written whole, half of one not at all. */
  #surrogate(at: number): number {
    const pair = this.#text.slice(at, at + 2);
    if (pair.length < 2 || !pair.isWellFormed()) return 1;
    this.#write(pair);
    return 2;
  }

  #leaveSpace(code: number): void {
    if (this.#words === "") return;
    // A single no-break space is typography and stays; any run of spaces is one plain space.
    this.#space = this.#space === "" && code === 0xa0 ? "\u00a0" : " ";
  }

  #write(words: string): void {
    if (words === "") return;
    this.#words += this.#space + words;
    this.#space = "";
  }
}

function isSpace(code: number): boolean {
  return (
    code === 0x20 ||
    (code >= 9 && code <= 10) ||
    code === 13 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** The ASCII letters and digits from there on, in small letters; "" when they are too many for a tag of HTML. */
function nameOf(text: string, at: number): string {
  let end = at;
  while (end - at <= LONGEST_NAME && /[a-z\d]/i.test(text.charAt(end))) end += 1;
  return end - at > LONGEST_NAME ? "" : text.slice(at, end).toLowerCase();
}

/** Up to its `>` or, where the text was cut off, to its end; 0 when another tag begins first. */
function tagLength(text: string, at: number, afterName: number): number {
  if (afterName >= text.length) return text.length - at;
  if (!/[\s/>]/.test(text.charAt(afterName))) return 0;
  const end = text.indexOf(">", afterName);
  const next = text.indexOf("<", afterName);
  if (next >= 0 && (end < 0 || next < end)) return 0;
  return (end < 0 ? text.length : end + 1) - at;
}

function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  const space = cut.lastIndexOf(" ");
  return `${(space > limit / 2 ? cut.slice(0, space) : cut).toWellFormed().trimEnd()}…`;
}
