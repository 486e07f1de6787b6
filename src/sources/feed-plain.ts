import he from "he";

/**
 * Markup → the words that a person reads. Only names that HTML knows are taken for tags, so that
 * «a < b» and «<Вясна>» stay. Every expression is linear: the text is hostile.
 */

/** Of a field, so many times the wanted length is looked at; much more where that was nearly all markup. */
const RAW_SHARE = 2;
const MARKUP_SHARE = 16;
/** Feeds escape once too often; more than this is nobody's mistake. */
const MAX_ROUNDS = 5;

const INLINE =
  "a|abbr|acronym|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|ins|kbd|mark|nobr|q|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr";
const BLOCK =
  "address|article|aside|audio|blockquote|body|br|button|caption|center|col|colgroup|dd|details|div|dl|dt|embed|fieldset|figcaption|figure|footer|form|h[1-6]|head|header|hr|html|iframe|img|input|label|li|link|main|meta|nav|noscript|object|ol|option|p|param|picture|pre|script|section|select|source|style|summary|svg|table|tbody|td|textarea|tfoot|th|thead|title|tr|ul|video";
const COMMENT = /<!--[^]*?(?:-->|$)/gu;
const INLINE_TAG = new RegExp(`</?(?:${INLINE})(?:[\\s/][^<>]*)?(?:>|$)`, "giu");
const BLOCK_TAG = new RegExp(`</?(?:${BLOCK})(?:[\\s/][^<>]*)?(?:>|$)`, "giu");
const CDATA_MARK = /<!\[CDATA\[|\]\]>/gu;
/** Only with their semicolon: «&copy=1» of a link is no sign. */
const ENTITY = /^&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/iu;
const MAX_ENTITY = 34;
/** These browsers read without it too. */
const OPEN_ENTITY = /&(?:nbsp|laquo|raquo|quot|shy|amp|lt|gt)(?![\p{L}\p{N}=;])/giu;
/**
 * Controls, soft hyphens, zero-width signs, marks that turn the direction of writing, replacement characters.
 * Made of numbers and without the `u` flag, which would cost four times as much.
 */
const INVISIBLE = [
  [0, 8],
  [0x0b, 0x0c],
  [0x0e, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x200b, 0x200b],
  [0x200e, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x2069],
  [0xfdd0, 0xfdef],
  [0xfeff, 0xfeff],
  [0xfff9, 0xffff],
]
  .map((range) => range.map((code) => `\\u${code.toString(16).padStart(4, "0")}`).join("-"))
  .join("");
const UNSEEN = new RegExp(`[${INVISIBLE}]+`, "g");
/** What a line is mended for; a single no-break space is typography and stays. */
const ODD = new RegExp(
  `[\\s${INVISIBLE}]{2,}|[\\t-\\r\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000${INVISIBLE}]`,
  "g",
);
/** Letters in two parts, as some systems write й and ў. */
const COMBINING = /[\u0300-\u036f]/;
const SILENT_OPEN = /<(script|style)(?=[\s/>])/gi;

const INLINE_NAMES = new Set(INLINE.split("|"));

/** False: words before and after the tag are two words. */
export function isInlineTag(name: string): boolean {
  return INLINE_NAMES.has(name);
}

/** @returns one line without markup, at most `limit` UTF-16 units, cut between words */
export function plainText(raw: string, limit: number): string {
  const plain = plainBeginning(raw.slice(0, limit * RAW_SHARE));
  if (raw.length <= limit * RAW_SHARE) return shortened(plain, limit);
  if (plain.length > limit / 2) return shortened(`${plain} …`, Math.min(limit, plain.length));
  return shortened(plainBeginning(raw.slice(0, limit * MARKUP_SHARE)), limit);
}

function plainBeginning(raw: string): string {
  let text = raw;
  for (let round = 0; round < MAX_ROUNDS && /[<&]|\]\]>/.test(text); round += 1) {
    const next = decodeEntities(withoutMarkup(text)).replace(OPEN_ENTITY, (entity) =>
      he.decode(`${entity};`),
    );
    if (next === text) break;
    text = next;
  }
  const line = onOneLine(text);
  return COMBINING.test(line) ? line.normalize("NFC") : line;
}

/** Unseen signs go, any run of spaces is one space. */
function onOneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(ODD, (odd) => {
      const seen = odd.replace(UNSEEN, "");
      return seen.length === 1 && seen === "\u00a0" ? seen : seen === "" ? "" : " ";
    })
    .trim();
}

/** Each entity once: what comes out may hold entities again. By hand, because feeds hold little else. */
export function decodeEntities(text: string): string {
  let decodedText = "";
  let from = 0;
  for (let at = text.indexOf("&"); at >= 0; at = text.indexOf("&", from)) {
    const entity = frequentAt(text, at) ?? otherAt(text, at);
    decodedText += text.slice(from, at) + entity.sign;
    from = at + entity.length;
  }
  return from === 0 ? text : decodedText + text.slice(from);
}

interface Entity {
  readonly sign: string;
  /** As written, in UTF-16 units. */
  readonly length: number;
}

const LT: Entity = { sign: "<", length: 4 };
const GT: Entity = { sign: ">", length: 4 };
const AMP: Entity = { sign: "&", length: 5 };
const QUOT: Entity = { sign: '"', length: 6 };
const NBSP: Entity = { sign: "\u00a0", length: 6 };
const NONE: Entity = { sign: "&", length: 1 };

function frequentAt(text: string, at: number): Entity | null {
  switch (text.charAt(at + 1)) {
    case "l":
      return text.startsWith("lt;", at + 1) ? LT : null;
    case "g":
      return text.startsWith("gt;", at + 1) ? GT : null;
    case "a":
      return text.startsWith("amp;", at + 1) ? AMP : null;
    case "q":
      return text.startsWith("quot;", at + 1) ? QUOT : null;
    case "n":
      return text.startsWith("nbsp;", at + 1) ? NBSP : null;
    default:
      return null;
  }
}

function otherAt(text: string, at: number): Entity {
  const written = ENTITY.exec(text.slice(at, at + MAX_ENTITY))?.[0];
  return written === undefined ? NONE : { sign: he.decode(written), length: written.length };
}

function withoutMarkup(text: string): string {
  if (!text.includes("<") && !text.includes("]]>")) return text;
  return withoutSilent(text.replace(CDATA_MARK, "").replace(COMMENT, ""))
    .replace(INLINE_TAG, "")
    .replace(BLOCK_TAG, " ");
}

/** Drops elements whose content nobody reads, up to the end of the text when they are left open. */
function withoutSilent(text: string): string {
  let kept = "";
  let from = 0;
  for (const open of text.matchAll(SILENT_OPEN)) {
    if (open.index < from) continue;
    kept += text.slice(from, open.index);
    const close = new RegExp(`</${open[1] ?? ""}[^>]*>`, "gi");
    close.lastIndex = open.index;
    const end = close.exec(text);
    if (end === null) return kept;
    from = end.index + end[0].length;
  }
  return kept + text.slice(from);
}

function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  const space = cut.lastIndexOf(" ");
  return `${(space > limit / 2 ? cut.slice(0, space) : cut).toWellFormed().trimEnd()}…`;
}
