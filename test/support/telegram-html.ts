const KNOWN_TAGS = new Set(
  "b strong i em u ins s strike del a code pre blockquote span tg-spoiler tg-emoji tg-time".split(" "),
);
const TAG = /<(\/?)([a-z][a-z0-9-]*)((?:\s[^<>]*)?)>/giu;

export type ParsedHtml =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly description: string };

/** Reads a text as Telegram's HTML mode does: known tags only, all closed in order, no bare `<`. */
export function parseTelegramHtml(html: string): ParsedHtml {
  const open: string[] = [];
  let plain = "";
  let at = 0;
  for (const match of html.matchAll(TAG)) {
    const [whole, slash = "", rawName = ""] = match;
    const name = rawName.toLowerCase();
    if (!KNOWN_TAGS.has(name))
      return refused(`Unsupported start tag "${name}" at byte offset ${match.index}`);
    const between = html.slice(at, match.index);
    if (between.includes("<")) return refused(`Unsupported start tag at byte offset ${at}`);
    plain += between;
    at = match.index + whole.length;
    if (slash === "") open.push(name);
    else if (open.pop() !== name) return refused(`Unmatched end tag at byte offset ${match.index}`);
  }
  const rest = html.slice(at);
  if (rest.includes("<")) return refused(`Unsupported start tag at byte offset ${at}`);
  const unclosed = open.at(-1);
  if (unclosed !== undefined) return refused(`Can't find end tag corresponding to start tag "${unclosed}"`);
  return { ok: true, text: unescapeEntities(plain + rest) };
}

function refused(why: string): ParsedHtml {
  return { ok: false, description: `Bad Request: can't parse entities: ${why}` };
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"' };

function unescapeEntities(text: string): string {
  return text.replaceAll(/&(lt|gt|amp|quot|#\d{1,7}|#x[0-9a-f]{1,6});/giu, (whole, name: string) => {
    if (name.startsWith("#x")) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
    if (name.startsWith("#")) return String.fromCodePoint(Number(name.slice(1)));
    return ENTITIES[name.toLowerCase()] ?? whole;
  });
}
