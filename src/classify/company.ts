import type { EventKind } from "../domain/kind.ts";
import type { Reading } from "./claims.ts";
import { AFTER_WHOM, FOR, RELATIVE, TOGETHER, WITH } from "./lexicons/bystander-words.ts";
import { CALLED_WITHIN, type Place } from "./name-place.ts";

/** Words between a relative pronoun and a name in its clause. */
const CLAUSE_WITHIN = 6;

/** «…, якога судзіў Прыкладны», «после встречи с Примерным», «вслед за Примерной»: told of beside the main one. */
export function standsWith(reading: Reading, { first, before }: Place, kind: EventKind | null): boolean {
  const { tokens } = reading.sentence;
  for (let at = first - 1; at >= 0 && first - at <= CLAUSE_WITHIN; at -= 1) {
    const word = tokens[at]?.word ?? "";
    if (reading.claims.some((claim) => claim.kind === kind && claim.start === at)) return false;
    if (tokens[at]?.afterBreak === true && RELATIVE.test(word)) return at > 0;
    if (tokens[at + 1]?.afterBreak === true) return false;
    if (at <= before || first - at > CALLED_WITHIN) continue;
    const [two, one] = [tokens[at - 2]?.word ?? "", tokens[at - 1]?.word ?? ""];
    if (FOR.test(word) && (AFTER_WHOM.test(one) || AFTER_WHOM.test(two))) return true;
    if (WITH.test(word) && first - at <= 2 && kind !== null && LONE.has(kind))
      return !TOGETHER.test(one) || !isClauseOf(reading, at, kind);
  }
  return false;
}
/** Does the clause of this word tell of the event? «Прыкладны, арыштаваны разам з Тэставым, выйшаў» does not. */
function isClauseOf({ claims, sentence: { tokens } }: Reading, at: number, kind: EventKind): boolean {
  const from = tokens.findLastIndex((token, place) => place <= at && token.afterBreak);
  const next = tokens.findIndex((token, place) => place > at && token.afterBreak);
  return claims.some(
    (claim) =>
      claim.kind === kind && claim.form === "done" && claim.start >= from && (next < 0 || claim.start < next),
  );
}

/** Kinds of which nobody says that they happen «with» somebody, as a connection is lost with one. */
const LONE: ReadonlySet<EventKind> = new Set([
  "release",
  "pardon",
  "deportation",
  "arrest",
  "sentence",
  "charge",
]);
