/** A pasted list of names → a table for moderators: who is known, who is doubtful, who is not in the register. */
import { isMixedScript, wordsOf } from "./letters.ts";
import type { Candidate, PeopleIndex } from "./person-index.ts";

export interface ListRow {
  /** Of the pasted text, from 1. */
  readonly line: number;
  /** The name as pasted. */
  readonly text: string;
  readonly outcome: "matched" | "ambiguous" | "unknown";
  /** Only when matched. */
  readonly personId: string | null;
  /** The people who fit, or the nearest names when unknown; best first. */
  readonly candidates: readonly Candidate[];
  /** Letters of two scripts in one word: look twice. */
  readonly suspicious: boolean;
}

const MAX_ROWS = 2000;
const NUMBERING = /^[\s>*•·–—-]*(?:\d{1,4}\s*[.)]?\s+|\d{1,4}[.)]\s*|[-–—•*]\s+)?/u;
/** «сярод іх: », "including: " */
const LEAD_IN = /^[^:]{0,80}:\s+/u;
const AND = /\s+(?:і|и|ды|ды яшчэ|and|oraz)\s+/u;
const DETAILS = /\s+[–—-]\s+.*$|\(.*?\)|\[.*?\]/gu;
const REST = /^(?:і\s+|и\s+|and\s+)?(?:яшчэ|ещё|еще|іншыя|інш|другие|др|more|others|і яшчэ)(?![\p{L}])/iu;
const YEAR = /(?<!\d)(?:19[2-9]|20[01])\d(?!\d)/u;

function isFullName(part: string): boolean {
  return wordsOf(part).length >= 2;
}

/** One line may hold one name with remarks, or several names. */
function namesOf(line: string): string[] {
  if (line.trimEnd().endsWith(":")) return [];
  const plain = line.replace(NUMBERING, "").replace(LEAD_IN, "");
  const year = YEAR.exec(plain)?.[0];
  const parts = plain
    .replace(DETAILS, " ")
    .split(/[;,\t|]/u)
    .flatMap((part) => part.split(AND))
    .map((part) => part.trim())
    .filter((part) => wordsOf(part).length > 0 && !REST.test(part) && !/\d/u.test(part));
  const [first] = parts;
  if (first === undefined) return [];
  const several = parts.length > 1 && parts.every(isFullName);
  if (several) return parts;
  const [, second] = parts;
  const turned = !isFullName(first) && second !== undefined && wordsOf(second).length <= 2;
  const whole = turned && parts.length === 2 ? `${first} ${second}` : first;
  return !turned || parts.length === 2 ? [year === undefined ? whole : `${whole}, ${year}`] : parts;
}

function rowOf(text: string, line: number, index: PeopleIndex): ListRow {
  const { verdict, candidates } = index.find(text);
  const suspicious = text.split(/[\s-]+/u).some(isMixedScript);
  const outcome = verdict === "none" ? "unknown" : verdict === "one" && !suspicious ? "matched" : "ambiguous";
  return {
    line,
    text,
    outcome,
    personId: outcome === "matched" ? (candidates[0]?.id ?? null) : null,
    candidates,
    suspicious,
  };
}

/** @param pasted names by line, comma or semicolon, with numbers, years and remarks; at most 2,000 are looked at */
export function matchList(pasted: string, index: PeopleIndex): ListRow[] {
  return pasted
    .split(/\r\n|\n|\r/u)
    .flatMap((line, at) => namesOf(line).map((text) => ({ text, line: at + 1 })))
    .slice(0, MAX_ROWS)
    .map(({ text, line }) => rowOf(text, line, index));
}
