import { decodeEntities } from "./feed-entities.ts";

const MAX_URL = 2000;

/**
 * A link as feeds write it → an http(s) URL.
 *
 * @param base what relative links start from; null when the feed names none
 * @returns the link as written where it is whole; the relative path itself when nothing completes it;
 *   null when it is no link to a page
 */
export function feedLink(raw: string, base: string | null): string | null {
  const link = decodeEntities(decodeEntities(raw))
    .replace(/[[\p{Cc}\s\u200b\ufeff]--[ ]]+/gv, "")
    .trim()
    .replaceAll(" ", "%20");
  if (link === "" || link.length > MAX_URL) return null;
  if (/^https?:\/\//iu.test(link)) return URL.canParse(link) ? link : null;
  if (/^[a-z][a-z\d+.-]*:/iu.test(link)) return null;
  if (link.startsWith("//")) return URL.canParse(`https:${link}`) ? `https:${link}` : null;
  if (base !== null) return URL.parse(link, base)?.href ?? null;
  return /^www\.[^/]+\.[a-z]/iu.test(link) ? `https://${link}` : link;
}

/** Each `xml:base` starts from the one around it. */
export function baseWithin(outer: string | null, inner: string | undefined): string | null {
  if (inner === undefined) return outer;
  const url = outer === null ? URL.parse(inner) : URL.parse(inner, outer);
  return url !== null && /^https?:$/u.test(url.protocol) ? url.href : outer;
}
