/** What Telegram takes in one message, counted after entities are read; we count the markup too, to be safe. */
export const MESSAGE_MOST = 4096;

interface Tag {
  readonly name: string;
  /** As written, to open it again in the next part. */
  readonly whole: string;
}

/**
 * Cuts escaped HTML into parts of at most `most` UTF-16 units, never inside a tag, an entity or a character.
 * Prefers the end of a line, then of a word; tags that are open at a cut are closed and opened again.
 *
 * @throws RangeError when `most` leaves no room for the open tags
 */
export function splitHtml(html: string, most: number = MESSAGE_MOST): readonly string[] {
  if (html.length <= most) return [html];
  const parts: string[] = [];
  let open: readonly Tag[] = [];
  let part = "";
  let isEmpty = true;
  /** Where the part may be cut without breaking a word, with the tags open there. */
  let good: { readonly length: number; readonly open: readonly Tag[] } | null = null;

  const cut = (): void => {
    const at = good ?? { length: part.length, open };
    parts.push(part.slice(0, at.length).trimEnd() + closing(at.open));
    const rest = part.slice(at.length).trimStart();
    part = opening(at.open) + rest;
    isEmpty = rest === "";
    good = null;
  };

  for (const token of tokens(html)) {
    const openAfter = tagsAfter(open, token);
    const needed = part.length + token.length + closing(openAfter).length;
    if (needed > most && !isEmpty) cut();
    if (part.length + token.length + closing(openAfter).length > most) {
      if (isEmpty) throw new RangeError(`${most} characters leave no room for the open tags`);
      cut();
    }
    if (isEmpty && token.trim() === "") continue;
    part += token;
    open = openAfter;
    if (!token.startsWith("<")) isEmpty = false;
    if (/\s/u.test(token) && !isEmpty) good = { length: part.length, open };
  }
  if (!isEmpty) parts.push(part);
  return parts;
}

/** Tags, entities, single characters. */
function tokens(html: string): Iterable<string> {
  return html.match(/<[^<>]*>|&(?:#\d+|#x[\da-f]+|[a-z]+);|[^]/giu) ?? [];
}

function tagsAfter(open: readonly Tag[], token: string): readonly Tag[] {
  const tag = /^<(\/?)([a-z][a-z\d-]*)[^<>]*>$/iu.exec(token);
  if (tag === null) return open;
  const name = (tag[2] ?? "").toLowerCase();
  return tag[1] === "/" ? open.slice(0, -1) : [...open, { name, whole: token }];
}

function closing(open: readonly Tag[]): string {
  return open
    .toReversed()
    .map((tag) => `</${tag.name}>`)
    .join("");
}

function opening(open: readonly Tag[]): string {
  return open.map((tag) => tag.whole).join("");
}
