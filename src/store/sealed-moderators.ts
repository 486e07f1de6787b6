import type { Moderator } from "../domain/moderator.ts";
import type { Keys } from "./seal.ts";

/** Instants as milliseconds. */
type Sealed = Omit<Moderator, "who" | "version" | "lockedUntil" | "sessionUntil" | "waiting"> & {
  readonly lockedUntil: number | null;
  readonly sessionUntil: number | null;
  readonly waiting: { readonly text: string; readonly at: number } | null;
};

/** A version of a row does not open as another: an older session cannot be put back. */
function boundTo(who: string, version: number): string {
  return `moderator ${who} ${String(version)}`;
}

export function sealModerator(keys: Keys, moderator: Moderator): Buffer {
  const { who, version, lockedUntil, sessionUntil, waiting, ...rest } = moderator;
  const sealed: Sealed = {
    ...rest,
    lockedUntil: lockedUntil?.getTime() ?? null,
    sessionUntil: sessionUntil?.getTime() ?? null,
    waiting: waiting === null ? null : { text: waiting.text, at: waiting.at.getTime() },
  };
  return keys.moderators.seal(Buffer.from(JSON.stringify(sealed)), boundTo(who, version));
}

export function openModerator(
  keys: Keys,
  { who, version, sealed }: { readonly who: string; readonly version: number; readonly sealed: Uint8Array },
): Moderator {
  const plain = keys.moderators.unseal(sealed, boundTo(who, version)).toString();
  const { lockedUntil, sessionUntil, waiting, ...rest } = JSON.parse(plain) as Sealed;
  return {
    ...rest,
    who,
    version,
    lockedUntil: lockedUntil === null ? null : new Date(lockedUntil),
    sessionUntil: sessionUntil === null ? null : new Date(sessionUntil),
    waiting: waiting === null ? null : { text: waiting.text, at: new Date(waiting.at) },
  };
}
