import { EVENT_KINDS, type EventKind } from "../domain/kind.ts";
import type { Hit } from "./phrases.ts";
import type { ContextTag, EventForm, Tag } from "./tag.ts";
import type { Sentence } from "./text.ts";

/** One event word with what stands around it. */
export interface Claim {
  readonly kind: EventKind;
  readonly form: EventForm;
  readonly start: number;
  readonly end: number;
  readonly negated: boolean;
  readonly quoted: boolean;
}

/** A sentence as the rules see it. */
export interface Reading {
  readonly sentence: Sentence;
  readonly hits: readonly Hit[];
  readonly claims: readonly Claim[];
  has(...tags: readonly (ContextTag | Tag)[]): boolean;
  count(tag: Tag): number;
}

const KINDS_BY_NAME: ReadonlyMap<string, EventKind> = new Map(EVENT_KINDS.map((kind) => [kind, kind]));
const ONLY =
  /^(?:толькі|только|лише|тольки|only|just|адзін|один|одна|адна|менш|менее|менш|fewer|less|tylko)$/u;

export function readSentence(sentence: Sentence, hits: readonly Hit[]): Reading {
  const counts = new Map<Tag, number>();
  for (const hit of hits) counts.set(hit.tag, (counts.get(hit.tag) ?? 0) + 1);
  return {
    sentence,
    hits,
    claims: claimsOf(sentence, hits),
    has: (...tags) => tags.some((tag) => counts.has(tag)),
    count: (tag) => counts.get(tag) ?? 0,
  };
}

function claimsOf(sentence: Sentence, hits: readonly Hit[]): Claim[] {
  const negations = hits.filter((hit) => hit.tag === "neg").map((hit) => hit.start);
  const claims: Claim[] = [];
  for (const hit of hits) {
    const [kindName = "", form = ""] = hit.tag.split(".");
    const kind = KINDS_BY_NAME.get(kindName);
    if (kind === undefined) continue;
    claims.push({
      kind,
      form: form as EventForm,
      start: hit.start,
      end: hit.end,
      negated: OWN_NEGATION.has(kind) ? false : isNegated(sentence, hit, negations),
      quoted: sentence.tokens[hit.start]?.quoted === true && sentence.tokens[hit.end]?.quoted === true,
    });
  }
  return claims;
}

/** Their phrases hold the negation themselves. */
const OWN_NEGATION: ReadonlySet<EventKind> = new Set(["not_released", "incommunicado", "health"]);

/** «Не» inside the phrase, or at most two words before it with no comma between. */
function isNegated(sentence: Sentence, hit: Hit, negations: readonly number[]): boolean {
  return negations.some((at) => {
    if (at > hit.end || at < hit.start - 2) return false;
    const next = sentence.tokens[at + 1];
    if (next !== undefined && ONLY.test(next.word)) return false;
    for (let token = at + 1; token <= hit.start; token += 1) {
      if (sentence.tokens[token]?.afterBreak === true) return false;
    }
    return true;
  });
}
