import he from "he";

/**
 * Markup → the words that a person reads. Only names that HTML knows are taken for tags, so that
 * «a < b» and «<Вясна>» stay. Every expression is linear: the text is hostile.
 */

/** Longest raw field that is looked at, in UTF-16 units. */
const MAX_RAW = 60_000;
/** Feeds escape once too often; more than this is nobody's mistake. */
const MAX_ROUNDS = 4;

const INLINE =
  "a|abbr|acronym|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|ins|kbd|mark|nobr|q|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr";
const BLOCK =
  "address|article|aside|audio|blockquote|body|br|button|caption|center|col|colgroup|dd|details|div|dl|dt|embed|fieldset|figcaption|figure|footer|form|h[1-6]|head|header|hr|html|iframe|img|input|label|li|link|main|meta|nav|noscript|object|ol|option|p|param|picture|pre|script|section|select|source|style|summary|svg|table|tbody|td|textarea|tfoot|th|thead|title|tr|ul|video";
const COMMENT = /<!--[^]*?(?:-->|$)/gu;
const INLINE_TAG = new RegExp(`</?(?:${INLINE})(?:[\\s/][^<>]*)?(?:>|$)`, "giu");
const BLOCK_TAG = new RegExp(`</?(?:${BLOCK})(?:[\\s/][^<>]*)?(?:>|$)`, "giu");
const CDATA_MARK = /<!\[CDATA\[|\]\]>/gu;
/** Only with their semicolon: «&copy=1» of a link is no sign. */
const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/giu;
/** These browsers read without it too. */
const OPEN_ENTITY = /&(?:nbsp|laquo|raquo|quot|shy|amp|lt|gt)(?![\p{L}\p{N}=;])/giu;
/** A single no-break space is typography and stays; any other run of spaces is one space. */
const SPACES = /\s{2,}|[^\S\u00a0 ]/gu;
/** Controls, marks that turn the direction of writing, zero-width signs, half pairs, non-characters. */
const INVISIBLE =
  /[[\p{Cc}--[\t\n\r]]\p{Cs}\p{Noncharacter_Code_Point}\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffd]/gv;

const INLINE_NAMES = new Set(INLINE.split("|"));

/** False: words before and after the tag are two words. */
export function isInlineTag(name: string): boolean {
  return INLINE_NAMES.has(name);
}

/** @returns one line without markup, at most `limit` UTF-16 units, cut between words */
export function plainText(raw: string, limit: number): string {
  let text = raw.length > MAX_RAW ? raw.slice(0, MAX_RAW) : raw;
  if (/[<&]|\]\]>/u.test(text)) {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const next = decodeEntities(withoutMarkup(text)).replace(OPEN_ENTITY, (entity) =>
        he.decode(`${entity};`),
      );
      if (next === text) break;
      text = next;
    }
  }
  return shortened(text.replace(INVISIBLE, "").replace(SPACES, " ").trim().normalize("NFC"), limit);
}

export function decodeEntities(text: string): string {
  return text.includes("&") ? text.replace(ENTITY, (entity) => he.decode(entity)) : text;
}

function withoutMarkup(text: string): string {
  if (!text.includes("<") && !text.includes("]]>")) return text;
  return withoutSilent(withoutSilent(text.replace(CDATA_MARK, "").replace(COMMENT, ""), "script"), "style")
    .replace(INLINE_TAG, "")
    .replace(BLOCK_TAG, " ");
}

/** Drops elements whose content nobody reads, up to the end of the text when they are left open. */
function withoutSilent(text: string, name: string): string {
  const small = text.toLowerCase();
  let kept = "";
  let from = 0;
  for (let open = small.indexOf(`<${name}`); open >= 0; open = small.indexOf(`<${name}`, from)) {
    kept += text.slice(from, open);
    const close = small.indexOf(`</${name}`, open);
    const end = close < 0 ? -1 : small.indexOf(">", close);
    if (end < 0) return kept;
    from = end + 1;
  }
  return from === 0 ? text : kept + text.slice(from);
}

function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  const space = cut.lastIndexOf(" ");
  return `${(space > limit / 2 ? cut.slice(0, space) : cut).toWellFormed().trimEnd()}…`;
}
