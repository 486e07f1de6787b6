import type { EventKind } from "../domain/kind.ts";

/**
 * How a word tells of an event: `done` says it happened («вызвалілі», "was freed"); `part` is a participle that
 * may be mere background («асуджаны на тры гады блогер»); `noun` names it («вызваленне»); `will` puts it ahead of
 * us or wishes it («вызваліць», "will be freed").
 */
export type EventForm = "done" | "part" | "noun" | "will";
export type EventTag = `${EventKind}.${EventForm}`;

/** Words that say how to read the event words beside them. */
export const CONTEXT_TAGS = [
  "neg", // не, not
  "call", // somebody demands or asks
  "cond", // if, could, might
  "plan", // promised, expected, prepared
  "deny", // refuted, rumours
  "anniv", // a year ago, anniversary
  "recap", // since January: a period is summed up
  "tally", // how many there are, no event
  "analysis", // why, experts
  "interview", // told us, recalls
  "learned", // it became known: makes a noun an event
  "speech", // said, commented
  "remain", // still behind bars: a state, nothing new
  "by", // Belarus
  "byWeak", // words that Belarusian news use, and others too
  "polit", // a political case
  "person", // a human being
  "foreign", // another country's matter
  "abroad", // it happened in a neighbouring country
  "crime", // an ordinary crime
  "pow", // prisoners of war
  "art", // films, albums, books
  "thing", // the object is no person: tax, post, territory, video
  "petition", // asks to be pardoned
  "former", // a former prisoner
  "custody", // prison words
  "restored", // contact is back
  "about", // ≈
  "least", // ≥
  "most", // ≤
  "more", // another N
  "abroadTo", // taken to
  "passive", // was being
] as const;
export type ContextTag = (typeof CONTEXT_TAGS)[number];

export type GroundTag =
  | "ground.term_served"
  | "ground.pardon"
  | "ground.amnesty"
  | "ground.exchange"
  | "ground.deal"
  | "ground.parole_or_softening"
  | "ground.case_closed"
  | "ground.health"
  | "ground.stays"
  | "ground.repatriated";

export type Tag = EventTag | ContextTag | GroundTag;

/**
 * Phrases by tag, one a line or between semicolons. A phrase is words with spaces between; `a|b` either, `x{a,b}`
 * each ending, `@name` a paradigm's endings, `stem*` anything that starts so, `#` a number, `&` a person's name, `_3` up to three words.
 */
export type Lexicon = Readonly<Partial<Record<Tag, string>>>;
