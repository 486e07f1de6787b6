import type { FeedSource, SourceState } from "../domain/source.ts";

/** Which of a source's addresses is asked, and when a permanent redirect is believed. */

/** Sightings in a row: some sites send everybody elsewhere for a day. */
const STABLE_AFTER = 24;
/** While a mirror answers, the main address gets another chance every so many polls. */
const MAIN_EVERY = 12;
const FORGET_AFTER_FAILURES = 3;

type AddressState = Pick<SourceState, "learnedUrl" | "redirectTo" | "redirectSeen">;

/** In the order of asking; the first is the one that the stored validators belong to, unless it is a probe. */
export function addressesOf(source: FeedSource, state: SourceState): readonly string[] {
  const { learnedUrl, redirectSeen } = state;
  const all = [source.url, ...source.mirrors];
  if (learnedUrl === null) return all;
  if (!source.mirrors.includes(learnedUrl)) {
    return state.failures >= FORGET_AFTER_FAILURES ? all : [learnedUrl, ...source.mirrors];
  }
  const isProbe = redirectSeen > 0 && redirectSeen % MAIN_EVERY === 0;
  return isProbe ? all : [learnedUrl, ...all.filter((url) => url !== learnedUrl)];
}

/** The address to which the stored validators belong. */
export function addressOfValidators(source: FeedSource, state: AddressState): string {
  return state.learnedUrl ?? source.url;
}

/**
 * What an answer teaches about addresses.
 *
 * @param asked the address that answered
 * @param permanentUrl where only permanent redirects led from there; null when there were none
 * @param taken addresses of other sources: two sources never become one
 */
export function learnAddress(
  source: FeedSource,
  state: AddressState,
  asked: string,
  permanentUrl: string | null,
  taken: ReadonlySet<string>,
): AddressState {
  if (source.mirrors.includes(asked)) {
    const seen = state.learnedUrl === asked ? state.redirectSeen + 1 : 1;
    return { learnedUrl: asked, redirectTo: null, redirectSeen: seen };
  }
  const learnedUrl = asked === source.url ? null : asked;
  if (permanentUrl === null || !isAcceptable(asked, permanentUrl, taken)) {
    return { learnedUrl, redirectTo: null, redirectSeen: 0 };
  }
  const seen = state.redirectTo === permanentUrl ? state.redirectSeen + 1 : 1;
  if (seen < STABLE_AFTER) return { learnedUrl, redirectTo: permanentUrl, redirectSeen: seen };
  return { learnedUrl: permanentUrl, redirectTo: null, redirectSeen: 0 };
}

function isAcceptable(from: string, to: string, taken: ReadonlySet<string>): boolean {
  return !taken.has(to) && !(from.startsWith("https:") && !to.startsWith("https:"));
}

/** The host that a 429 or 503 speaks for; the whole text when it is no URL. */
export function hostOf(url: string): string {
  return URL.parse(url)?.host ?? url;
}
