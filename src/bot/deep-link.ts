/** Telegram allows these signs and 64 of them behind `?start=`. */
const PAYLOAD = /^[\w-]{1,64}$/u;

/** `p_viasna-list__123` for `viasna-list:123`; null when the id cannot be carried and read back. */
export function startPayload(personId: string): string | null {
  const payload = `p_${personId.replaceAll(":", "__")}`;
  return PAYLOAD.test(payload) && personIdOf(payload) === personId ? payload : null;
}

export function personIdOf(payload: string): string | null {
  return payload.startsWith("p_") ? payload.slice(2).replaceAll("__", ":") : null;
}
