import type { Sources } from "../domain/source.ts";

const LOOPBACK: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * The URL when an alert may link to it, else null: https, a host of the source list (`allowedHosts`, host
 * names or `host:port`; a leading `www.` makes no difference), no user name, no punycode, nothing in the
 * host that a parser would have to repair. Plain http only for loopback hosts of that list.
 */
export function safeLink(raw: string | null, allowedHosts: ReadonlySet<string>): string | null {
  if (raw === null || raw.length > 1000 || !hasPlainAuthority(raw) || !URL.canParse(raw)) return null;
  const url = new URL(raw);
  const isLoopback = LOOPBACK.has(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback)) return null;
  if (url.username !== "" || url.password !== "") return null;
  if (url.hostname.split(".").some((label) => label.startsWith("xn--"))) return null;
  return isAllowed(url, allowedHosts) ? url.href : null;
}

/** Scheme, two slashes, a host of plain ASCII letters, perhaps a port: checked before any parser repairs it. */
function hasPlainAuthority(raw: string): boolean {
  return /^https?:\/\/(?:[a-z\d.-]+|\[[a-f\d:]+\])(?::\d{1,5})?(?:[/?#][!-[\]-~\u{A1}-\u{10FFFF}]*)?$/iu.test(
    raw,
  );
}

function isAllowed(url: URL, allowedHosts: ReadonlySet<string>): boolean {
  const bare = url.hostname.replace(/^www\./u, "");
  const names = url.port === "" ? [bare, `www.${bare}`] : [url.host];
  if (names.some((name) => allowedHosts.has(name))) return true;
  return LOOPBACK.has(url.hostname) && allowedHosts.has(url.hostname);
}

/** The hosts of the source list, as `safeLink` wants them: names, and `host:port` where a port is given. */
export function hostsOf({ feeds, trackers }: Sources): ReadonlySet<string> {
  const urls = [...feeds, ...trackers].flatMap(({ url, mirrors }) => [url, ...mirrors]);
  return new Set(urls.filter((url) => URL.canParse(url)).map((url) => new URL(url).host));
}
