/** What feeds and lists may hold and PostgreSQL cannot: NUL, and halves of a surrogate pair. */
const NUL = "\0";
const REPLACEMENT = "\u{FFFD}";
/** As JSON writes them; text that only looks so is read once more for nothing. */
const ESCAPED = /\\u(?:0000|d[89a-f])/;

export function cleanText(text: string): string {
  const whole = text.toWellFormed();
  return whole.includes(NUL) ? whole.replaceAll(NUL, REPLACEMENT) : whole;
}

/** @returns the value as JSON text, with all strings clean */
export function cleanJson(value: unknown): string {
  const text = JSON.stringify(value);
  return ESCAPED.test(text) ? JSON.stringify(cleaned(JSON.parse(text))) : text;
}

/** @param value what JSON keeps as it is */
export function clean<T>(value: T): T {
  return JSON.parse(cleanJson(value)) as T;
}

function cleaned(value: unknown): unknown {
  if (typeof value === "string") return cleanText(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, of]) => [cleanText(key), cleaned(of)]));
}
