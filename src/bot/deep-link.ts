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

/** `e_ID` of an event; null when the id cannot be carried. */
export function eventPayload(eventId: string): string | null {
  const payload = `e_${eventId}`;
  return PAYLOAD.test(payload) ? payload : null;
}

export function eventIdOf(payload: string): string | null {
  return payload.startsWith("e_") ? payload.slice(2) : null;
}
