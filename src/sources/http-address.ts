import { lookup } from "node:dns/promises";
import ipaddr from "ipaddr.js";

/**
 * Which addresses the fetcher may connect to. A name is resolved once, every address that it has is
 * checked, and the connection goes to a checked one: a name that changes its mind in between wins nothing.
 */

export interface CheckedAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

export type AddressCheck =
  | { readonly kind: "open"; readonly address: CheckedAddress }
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "unknown"; readonly reason: string };

/** @param allowPrivate `host:port` pairs, host as written in the URL, that may be private */
export async function checkAddress(url: URL, allowPrivate: ReadonlySet<string>): Promise<AddressCheck> {
  const host = url.hostname.replace(/^\[|\]$/gu, "");
  const addresses = await resolve(host);
  const first = addresses[0];
  if (first === undefined) return { kind: "unknown", reason: "the name has no address" };
  if (allowPrivate.has(hostAndPort(url))) return { kind: "open", address: first };
  const closed = addresses.find(({ address }) => !isPublicAddress(address));
  if (closed !== undefined) return { kind: "refused", reason: "the address is not public" };
  return { kind: "open", address: first };
}

/** `host:port` with the port that the scheme means when none is written. */
function hostAndPort(url: URL): string {
  const port = url.port === "" ? (url.protocol === "https:" ? "443" : "80") : url.port;
  return `${url.hostname.replace(/^\[|\]$/gu, "").toLowerCase()}:${port}`;
}

/** False for private, loopback, link-local, mapped, translated, reserved and test addresses. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== "unicast") return false;
  // Addresses that carry an IPv4 address inside; ipaddr.js names the usual ones, these it takes for unicast.
  return !/^(?:::|64:ff9b:|100::|2001:db8:|2002:|3fff:|5f00:)/u.test(parsed.toString());
}

async function resolve(host: string): Promise<readonly CheckedAddress[]> {
  if (ipaddr.isValid(host)) return [{ address: host, family: ipaddr.IPv6.isValid(host) ? 6 : 4 }];
  try {
    const found = await lookup(host, { all: true, order: "ipv4first" });
    return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
  } catch {
    return [];
  }
}
