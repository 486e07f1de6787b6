/** People in running text: who is named where, and whether it is safe to say who it is. */
import type { Mention } from "../domain/finding.ts";
import { foldHomoglyphs, isMixedScript } from "./letters.ts";
import { type QueryWord, hearName } from "./name.ts";
import { followsOffice, isAdjective, isInstitution, isOrdinaryWord, surnameLook } from "./not-people.ts";
import { isRuler } from "./rulers.ts";
import { type Hit, judge } from "./verdict.ts";
import { type NameRun, type TextWord, nameRuns } from "./text-words.ts";

/** Looks up words in the register without correcting typing errors. */
export type Lookup = (words: readonly QueryWord[]) => readonly Hit[];

/** What a capitalised word may be in a name. */
interface Piece {
  readonly word: TextWord;
  /** More than one for a hyphenated word. */
  readonly heard: readonly QueryWord[];
  readonly ordinary: boolean;
  readonly given: boolean;
  readonly patronymic: boolean;
  readonly initial: boolean;
  readonly surname: "strong" | "weak" | "none";
}

interface Span {
  readonly pieces: readonly Piece[];
  readonly run: NameRun;
  /** Lower-case words before it, nearest last. */
  readonly before: readonly string[];
  readonly bare: boolean;
  /** Nothing but the register can tell that it is a person. */
  readonly doubtful: boolean;
}

const MAX_TEXT = 60_000;
const MAX_CANDIDATES = 5;
const EXACT = 0.12;
/** Enough for an oblique case beside an initial. */
const NEAR_SURNAME = 0.46;
const SHORTEST_BARE = 4;

function pieceOf(word: TextWord): Piece {
  const heard = hearName(word.text);
  const ordinary = isOrdinaryWord(foldHomoglyphs(word.text).toLowerCase());
  const [first] = heard;
  const given = heard.length > 0 && heard.every((part) => part.given.length > 0);
  const fathers = first?.fathers ?? null;
  // A single capital without a dot is a preposition: «О Николае», «У Мінску».
  const letter = !word.initial && first?.isInitial === true;
  return {
    word,
    heard,
    ordinary: ordinary || letter,
    given: given && !ordinary && !letter,
    patronymic: fathers !== null && fathers.length > 0,
    initial: word.initial,
    surname: surnameLook(word.text.toLowerCase()),
  };
}

/** How many pieces from `at` on are one full name; 0 when none begins there. */
function fullNameAt(pieces: readonly Piece[], at: number): number {
  const piece = (offset: number): Piece | undefined => pieces[at + offset];
  const isSurname = (one: Piece | undefined): boolean => one !== undefined && !one.initial && !one.ordinary;
  const first = piece(0);
  if (first === undefined) return 0;
  if (first.given && !first.initial) {
    if (piece(1)?.patronymic === true && isSurname(piece(2))) return 3;
    if (piece(1)?.initial === true && isSurname(piece(2))) return 3;
    if (
      piece(1)?.given === true &&
      piece(2)?.surname === "strong" &&
      isSurname(piece(2)) &&
      piece(1)?.surname === "none"
    )
      return 3;
    if (isSurname(piece(1))) return 2;
  }
  if (first.initial) {
    if (piece(1)?.initial === true && isSurname(piece(2))) return 3;
    return isSurname(piece(1)) ? 2 : 0;
  }
  if (!isSurname(first)) return 0;
  if (piece(1)?.initial === true) return piece(2)?.initial === true ? 3 : 2;
  if (piece(1)?.given !== true) return 0;
  if (piece(2)?.patronymic === true && !isSurname(piece(3))) return 3;
  return first.surname !== "none" && !isSurname(piece(2)) ? 2 : 0;
}

/** Two words that no table knows are a name when the register has just that one: a foreign name, an added spelling. */
function isRegistered(pieces: readonly Piece[], lookup: Lookup): boolean {
  const hits = lookup(pieces.flatMap(({ heard }) => heard));
  const [first] = hits;
  return first?.given === "same" && first.surname <= EXACT && judge(hits) !== "none";
}

function spansOf(run: NameRun, lookup: Lookup): Span[] {
  const pieces = run.words.map(pieceOf);
  const spans: Span[] = [];
  for (let at = 0; at < pieces.length;) {
    const before = [...run.before, ...run.words.slice(0, at).map(({ text }) => text.toLowerCase())];
    const length = fullNameAt(pieces, at);
    if (length > 0) {
      spans.push({ pieces: pieces.slice(at, at + length), run, before, bare: false, doubtful: false });
      at += length;
      continue;
    }
    const [piece, next] = [pieces[at], pieces[at + 1]];
    at++;
    if (piece === undefined || piece.ordinary || piece.initial) continue;
    const alone = next === undefined || next.ordinary || next.given || next.initial;
    if (!alone && piece.surname !== "strong" && next.surname !== "none") {
      // Two unknown words of which the second looks like a surname: a foreign given name, or an institution.
      const doubtful = next.surname !== "strong" || isAdjective(piece.word.text);
      spans.push({ pieces: [piece, next], run, before, bare: false, doubtful });
      at++;
    } else if (!alone && isRegistered([piece, next], lookup)) {
      spans.push({ pieces: [piece, next], run, before, bare: false, doubtful: false });
      at++;
    } else spans.push({ pieces: [piece], run, before, bare: true, doubtful: isDoubtfulAlone(piece, run) });
  }
  return spans;
}

function isDoubtfulAlone(piece: Piece, run: NameRun): boolean {
  if (piece.surname === "none" || piece.given) return true;
  if (isAdjective(piece.word.text) && isInstitution(run.after)) return true;
  return piece.surname === "weak" && piece.word.opens;
}

function placeOf(text: string, span: Span): Pick<Mention, "text" | "start" | "end" | "suspicious"> {
  const start = span.pieces[0]?.word.start ?? 0;
  const end = span.pieces.at(-1)?.word.end ?? start;
  const suspicious = span.pieces.some(({ word }) => word.text.split(/[-‑]/u).some(isMixedScript));
  return { text: text.slice(start, end), start, end, suspicious };
}

function isSameGiven({ given }: Hit): boolean {
  return given !== "other" && given !== "near";
}

function candidatesOf(hits: readonly Hit[]): string[] {
  const near = (hits[0]?.distance ?? Infinity) + EXACT;
  return hits
    .filter(({ distance }) => distance <= near)
    .slice(0, MAX_CANDIDATES)
    .map(({ id }) => id);
}

interface Draft extends Mention {
  /** A word that begins a sentence and may be any: a person only when the text names one of that surname. */
  readonly tentative: boolean;
}

function mentionOf(text: string, span: Span, lookup: Lookup): Draft | null {
  const place = placeOf(text, span);
  const words = span.pieces.flatMap(({ heard }) => heard);
  if (isRuler(words)) return null;
  const hits = lookup(words).filter((hit) => hit.surname <= NEAR_SURNAME && isSameGiven(hit));
  const verdict = judge(hits);
  const [first] = hits;
  const known = first !== undefined && verdict !== "none" && !(span.bare && first.surname > EXACT);
  const opens = span.pieces[0]?.word.opens === true;
  const tentative = span.bare && span.doubtful && (opens || place.text.length < SHORTEST_BARE);
  if (!known && (span.doubtful || span.run.quoted) && !tentative) return null;
  if (followsOffice(span.before) && (!known || span.bare)) return null;
  const safe = known && verdict === "one" && !place.suspicious;
  const personId = safe && !(span.bare && span.doubtful) ? first.id : null;
  return { ...place, personId, candidates: known ? candidatesOf(hits) : [], tentative };
}

/** A bare surname after a full name is the same person, if only one such was named. */
function resolveBare(drafts: readonly Draft[], lookup: Lookup): Mention[] {
  const linked = new Set(drafts.flatMap(({ personId }) => personId ?? []));
  return drafts.flatMap(({ tentative, ...mention }) => {
    const isBare = mention.personId === null && !mention.suspicious && !/\s/u.test(mention.text);
    const named = !isBare || linked.size === 0 ? [] : lookup(hearName(mention.text));
    const own = named.filter(({ id, surname }) => linked.has(id) && surname <= EXACT);
    const [only] = own;
    if (own.length === 1 && only !== undefined) return [{ ...mention, personId: only.id }];
    return tentative ? [] : [mention];
  });
}

/** @returns the people named in the text, in their order, known and unknown */
export function linkText(text: string, lookup: Lookup): readonly Mention[] {
  const cut = text.slice(0, MAX_TEXT);
  const mentions = nameRuns(cut)
    .flatMap((run) => spansOf(run, lookup))
    .map((span) => mentionOf(cut, span, lookup))
    .filter((mention) => mention !== null);
  return resolveBare(mentions, lookup);
}
