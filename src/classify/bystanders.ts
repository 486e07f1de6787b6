import type { Mention } from "../domain/finding.ts";
import type { EventKind } from "../domain/kind.ts";
import type { Reading } from "./claims.ts";
import {
  ABOUT,
  AGENT,
  AMONG_THEM,
  AUTHOR,
  CASE,
  CAUSE,
  COURT,
  EARLIER,
  HIMSELF,
  HIS,
  LISTS,
  LOCATIVE,
  MEETS,
  MET_BY,
  OFFICE,
  SAYS,
  SAYS_ENGLISH,
  THEM,
  THESE,
} from "./lexicons/bystander-words.ts";
import {
  CALLED_WITHIN,
  isFamilyAt,
  isJoined,
  isTopic,
  type Place,
  placeOf,
  TOPIC_WITHIN,
} from "./name-place.ts";
import { within } from "./named.ts";
import { standsWith } from "./company.ts";
import { hasOtherFate } from "./other-fates.ts";
import { nominative } from "../people/nominative.ts";

/** Words between a verb of saying and who says it: «паведаміла былая палітзняволеная журналістка …». */
const SAID_WITHIN = 6;
const TRIAL: ReadonlySet<EventKind> = new Set(["sentence", "charge"]);
const FREEING: ReadonlySet<EventKind> = new Set(["release", "pardon", "deportation"]);

/**
 * The people of a sentence that an event may have happened to. Who tells of it, judges, defends, bargains or waits
 * at the gate is named beside it: «вызвалены, паведаміла яго жонка Марыя Прыкладная» frees nobody of that name.
 *
 * @param own the sentence that tells of the event; in the others who is named must be what they are about, in a list,
 * or meet the same event
 */
export function concernedIn(
  reading: Reading,
  people: readonly Mention[],
  kind: EventKind | null,
  own: boolean,
): readonly Mention[] {
  const happens = own || happensIn(reading, kind);
  if (!own && isEarlier(reading)) return [];
  const lists = isList(reading);
  const here = within(reading, people);
  return here.filter((person) => {
    const place = placeOf(reading, person, here);
    if (standsBeside(reading, place, person) || standsWith(reading, place, kind)) return false;
    if (hasOtherFate(reading, place, kind)) return false;
    if (kind !== null && TRIAL.has(kind) && isCalled(reading, place, COURT)) return false;
    if (own || isHimself(reading, place)) return true;
    if (happens) return !isHandedTo(reading, place);
    if (speaksOn(reading, place) || isCalled(reading, place, OFFICE) || isKinBefore(reading, place))
      return false;
    return lists || reading.sentence.inTitle || isTopic(reading, place, here);
  });
}

/** Does a sentence tell of this event, too? Who is freed may be told to be taken abroad. */
export function happensIn({ claims }: Reading, kind: EventKind | null): boolean {
  return claims.some(
    (claim) =>
      kind !== null &&
      claim.form === "done" &&
      !claim.negated &&
      (claim.kind === kind || (FREEING.has(kind) && FREEING.has(claim.kind))),
  );
}

/** «Это Иван Образцов, …», «Сярод вызваленых — …», «Імёны: …». */
export function isList({ sentence: { tokens, text } }: Reading): boolean {
  if (AMONG_THEM.test(text)) return true;
  return tokens
    .slice(0, TOPIC_WITHIN)
    .some(
      ({ word, afterBreak }, at) =>
        ((at === 0 || afterBreak) && THESE.test(word)) || (at < 3 && LISTS.test(word)),
    );
}

function isEarlier({ sentence: { inTitle, tokens } }: Reading): boolean {
  return (
    !inTitle &&
    tokens.some(
      // A year far in may be of anything; «раней тэрміну» is a release of now.
      ({ word }, at) =>
        EARLIER.test(word) && (at < 3 || !/^\d/u.test(word)) && !TERM.test(tokens[at + 1]?.word ?? ""),
    )
  );
}
const TERM = /^(?:тэрмін\p{L}*|срока)$/u;

/** Roles that no event happens to, wherever they are told of. */
function standsBeside(reading: Reading, place: Place, person: Mention): boolean {
  return (
    isTold(reading, place, person) ||
    endsQuote(reading, place) ||
    hasKin(reading, place, person) ||
    meets(reading, place, person) ||
    isCase(reading, place) ||
    isCause(reading, place, person) ||
    isSpeaker(reading, person)
  );
}

/**
 * «Паведаміла яго жонка …», «по словам адвоката …», "said her mother …". A prisoner whom the register knows tells by
 * himself that he is free.
 */
function isTold(reading: Reading, { first, before }: Place, { personId }: Mention): boolean {
  const { tokens } = reading.sentence;
  for (let at = first - 1; at > before && first - at <= SAID_WITHIN; at -= 1) {
    const word = tokens[at]?.word ?? "";
    if (tokens[at + 1]?.afterBreak === true || ABOUT.test(word) || HIMSELF.test(word)) return false;
    const says =
      SAYS.test(word) || (SAYS_ENGLISH.test(word) && (at === 0 || tokens[at]?.afterBreak === true));
    if (says) return personId === null || first - at > 1;
  }
  return false;
}

/** «…, envoy John Example said»: the verb ends what it tells of, so what was told stands before. */
function endsQuote({ sentence: { tokens } }: Reading, { first, last }: Place): boolean {
  const word = tokens[last + 1]?.word ?? "";
  const next = tokens[last + 2];
  const opens = tokens.slice(Math.max(1, first - CALLED_WITHIN), first + 1).some((token) => token.afterBreak);
  return opens && (SAYS.test(word) || SAYS_ENGLISH.test(word)) && (next === undefined || next.afterBreak);
}

/** «Об этом рассказал сам Иван Образцов»: he of whom all the text is. */
function isHimself({ sentence: { tokens } }: Reading, { first }: Place): boolean {
  return HIMSELF.test(tokens[first - 1]?.word ?? "") && SAYS.test(tokens[first - 2]?.word ?? "");
}

/** «Анна Примерная: «Мой брат Иван Примерный на свободе»»: of two names the one behind the quotation mark is meant. */
function isSpeaker({ sentence }: Reading, { end }: Mention): boolean {
  const behind = sentence.text.slice(end - sentence.start);
  return /^\s*:\s*[«"“„]/u.test(behind) && /\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+/u.test(behind);
}

/** «Ганна Прыкладная паведаміла …». */
function speaksOn({ sentence: { tokens } }: Reading, { last }: Place): boolean {
  return [1, 2].some((step) => {
    const word = tokens[last + step]?.word ?? "";
    return SAYS.test(word) || SAYS_ENGLISH.test(word);
  });
}

function isCalled({ sentence: { tokens } }: Reading, { first, before }: Place, office: RegExp): boolean {
  for (let at = first - 1; at > before && first - at <= CALLED_WITHIN; at -= 1) {
    if (tokens[at + 1]?.afterBreak === true) return false;
    if (office.test(tokens[at]?.word ?? "")) return true;
  }
  return false;
}

function isHandedTo(reading: Reading, place: Place): boolean {
  return isCalled(reading, place, OFFICE) && isCalled(reading, place, /^(?:to|by|with|przez|konsulowi)$/u);
}

/** «Ее парень Виталий», «Мать, Эмма Примерная, …»; but not «Иван и его сын Пётр». */
function isKinBefore(reading: Reading, { first, before }: Place): boolean {
  const isKin = first > 0 && first - 1 > before && isFamilyAt(reading, first - 1);
  return isKin && !(before >= 0 && isJoined(reading, before, first));
}

/** «Затрымалі жонку палітвязня Івана Прыкладнага», "Ivan Example's wife": it happened to the one without a name. */
function hasKin(reading: Reading, { first, last, before }: Place, { text }: Mention): boolean {
  const { tokens } = reading.sentence;
  if (/['’]s$/u.test(text)) return isFamilyAt(reading, last + 1) || isOwner(reading, last, before);
  for (let at = first - 1; at > before && first - at <= CALLED_WITHIN; at -= 1) {
    if (tokens[at + 1]?.afterBreak === true) return false;
    if (!isFamilyAt(reading, at)) continue;
    if (tokens[at + 1]?.word === "of") return true;
    return !HIS.test(tokens[at - 1]?.word ?? "") && isOblique(text) && !agree(tokens[at]?.word ?? "", text);
  }
  return false;
}

/** «Жонку Лідзію» is she herself, «жонку Лідзіі» another. */
function agree(kin: string, name: string): boolean {
  return /[ую]$/u.test(kin) && /^\S+[ую](?:\s|$)/u.test(name);
}

/** "Lawyer Ann Example's client": beside another name. */
function isOwner({ claims }: Reading, last: number, before: number): boolean {
  return before >= 0 && !claims.some(({ start }) => start > last && start <= last + 2);
}

function isOblique(name: string): boolean {
  return nominative(name, "be") !== name || nominative(name, "ru") !== name;
}

/** «Их встретила Анна Примерная», «чакала яе дачка Марыля», "welcomed by Ann Example". */
function meets(reading: Reading, { first, before }: Place, { text }: Mention): boolean {
  const { tokens } = reading.sentence;
  const [two, one] = [tokens[first - 2]?.word ?? "", tokens[first - 1]?.word ?? ""];
  if ((THEM.test(two) && MEETS.test(one)) || (MET_BY.test(two) && one === "by")) return true;
  for (let at = first - 1; at > before && first - at <= CALLED_WITHIN; at -= 1) {
    if (tokens[at + 1]?.afterBreak === true) return false;
    if (MEETS.test(tokens[at]?.word ?? "")) return !isOblique(text);
  }
  return false;
}

/** «Па справе Прыкладнага», «по «делу Примерного»». */
function isCase({ sentence: { tokens } }: Reading, { first }: Place): boolean {
  return CASE.test(tokens[first - 1]?.word ?? "") && tokens[first]?.afterBreak !== true;
}

/** «За абразу суддзі Прыкладнай», «пост о Примерном», «Аўтар: …», «у Гомелі»: no event of theirs. */
function isCause(reading: Reading, place: Place, { text }: Mention): boolean {
  const { tokens } = reading.sentence;
  const { first } = place;
  const before = tokens[first - 1]?.word ?? "";
  if (/^\p{Lu}{2,4}$/u.test(text) || (!text.includes(" ") && LOCATIVE.test(before))) return true;
  const credited = [1, 2].some((step) => AUTHOR.test(tokens[first - step]?.word ?? ""));
  if (credited || isCalled(reading, place, AGENT)) return true;
  // «Паэт Прыкладны, аўтар кнігі пра Тэставага, …».
  if (place.before >= 0 && ABOUT.test(before) && tokens[first]?.afterBreak !== true) return true;
  return isCalled(reading, place, CAUSE);
}
