import type { EventKind } from "../../domain/kind.ts";
import { formatNumber } from "../grammar.ts";
import { nounHeadline, subjectText } from "../headline.ts";
import type { AlertText, Subject } from "../alert-text.ts";
import { vocabulary } from "./vocabulary.ts";

/** What is said behind the name: «Maryia Prykladnaja released». */
const PREDICATES: Readonly<Partial<Record<EventKind, string>>> = {
  release: "released",
  pardon: "pardoned",
  arrest: "arrested",
  charge: "charged",
  sentence: "sentenced",
  death: "died in custody",
  recognition: "recognised as",
  deportation: "taken out of the country",
  not_released: "not released as expected",
};

function headline(kind: EventKind, subject: Subject): string {
  const predicate = PREDICATES[kind];
  if (predicate === undefined || subject.type === "none" || isUnsure(subject))
    return nounHeadline("en", vocabulary, kind, subject);
  const who = subjectText("en", vocabulary, subject);
  const started = who.charAt(0).toUpperCase() + who.slice(1);
  return kind === "recognition"
    ? `${started} ${predicate} ${isOne(subject) ? "a political prisoner" : "political prisoners"}`
    : `${started} ${predicate}`;
}

/** A name in a form that nobody knows, perhaps bent by another language's grammar, cannot be a subject. */
function isUnsure(subject: Subject): boolean {
  return subject.type === "one" && subject.gender === null;
}

function isOne(subject: Subject): boolean {
  return subject.type === "one" || (subject.type === "count" && subject.count.n === 1);
}

export const alert: AlertText = {
  headline,
  cautious: (kind, subject) => `${nounHeadline("en", vocabulary, kind, subject)} — not confirmed`,
  contested: (kind, subject) => `${nounHeadline("en", vocabulary, kind, subject)} — sources disagree`,
  confirmedByPrimary: "Confirmed.",
  confirmedByModerators: "Checked by our moderators.",
  confirmedByTwo: "Confirmed by independent newsrooms.",
  confirmedByRecord: "From the list of political prisoners.",
  unconfirmed: "Not confirmed yet: only one source says so. We will tell you when more is known.",
  disputed: "Sources contradict one another. We will tell you when more is known.",
  sources: (n) => (n === 1 ? "Source" : "Sources"),
  countsDiffer: "Sources give different numbers:",
  among: "Among them",
  names: "Names",
  moreNames: (n) => `and ${formatNumber("en", n)} more`,
  inCustodyFor: (days) => `In custody: ${days}`,
  details: {
    facility: "Where",
    sentence: "Sentence",
    article: "Article",
    court: "Court",
    destination: "Where to",
    mediator: "Mediator",
    since: "Since",
  },
  note: "From the moderators",
  inSourcesWords: "In the sources’ words",
  updated: (date) => `Updated ${date}`,
  notFree: "Back in custody",
  denied: "Not free, one source says",
  retracted: "Correction: we withdraw this message",
  earlierSaid: (what) => `Earlier we said: “${what}”.`,
  retractedWhy: "It was not confirmed, or is no longer true. We are sorry.",
  discreet: "There is a new message.",
  discreetCorrection: "An earlier message has changed.",
  buttons: {
    details: "Details",
    follow: "Follow",
    source: "Source",
    open: "Show",
    hide: "Hide",
  },
};
