/**
 * What a tokenizer cannot mend: junk before the feed, a DOCTYPE with its entities, CDATA left open.
 * Text → text from the feed's root on, or the reason why it is none.
 */

export type Repaired =
  | { readonly ok: true; readonly text: string; readonly entities: ReadonlyMap<string, string> }
  | { readonly ok: false; readonly reason: string };

/** Names of roots and of what stands directly below them, with any prefix. */
const FEED_MARK = /<(?:[\p{L}_][\p{L}\p{N}_.-]{0,20}:)?(?:rss|rdf|feed|channel|item|entry)(?=[\s>/])/iu;
const CHALLENGE =
  /just a moment|checking your browser|cf-browser-verification|ddos-guard|attention required|captcha/iu;
const HTML = /<(?:!doctype\s+html|html|head|body)(?=[\s>])/iu;
const HEAD_LENGTH = 4096;
/** Junk before the prolog is a few warnings, not a document of its own. */
const MAX_JUNK = 200_000;
const MAX_ENTITIES = 300;
const MAX_DOCTYPE = 100_000;

export function repairedXml(text: string): Repaired {
  const start = feedStart(text.slice(0, MAX_JUNK));
  if (start < 0) return { ok: false, reason: whyNoFeed(text) };
  const entities = declaredEntities(text.slice(0, start));
  if (entities === null) return { ok: false, reason: "its entities expand into one another" };
  return { ok: true, text: closedCdata(text.slice(start)), entities };
}

/** The first mark of a feed outside comments; -1 when there is none. */
function feedStart(text: string): number {
  const mark = new RegExp(FEED_MARK, "giu");
  for (let found = mark.exec(text); found !== null; found = mark.exec(text)) {
    const comment = text.lastIndexOf("<!--", found.index);
    const close = comment < 0 ? found.index : text.indexOf("-->", comment);
    if (close >= 0 && close <= found.index) return found.index;
    if (close < 0) return -1;
    mark.lastIndex = close;
  }
  return -1;
}

/** @returns one line for `/sources` */
export function whyNoFeed(text: string): string {
  const head = text.slice(0, HEAD_LENGTH);
  if (text.trim() === "") return "the body is empty";
  if (CHALLENGE.test(head)) return "a bot wall in place of a feed";
  if (HTML.test(head)) return "a web page in place of a feed";
  const root = /<([\p{L}_][\p{L}\p{N}_.:-]{0,40})(?=[\s>/])/u.exec(head)?.[1];
  if (root !== undefined) return `<${root}> is no feed`;
  return `${String(text.length)} characters that are no feed`;
}

/** Entities of the internal subset with plain values; null when they refer to one another (a bomb). */
function declaredEntities(prologue: string): ReadonlyMap<string, string> | null {
  const entities = new Map<string, string>();
  const open = prologue.search(/<!doctype/iu);
  if (open < 0) return entities;
  const subset = prologue.slice(open, open + MAX_DOCTYPE);
  for (const match of subset.matchAll(
    /<!ENTITY\s+([\p{L}_][\p{L}\p{N}_.-]{0,60})\s+(?:"([^"]*)"|'([^']*)')/giu,
  )) {
    const value = match[2] ?? match[3] ?? "";
    if (refersToAnother(value, entities)) return null;
    if (entities.size < MAX_ENTITIES) entities.set(match[1] ?? "", value.slice(0, 1000));
  }
  return entities;
}

function refersToAnother(value: string, known: ReadonlyMap<string, string>): boolean {
  for (const match of value.matchAll(/&([\p{L}_][\p{L}\p{N}_.-]{0,60});/gu)) {
    if (known.has(match[1] ?? "")) return true;
  }
  return /%[\p{L}_][\p{L}\p{N}_.-]{0,60};/u.test(value);
}

const CDATA_OPEN = "<![CDATA[";
const CDATA_CLOSE = "]]>";
/** Where a field ends although its CDATA was left open. */
const FIELD_END =
  /<\/(?:[\p{L}_]{1,20}:)?(?:title|link|guid|id|pubdate|published|updated|date|description|summary|encoded|content|author|creator|category|item|entry)\s*>/iu;

/** Closes sections that were left open and opens none inside another; linear in the length of the text. */
function closedCdata(text: string): string {
  if (isWellClosed(text)) return text;
  const nextOpen = cursor((from) => text.indexOf(CDATA_OPEN, from));
  const nextClose = cursor((from) => text.indexOf(CDATA_CLOSE, from));
  const field = new RegExp(FIELD_END, "giu");
  const nextField = cursor((from) => {
    field.lastIndex = from;
    return field.exec(text)?.index ?? -1;
  });
  const parts: string[] = [];
  let from = 0;
  for (let open = nextOpen(0); open < Infinity; open = nextOpen(from)) {
    const inside = open + CDATA_OPEN.length;
    const close = nextClose(inside);
    const nested = nextOpen(inside);
    let end = close;
    if (close === Infinity || nested < close) {
      end = Math.min(nextField(inside), text.length);
      const outer = nested < end ? text.slice(nested, end).lastIndexOf(CDATA_CLOSE) : -1;
      if (outer >= 0) end = nested + outer;
    }
    parts.push(text.slice(from, inside), withoutMarks(text.slice(inside, end)), CDATA_CLOSE);
    from = text.startsWith(CDATA_CLOSE, end) ? end + CDATA_CLOSE.length : end;
  }
  parts.push(text.slice(from));
  return parts.join("");
}

function isWellClosed(text: string): boolean {
  for (let open = text.indexOf(CDATA_OPEN); open >= 0;) {
    const close = text.indexOf(CDATA_CLOSE, open);
    const next = text.indexOf(CDATA_OPEN, open + CDATA_OPEN.length);
    if (close < 0 || (next >= 0 && next < close)) return false;
    open = next;
  }
  return true;
}

function withoutMarks(section: string): string {
  return section.replaceAll(CDATA_OPEN, "").replaceAll(CDATA_CLOSE, "");
}

/** Asks again only when the last answer lies behind: many questions cost one walk. Infinity: nothing more. */
function cursor(search: (from: number) => number): (from: number) => number {
  let last = -1;
  return (from) => {
    if (last < from) {
      const next = search(from);
      last = next < 0 ? Infinity : next;
    }
    return last;
  };
}
