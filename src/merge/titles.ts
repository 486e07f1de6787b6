import type { Origin } from "../domain/finding.ts";

const LIKE = 0.6;
const LONG = 4;

/** Do two titles of one language share most of their longer words? */
export function titlesAreAlike(a: Origin, b: Origin): boolean {
  if (a.language !== b.language) return false;
  if (a.title === b.title) return a.title !== "";
  const first = longWords(a.title);
  const second = longWords(b.title);
  if (first.size < 3 || second.size < 3) return false;
  let shared = 0;
  for (const word of first) if (second.has(word)) shared++;
  return shared / (first.size + second.size - shared) >= LIKE;
}

function longWords(title: string): ReadonlySet<string> {
  const words = title.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];
  return new Set(words.filter((word) => word.length >= LONG));
}
