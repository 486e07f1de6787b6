import type { ItemToClassify } from "../domain/finding.ts";
import { EVENT_KINDS, KINDS, type EventKind, type Kind, type Route } from "../domain/kind.ts";
import type { Judgement } from "./judge.ts";
import type { Opinion } from "./model/linear.ts";
import type { Scope } from "./scope.ts";
import { FIRM, type Asserted } from "./strength.ts";

/** What the two judges say together. */
export interface Ruling {
  readonly labels: readonly Kind[];
  /** The highest that any of its kinds deserves. */
  readonly route: Route;
  readonly routeOf: (kind: Kind) => Route;
  readonly reasons: readonly string[];
  /** 0…1 */
  readonly confidence: (kind: Kind) => number;
}

/** Kinds that may alert by themselves. */
const ALARMING: ReadonlySet<Kind> = new Set<Kind>(["release", "pardon", "arrest"]);
/** Kinds that forbid an alert whatever stands beside them. */
const SOBERING: readonly Kind[] = ["not_released", "death", "commentary", "unrelated"];
/** What an arrest may stand behind and still be news by itself; behind anything else it tells of earlier times. */
const BEFORE_ARREST: readonly Kind[] = ["arrest", "charge", "other_repression"];
/** From here on the model agrees with a rule that fired; of arrests, which thieves and inmates share, it must be surer. */
const AGREES = 0.15;
const AGREES_ON_ARREST = 0.5;
/** From here on the model alone is heard, where rules found nothing. */
const INSISTS = 0.35;
/** Nor do rules know much where only a noun or a participle speaks. */
const INSISTS_ON_SOFT = 0.5;
/** It doubts that anything happened: by rows it had not seen, one in a hundred that it does not doubt is wrong. */
const OBJECTS = 0.1;
/** So much of somebody freed or taken makes a moderator look where rules found no event … */
const SEEN = 0.25;
/** … nor any word of ours … */
const SEEN_IN_NOTHING = 0.6;
/** … and where they found a reason against one. */
const SEEN_AGAINST_RULES = 0.5;
/** Where rules and model name different things, so sure a model is right more often, by rows that it had not seen. */
const OVERRULES = 0.85;
/** Commentary against a finite verb. */
const OVERRULES_DEED = 0.9;
/** The same against a rule that says why it is no event. */
const OVERRULES_REASON = 0.97;
/** A headline without a finite verb, or silent before a summary that tells it, needs so much of the model. */
const SECONDS = 0.4;
/** A bare verb and a model that would rather see nothing: nothing. */
const SUSPECTS = 0.45;
/** A headline is short; a long first line is prose. Characters. */
const LONGEST_HEADLINE = 240;
/** A feed's summary is no page. Characters. */
const LONGEST_ITEM = 12_000;

export function decide(judgement: Judgement, opinion: Opinion, item: ItemToClassify, scope: Scope): Ruling {
  const labels = isAnybodys(judgement, item) ? (["unrelated"] as const) : labelsOf(judgement, opinion, scope);
  const evidence = { labels, judgement, opinion, item, scope };
  const routeOf = (kind: Kind): Route => routeFor(kind, evidence);
  const routes = labels.map(routeOf);
  const route = routes.includes("alert") ? "alert" : routes.includes("review") ? "review" : "ignore";
  const [first = "unrelated"] = labels;
  const reasons = [
    ...judgement.reasons,
    `model: ${first} ${opinion[first].toFixed(2)}${favourite(opinion, first)}`,
    ...heldReasons(evidence),
  ];
  return { labels, route, routeOf, reasons, confidence: (kind) => confidence(kind, judgement, opinion) };
}

const MISFORTUNES: ReadonlySet<Kind> = new Set<Kind>(["death", "health"]);
/** «Памёр скульптар», "striker hospitalised": no prison, no politics, no name, and no outlet that writes of nothing else. */
function isAnybodys({ bare, marked, main, labels }: Judgement, item: ItemToClassify): boolean {
  return (
    bare && !marked && main !== null && labels.every((kind) => MISFORTUNES.has(kind)) && !isWatched(item)
  );
}

/** A moderator sees why a release, a pardon or an arrest waits. */
function heldReasons(evidence: Evidence): string[] {
  const kind = evidence.labels.find((label) => ALARMING.has(label));
  const held = kind === undefined ? null : heldBack(kind, evidence);
  return held === null ? [] : [`waits: ${held}`];
}

function favourite(opinion: Opinion, first: Kind): string {
  const top = topOf(opinion);
  return top === first ? "" : `, rather ${top} ${opinion[top].toFixed(2)}`;
}

function topOf(opinion: Opinion): Kind {
  return KINDS.reduce((best, kind) => (opinion[kind] > opinion[best] ? kind : best));
}

/** Rules that found an event, or a clear reason against one, are believed; the model fills their silence. */
function labelsOf(judgement: Judgement, opinion: Opinion, scope: Scope): readonly Kind[] {
  const top = topOf(opinion);
  if (judgement.bare && opinion.unrelated > SUSPECTS && top === "unrelated") return ["unrelated"];
  if (judgement.main !== null)
    return isOverruled(judgement.main.asserted, opinion, top) ? [top] : judgement.labels;
  if (scope === "foreign") return judgement.labels;
  if (judgement.certain)
    return isSpokenOf(judgement, opinion) || opinion[top] > OVERRULES_REASON ? [top] : judgement.labels;
  return opinion[top] < INSISTS ? judgement.labels : [top];
}

/** Words of an event in news of cafés and clubs; a state that somebody only muses on. */
function isOverruled({ kind, claim, strength }: Asserted, opinion: Opinion, top: Kind): boolean {
  if (strength < FIRM) return opinion[top] > INSISTS_ON_SOFT;
  // Whoever died was arrested once.
  if (kind === "death" && top === "arrest") return false;
  if (opinion[kind] > 0.1) return false;
  // «Готов освободить в обмен на …»: it has the words of a deed, yet nobody did it.
  if (top === "commentary" && claim.form === "done") return opinion[top] > OVERRULES_DEED;
  return opinion[top] >= OVERRULES;
}

/** Noise by its words, yet of prisoners by all others. */
function isSpokenOf({ labels }: Judgement, opinion: Opinion): boolean {
  return labels[0] === "unrelated" && opinion.commentary > OVERRULES;
}

interface Evidence {
  readonly labels: readonly Kind[];
  readonly judgement: Judgement;
  readonly opinion: Opinion;
  readonly item: ItemToClassify;
  readonly scope: Scope;
}

function routeFor(kind: Kind, evidence: Evidence): Route {
  if (!isEventKind(kind)) return isWorthALook(evidence) ? "review" : "ignore";
  return heldBack(kind, evidence) === null ? "alert" : "review";
}

/** Why an event may not go out by itself, or null when it may. */
function heldBack(kind: Kind, { labels, judgement, opinion, item, scope }: Evidence): string | null {
  if (!ALARMING.has(kind)) return "its kind always waits";
  const sober = labels.find((label) => SOBERING.includes(label));
  if (sober !== undefined) return `beside ${sober}`;
  const [first = kind] = labels;
  if (kind === "arrest" && !BEFORE_ARREST.includes(first)) return `beside ${first}`;
  if (item.tier === "analysis") return "analysis";
  if (scope !== "belarus") return "no sign of Belarus";
  if (isOdd(item) || isProse(item.title)) return "no ordinary headline";
  return byRules(kind, judgement, opinion, item) ?? byModel(kind, opinion);
}

function byRules(kind: Kind, judgement: Judgement, opinion: Opinion, item: ItemToClassify): string | null {
  if (judgement.main === null || !judgement.labels.includes(kind)) return "the rules do not see it";
  const agreed = agreement(kind, opinion);
  if (!judgement.inTitle && (!judgement.firm || agreed < SECONDS || opinion.commentary > 0.3))
    return "the headline does not say it";
  if (!judgement.fresh) return "may be old";
  if (!judgement.firm && agreed < SECONDS) return "no finite verb";
  if (judgement.bare) return "no human being";
  if (isWatched(item) || judgement.political) return null;
  // Clubs pardon their players.
  if (kind === "pardon") return opinion.unrelated < 0.3 ? null : "no sign of a political case";
  if (kind === "arrest") return isSure(kind, opinion) ? null : "no sign of a political case";
  // Cafés let people go too, and clubs their players.
  const { reading, asserted } = judgement.main;
  const verb = reading.sentence.tokens[asserted.claim.start]?.word ?? "";
  const rulers = /лукаш|lukash/iu.test(reading.sentence.text);
  if (!judgement.marked && ((LETS_GO.test(verb) && !rulers) || !isSure(kind, opinion)))
    return "no sign of a prison";
  return null;
}

function byModel(kind: Kind, opinion: Opinion): string | null {
  const against = opinion.commentary + opinion.unrelated + opinion.not_released;
  if (against > OBJECTS) return "the model objects";
  const enough = kind === "arrest" ? AGREES_ON_ARREST : AGREES;
  return agreement(kind, opinion) >= enough ? null : "the model does not agree";
}

function isWatched(item: ItemToClassify): boolean {
  return item.outlet !== null && WATCHDOG.test(item.outlet);
}

/** No event by the rules, yet the model sees somebody freed or taken: one fires. */
function isWorthALook({ judgement, opinion, scope }: Evidence): boolean {
  if (scope === "foreign") return false;
  if (judgement.bare && judgement.main !== null && ALARMING.has(judgement.main.asserted.kind))
    return opinion.unrelated < 0.9;
  const seen = opinion.release + opinion.pardon + opinion.arrest + opinion.deportation;
  if (judgement.main !== null && ALARMING.has(judgement.main.asserted.kind)) return true;
  if (judgement.bare && judgement.main?.asserted.kind === "death") return opinion.death > 0.5;
  if (judgement.certain) return seen > SEEN_AGAINST_RULES;
  if (!judgement.speaks && !judgement.touchesLiberty && !judgement.marked) return seen > SEEN_IN_NOTHING;
  return seen > SEEN;
}

/** Verbs that say nothing of prisons by themselves. */
const LETS_GO = /^(?:адпу|отпу|let|lets|вярн|верн|возвр|вярт|дом|home|back|gets|goes|hand|перада)/u;

/** Those who document political cases write of no thieves. */
const WATCHDOG =
  /viasna|vyasna|в[яе]сна(?!\p{L})|mediazona|медиазона|медыязона|^baj$|^баж$|dissident|politzek|палітвяз|хрысціянская віз|христианская виз|маланка/iu;

/** No word of a political case: the model must be sure, for thieves are arrested too. */
function isSure(kind: Kind, opinion: Opinion): boolean {
  return agreement(kind, opinion) >= 0.6 && opinion.unrelated < 0.2;
}

/** Pages instead of headlines, markup, emoji, letters of two scripts: nothing that may go out unseen. */
function isOdd(item: ItemToClassify): boolean {
  const { title, summary } = item;
  if (title.trim() === "" || title.length > LONGEST_HEADLINE || title.length + summary.length > LONGEST_ITEM)
    return true;
  return (
    /<\/?[a-z][^<>]*>/iu.test(title) ||
    ODD.test(title) ||
    /\p{Extended_Pictographic}/u.test(summary.slice(0, 300))
  );
}
const ODD =
  /\p{Extended_Pictographic}|\p{Script=Cyrillic}\p{Script=Latin}|\p{Script=Latin}\p{Script=Cyrillic}|[^\p{Script=Cyrillic}\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;

/** An English sentence of a story, with its full stop and its length, is background more often than news. */
function isProse(title: string): boolean {
  return /[a-z]{2}["”']?\.\s*$/u.test(title) && title.length > 60;
}

/** People who are freed are often pardoned or taken abroad too: the model need not tell which. */
function agreement(kind: Kind, opinion: Opinion): number {
  return kind === "arrest" ? opinion.arrest : opinion.release + opinion.pardon + opinion.deportation;
}

function confidence(kind: Kind, judgement: Judgement, opinion: Opinion): number {
  const ruled = judgement.labels.includes(kind) ? (judgement.firm ? 1 : 0.7) : 0;
  const agreed = ALARMING.has(kind) ? agreement(kind, opinion) : opinion[kind];
  return Math.round(50 * (ruled + agreed)) / 100;
}

export function isEventKind(kind: Kind): kind is EventKind {
  return EVENT_KINDS.some((it) => it === kind);
}
