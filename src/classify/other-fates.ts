import type { EventKind } from "../domain/kind.ts";
import type { Reading } from "./claims.ts";
import { REMAINS, STILL } from "./lexicons/bystander-words.ts";
import type { Place } from "./name-place.ts";

/** Words between a name and the verb that is its own. */
const OWN_WITHIN = 3;
const FREEING: ReadonlySet<EventKind> = new Set(["release", "pardon"]);
const TAKING: ReadonlySet<EventKind> = new Set(["arrest", "sentence"]);

/** Does the sentence tell something else of this one: that he stays inside, or that the other thing happened to him? */
export function hasOtherFate(reading: Reading, place: Place, kind: EventKind | null): boolean {
  return remains(reading, place) || isStillThere(reading, place) || meetsOther(reading, place, kind);
}

/** «Сам Прыкладны застаецца за кратамі», «Выдру пакінулі ў турме». */
function remains({ sentence: { tokens } }: Reading, { last }: Place): boolean {
  for (let at = last + 1; at <= last + OWN_WITHIN; at += 1) {
    const token = tokens[at];
    if (token === undefined || token.afterBreak) return false;
    if (REMAINS.test(token.word)) return true;
  }
  return false;
}

/** «Их сын Глеб Примерный еще в колонии», "… is still behind bars". */
function isStillThere({ sentence }: Reading, { last }: Place): boolean {
  const behind = sentence.text.slice((sentence.tokens[last]?.end ?? 0) - sentence.start).slice(0, 60);
  return STILL.test(behind);
}

/** «Ольгу Примерную задержали, Петра отпустили»: of two fates the verb right behind the name tells hers. */
function meetsOther(
  { claims, sentence: { tokens } }: Reading,
  { last }: Place,
  kind: EventKind | null,
): boolean {
  if (kind === null || !(FREEING.has(kind) || TAKING.has(kind))) return false;
  const own = claims.find((claim) => claim.start > last && claim.start <= last + 2);
  if (own === undefined || own.form !== "done" || tokens[own.start]?.afterBreak === true) return false;
  if (own.kind === kind) return own.negated;
  return FREEING.has(kind) ? TAKING.has(own.kind) : FREEING.has(own.kind);
}
