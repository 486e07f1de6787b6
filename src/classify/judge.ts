import type { EventKind, Kind } from "../domain/kind.ts";
import type { Reading } from "./claims.ts";
import { assertedIn, HAPPENED, type Asserted } from "./events.ts";
import { firstHolding, MOODS, NOISE, speaksOfLiberty, type MoodContext } from "./moods.ts";
import type { Scope } from "./scope.ts";

/** What the rules say of an item. */
export interface Judgement {
  readonly labels: readonly Kind[];
  /** The sentence and claim that the main event stands in; null when there is none. */
  readonly main: { readonly reading: Reading; readonly asserted: Asserted } | null;
  /** It happened just now, as far as words tell. */
  readonly fresh: boolean;
  /** The headline itself says it. */
  readonly inTitle: boolean;
  /** Release or arrest words stand somewhere, whatever their mood. */
  readonly touchesLiberty: boolean;
  readonly reasons: readonly string[];
}

/** Sentences of a summary that are read for events; later ones are background. */
const LEAD = 3;

export function judge(readings: readonly Reading[], scope: Scope): Judgement {
  const titles = readings.filter((reading) => reading.sentence.inTitle);
  const lead = readings.filter((reading) => !reading.sentence.inTitle).slice(0, LEAD);
  const political = scope !== "foreign" && readings.slice(0, 6).some((reading) => reading.has("polit"));
  const touchesLiberty = scope !== "foreign" && readings.slice(0, 6).some(speaksOfLiberty);
  const title = headline(titles) ?? lead[0];
  if (title === undefined) return nothing(["empty"], touchesLiberty);

  const asserted = happenedIn(title);
  const context: MoodContext = { scope, political, happened: asserted.length > 0 };
  const noise = firstHolding(NOISE, title, context);
  if (noise !== null) return { ...nothing([`noise: ${noise}`], touchesLiberty), labels: ["unrelated"] };
  const mood = firstHolding(MOODS, title, context);
  if (mood !== null && (political || scope === "belarus"))
    return commentary(title, lead, mood, touchesLiberty);
  if (asserted.length > 0 && isOurs(scope, political, asserted))
    return event(title, asserted, lead, touchesLiberty);
  return fromLead(title, lead, { scope, political, happened: false }, touchesLiberty);
}

/** The first sentence of the title that says something happened; else the first. */
function headline(titles: readonly Reading[]): Reading | undefined {
  const [first] = titles;
  if (first === undefined || first.sentence.question) return first;
  return titles.find((reading) => !reading.sentence.question && happenedIn(reading).length > 0) ?? first;
}

function happenedIn(reading: Reading): Asserted[] {
  return assertedIn(reading).filter((asserted) => asserted.strength >= HAPPENED);
}

/** Away from Belarusian outlets a bare arrest or verdict may be anybody's. */
function isOurs(scope: Scope, political: boolean, asserted: readonly Asserted[]): boolean {
  if (scope === "belarus") return true;
  return scope === "open" && political && asserted.length > 0;
}

function nothing(reasons: readonly string[], touchesLiberty: boolean): Judgement {
  return { labels: ["unrelated"], main: null, fresh: false, inTitle: false, touchesLiberty, reasons };
}

function commentary(
  title: Reading,
  lead: readonly Reading[],
  mood: string,
  touchesLiberty: boolean,
): Judgement {
  const quoted = mood === "somebody speaks" || mood === "digest" ? [title, ...lead] : [];
  const reported = quoted
    .flatMap((reading) => assertedIn(reading))
    .find((it) => it.kind === "release" && it.strength >= 1);
  const labels: Kind[] = reported === undefined ? ["commentary"] : ["commentary", "release"];
  return { labels, main: null, fresh: false, inTitle: true, touchesLiberty, reasons: [`mood: ${mood}`] };
}

const ADDED_BY_LEAD: Partial<Record<EventKind, readonly EventKind[]>> = {
  not_released: ["arrest", "charge", "regime"],
  release: ["pardon", "deportation"],
  pardon: ["deportation"],
  deportation: ["release", "pardon"],
};

function event(
  title: Reading,
  asserted: readonly Asserted[],
  lead: readonly Reading[],
  touchesLiberty: boolean,
): Judgement {
  const [first] = asserted;
  if (first === undefined) return nothing(["empty"], touchesLiberty);
  const kinds = asserted.map((it) => it.kind);
  for (const reading of lead.slice(0, 2)) {
    if (reading.sentence.question || reading.has("anniv", "call", "plan", "cond")) continue;
    for (const more of happenedIn(reading)) {
      if (
        ADDED_BY_LEAD[first.kind]?.includes(more.kind) === true &&
        more.strength === 3 &&
        !kinds.includes(more.kind)
      )
        kinds.push(more.kind);
    }
  }
  const old = staleness(title);
  return {
    labels: kinds.slice(0, 3),
    main: { reading: title, asserted: first },
    fresh: old === null,
    inTitle: title.sentence.inTitle,
    touchesLiberty,
    reasons: [
      ...asserted.map((it) => `${it.kind}: «${words(title, it)}»`),
      ...(old === null ? [] : [`old: ${old}`]),
    ],
  };
}

/** Why an event that is told is no news, or null. */
function staleness(title: Reading): string | null {
  if (title.has("recap")) return "sums up a period";
  if (title.has("anniv")) return "looks back";
  return null;
}

/** The headline names no event: the first sentences may, or it is comment, or nothing of ours. */
function fromLead(
  title: Reading,
  lead: readonly Reading[],
  context: MoodContext,
  touchesLiberty: boolean,
): Judgement {
  const ours = context.scope === "belarus" || (context.scope === "open" && context.political);
  if (!ours) return nothing(["no sign of Belarus"], touchesLiberty);
  for (const reading of lead) {
    if (reading === title) continue;
    const asserted = happenedIn(reading);
    const readingContext = { ...context, happened: asserted.length > 0 };
    const quiet =
      firstHolding(NOISE, reading, readingContext) ?? firstHolding(MOODS, reading, readingContext);
    if (asserted.length === 0 || quiet !== null || reading.has("anniv", "recap")) continue;
    if (!context.political && !reading.has("custody")) continue;
    return { ...event(reading, asserted, [], touchesLiberty), inTitle: false };
  }
  const speaks = context.political || (touchesLiberty && title.claims.length > 0);
  const labels: Kind[] = speaks ? ["commentary"] : ["unrelated"];
  return { ...nothing([speaks ? "no event, political" : "no event"], touchesLiberty), labels };
}

function words(reading: Reading, asserted: Asserted): string {
  const { tokens } = reading.sentence;
  return tokens
    .slice(asserted.claim.start, asserted.claim.end + 1)
    .map((token) => token.raw)
    .join(" ");
}
