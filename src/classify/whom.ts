import type { Mention } from "../domain/finding.ts";
import type { EventKind } from "../domain/kind.ts";
import { concernedIn, happensIn, isList } from "./bystanders.ts";
import type { Reading } from "./claims.ts";
import { countsOf } from "./heads.ts";
import { GOES_ON, ORDINAL } from "./lexicons/bystander-words.ts";
import { namesFollow } from "./moods.ts";
import { isSameAs, onePersonEach, within } from "./named.ts";
import { isPlural, isVague, namesSeveral } from "./plural.ts";

/** What is asked: whom did an event of this kind happen to, told in this sentence? */
export interface Asked {
  readonly kind: EventKind | null;
  /** Null when no sentence of its own tells of it. */
  readonly own: Reading | null;
  readonly people: readonly Mention[];
}

/**
 * Those of its own sentence, and of the next ones whom they add. Where its own names nobody, those of the sentences
 * that tell of the same or list names; failing these, the first whom a sentence is about.
 *
 * @param near sentences in their order
 */
export function whomItHappenedTo(asked: Asked, near: readonly Reading[]): readonly Mention[] {
  const { own, people, kind } = asked;
  const first = own === null ? [] : concernedIn(own, people, kind, true);
  const besides = own === null ? [] : within(own, people).filter((person) => !first.includes(person));
  const others = near
    .filter((reading) => reading !== own)
    .map((reading) => ({
      reading,
      found: concernedIn(reading, people, kind, false).filter(
        (person) => !besides.some((one) => isSameAs(one, person)),
      ),
    }))
    .filter(({ found }) => found.length > 0);
  if (first.length > 0 && own !== null) {
    const more = mayHaveMore(own, first);
    const added = others.filter(({ reading, found }) =>
      more && (happensIn(reading, kind) || isList(reading)) ? true : addsTo(reading, kind, found),
    );
    return inOrder([...first, ...added.flatMap(({ found }) => found)]);
  }
  const told = others.filter(({ reading }) => happensIn(reading, kind) || isList(reading));
  if (told.length > 0) return told.flatMap(({ found }) => found);
  const several = own === null || isPlural(own);
  return (several ? others : others.slice(0, 1)).flatMap(({ found }) => found);
}

function inOrder(people: readonly Mention[]): readonly Mention[] {
  return people.toSorted((a, b) => a.start - b.start);
}

/** A sentence about more people than it names. */
function mayHaveMore(own: Reading, named: readonly Mention[]): boolean {
  const known = onePersonEach(named).length;
  const [told] = countsOf(own);
  if (told !== undefined && told.n > 1) return told.n > known;
  return isVague(own) || namesSeveral(own) || namesFollow(own) || (known === 1 && isPlural(own));
}

/** «Разам з ім вызвалілі …», «Пятру Прыкладнаму далі шэсць»: the next one to whom the same happened. */
function addsTo(reading: Reading, kind: EventKind | null, [first]: readonly Mention[]): boolean {
  const { tokens } = reading.sentence;
  const unlike = reading.claims.some((claim) => claim.kind !== kind && claim.kind !== "charge");
  if (ORDINAL.test(tokens[0]?.word ?? "")) return !unlike && !ACQUITTED.test(reading.sentence.text);
  if (isBareItem(reading, first)) return true;
  if (!happensIn(reading, kind)) return isElliptic(reading);
  return (
    tokens.some(({ word }) => GOES_ON.test(word)) ||
    (kind === "sentence" && first?.start === tokens[0]?.start)
  );
}

const ACQUITTED = /апраўда|оправда|acquit|uniewinni|виправда/iu;

/** «Сядзяць: А, 5 гадоў; Б, 4 гады», «1. А. 2. Б.»: nothing but a name and a number. */
function isBareItem({ claims, sentence: { tokens } }: Reading, first: Mention | undefined): boolean {
  const opens = /^\d/u.test(tokens[0]?.raw ?? "") ? 1 : 0;
  if (claims.length > 0 || first === undefined || first.start !== tokens[opens]?.start) return false;
  const behind = tokens.filter(({ start }) => start >= first.end);
  return behind.length <= 2 && (behind.length === 0 || behind.some(({ raw }) => /^\d/u.test(raw)));
}

/** «Вместе с ним — Лилия Примерная»: the verb is the sentence's before it. */
function isElliptic({ sentence: { text, tokens } }: Reading): boolean {
  return GOES_ON.test(tokens[0]?.word ?? "") && ELLIPSIS.test(text);
}
const ELLIPSIS = /^\s*\p{L}+(?: \p{Ll}+){0,3} [—–-] \p{Lu}/u;
