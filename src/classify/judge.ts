import type { EventKind, Kind } from "../domain/kind.ts";
import type { Reading } from "./claims.ts";
import { assertedIn, happenedIn } from "./events.ts";
import { headline, listOfFreed } from "./headline.ts";
import { FIRM, type Asserted } from "./strength.ts";
import { firstHolding, moodContext, MOODS, NOISE, speaksOfLiberty, type MoodContext } from "./moods.ts";
import { isAboutNobody } from "./objects.ts";
import { namesMonth } from "./periods.ts";
import type { Scope } from "./scope.ts";
import { isRecap, staleness } from "./staleness.ts";

/** What the rules say of an item. */
export interface Judgement {
  readonly labels: readonly Kind[];
  /** The sentence and claim that the main event stands in; null when there is none. */
  readonly main: { readonly reading: Reading; readonly asserted: Asserted } | null;
  /** Sentences that each tell an event of their own: one, or several in a digest. */
  readonly units: readonly Unit[];
  /** A rule says why it is no event: the model is not asked. */
  readonly certain: boolean;
  /** A finite verb of the headline says it. */
  readonly firm: boolean;
  /** Words of freeing or taking and no human being: «затрымалі рэйс» as well as «затрымалі настаяцеля». */
  readonly bare: boolean;
  /** The headline names a person, a prison, political prisoners or the marks of a political case. */
  readonly marked: boolean;
  /** The headline has words of events or of prisons, in whatever mood. */
  readonly speaks: boolean;
  /** It happened just now, as far as words tell. */
  readonly fresh: boolean;
  /** The headline itself says it with a verb. */
  readonly inTitle: boolean;
  readonly political: boolean;
  /** Release or arrest words stand somewhere, whatever their mood. */
  readonly touchesLiberty: boolean;
  readonly reasons: readonly string[];
}

/** A sentence with what it says happened, the main thing first. */
export interface Unit {
  readonly reading: Reading;
  readonly asserted: readonly Asserted[];
}

/** What the rules are given beside sentences. */
export interface Setting {
  readonly scope: Scope;
  /** Whether a sentence names a person. */
  readonly named: (reading: Reading) => boolean;
}

/** Sentences of a summary that are read for events; later ones are background. */
const LEAD = 3;

export function judge(readings: readonly Reading[], setting: Setting): Judgement {
  const { scope } = setting;
  const titles = readings.filter((reading) => reading.sentence.inTitle);
  const lead = readings.filter((reading) => !reading.sentence.inTitle).slice(0, LEAD);
  const near = readings.slice(0, LEAD + titles.length);
  const political = scope !== "foreign" && near.some((reading) => reading.has("polit"));
  const touchesLiberty = scope !== "foreign" && near.some(speaksOfLiberty);
  const title = headline(titles) ?? lead[0];
  if (title === undefined)
    return nothing("empty", { political, touchesLiberty, bare: false, marked: false, speaks: false });

  const context = contextOf(title, setting, political);
  const shared: Shared = {
    political,
    touchesLiberty,
    bare: isAboutNobody(title, context) || isAnybodys(context, near),
    marked: context.named || [title, ...lead.slice(0, 1)].some((it) => it.has("byWeak", "custody", "polit")),
    speaks: title.claims.length > 0 || title.has("byWeak", "custody"),
  };
  const noise = firstHolding(NOISE, title, context);
  if (noise !== null) return { ...nothing(`noise: ${noise}`, shared), certain: true };
  const mood = firstHolding(MOODS, title, context);
  const spoken =
    shared.political ||
    title.claims.length > 0 ||
    title.has("byWeak", "custody", "former", "restored") ||
    (mood === "question" && shared.touchesLiberty);
  if (mood === "digest") return digest(title, readings, setting, shared);
  if (mood !== null && OPEN_MOODS.has(mood) && title.claims.length === 0) {
    // «Ну і дзе ён?», «Усё скончылася»: the headline only calls, the first sentence tells.
    const told = fromLead(title, lead.slice(0, 1), setting, shared);
    if (told.main !== null && told.firm && told.fresh && !namesMonth(told.main.reading))
      return { ...told, firm: false };
  }
  if (mood !== null && spoken && scope !== "foreign") return commentary(title, lead, mood, shared);
  if (mood === null && context.happened.length > 0 && isOurs(scope, shared.political, context.happened)) {
    return event(title, context.happened, lead, shared, unitsOf(titles, setting, shared));
  }
  return mood === null ? fromLead(title, lead, setting, shared) : nothing("no event", shared);
}

/** «Поўны спіс 14 вызваленых»: no verb, yet it tells who is free. */
function contextOf(title: Reading, { scope, named }: Setting, political: boolean): MoodContext {
  const context = moodContext(title, scope, political, named(title));
  const listed = context.happened.length > 0 ? null : listOfFreed(title);
  return listed === null ? context : { ...context, happened: [listed] };
}

/** "Football legend hospitalised in Minsk", «Памёр скульптар»: misfortunes, deals and honours without a prison. */
function isAnybodys({ happened, political }: MoodContext, near: readonly Reading[]): boolean {
  return (
    !political &&
    happened.length > 0 &&
    happened.every(({ kind }) => SHARED_FATES.has(kind)) &&
    !near.some(
      (it) =>
        it.has("custody", "polit", "byWeak", "former") ||
        it.claims.some(({ kind }) => !SHARED_FATES.has(kind)),
    )
  );
}
const SHARED_FATES: ReadonlySet<EventKind> = new Set([
  "death",
  "health",
  "deal",
  "deportation",
  "recognition",
  "incommunicado",
]);

const OPEN_MOODS: ReadonlySet<string> = new Set([
  "question",
  "asks why or how",
  "somebody speaks",
  "who, when, how many",
]);

type Shared = Pick<Judgement, "political" | "touchesLiberty" | "bare" | "marked" | "speaks">;

/** Away from Belarusian outlets a bare arrest or verdict may be anybody's. */
function isOurs(scope: Scope, political: boolean, asserted: readonly Asserted[]): boolean {
  return (
    scope === "belarus" || (scope === "open" && (political || asserted.some((it) => it.kind === "pardon")))
  );
}

function nothing(reason: string, shared: Shared): Judgement {
  return {
    labels: ["unrelated"],
    main: null,
    units: [],
    certain: false,
    firm: false,
    fresh: false,
    inTitle: false,
    ...shared,
    reasons: [reason],
  };
}

function commentary(title: Reading, lead: readonly Reading[], mood: string, shared: Shared): Judgement {
  const quoted = mood === "somebody speaks" || mood === "digest" ? [title, ...lead] : [];
  const reported = quoted
    .flatMap((reading) => assertedIn(reading))
    .find((it) => it.kind === "release" && it.strength >= 1);
  const labels: Kind[] = reported === undefined ? ["commentary"] : ["commentary", "release"];
  return { ...nothing(`mood: ${mood}`, shared), labels, certain: reported === undefined };
}

const ADDED_BY_LEAD: Partial<Record<EventKind, readonly EventKind[]>> = {
  not_released: ["arrest", "charge", "regime"],
  release: ["pardon", "deportation"],
  pardon: ["release", "deportation"],
  sentence: ["release"],
  deportation: ["release", "pardon"],
};
/** Labels of one headline; more would be noise. */
const MAX_LABELS = 3;

function event(
  title: Reading,
  asserted: readonly Asserted[],
  lead: readonly Reading[],
  shared: Shared,
  units: readonly Unit[] = [],
): Judgement {
  const [first] = asserted;
  if (first === undefined) return nothing("empty", shared);
  const kinds = [...new Set([...asserted, ...units.flatMap((unit) => unit.asserted)].map((it) => it.kind))];
  for (const reading of lead.slice(0, 2)) {
    if (reading.sentence.question || reading.has("anniv", "call", "plan", "cond")) continue;
    if (first.kind === "deportation" && namesMonth(reading)) continue;
    for (const more of happenedIn(reading)) {
      const added = ADDED_BY_LEAD[first.kind]?.includes(more.kind) === true && more.strength >= FIRM;
      if (!added || kinds.includes(more.kind)) continue;
      // Whom a decree freed is pardoned first of all, unless the text pardons only some of them.
      if (more.kind === "pardon" && !SOME_OF.test(reading.sentence.text)) kinds.unshift(more.kind);
      else kinds.push(more.kind);
    }
  }
  // Who is driven out of the country right from a prison is at large.
  if (
    first.kind === "deportation" &&
    !kinds.includes("release") &&
    !title.has("former") &&
    [title, ...lead.slice(0, 2)].some((reading) => !namesMonth(reading) && comesFromPrison(reading))
  )
    kinds.push("release");
  const old = staleness(title, first);
  return {
    labels: kinds.slice(0, MAX_LABELS),
    main: { reading: title, asserted: first },
    units: units.length > 1 ? units : [{ reading: title, asserted }],
    certain: true,
    firm: first.strength >= FIRM || asserted.some((it) => it.strength >= FIRM),
    fresh: old === null,
    inTitle: title.sentence.inTitle,
    ...shared,
    reasons: [
      ...asserted.map((it) => `${it.kind}: «${words(title, it)}»`),
      ...(old === null ? [] : [`old: ${old}`]),
    ],
  };
}

function comesFromPrison(reading: Reading): boolean {
  return (
    reading.has("release.done", "release.part", "pardon.done", "pardon.part") ||
    WERE_PRISONERS.test(reading.sentence.text) ||
    FROM_PRISON.test(reading.sentence.text)
  );
}
const FROM_PRISON =
  /(?<!\p{L})(?:з|зь|са|из|from)\s+(?:\p{L}+\s+){0,2}(?:калон|калён|турм|турэм|сіза|зняволен|няволі|вязніц|колон|тюрем|тюрьм|сизо|заключ|камер|барак|карц|варот|ворот|prison|jail|colon|detention)/iu;

const WERE_PRISONERS =
  /(?:вчерашн|учарашн)\p{L}{1,3}\s+(?:\p{L}+\s+)?(?:политз|палітз|палітв|узник|вязн|вязьн|заключ|знявол)/iu;

const SOME_OF = /(?<!\p{L})(?:з іх|зь іх|из них|of them|of whom)(?!\p{L})/iu;

/** Sentences of a digest that are read. */
const DIGEST_LENGTH = 24;

/** «Галоўнае за дзень»: the headline tells nothing, every sentence may. A moderator looks, for it may be old. */
function digest(title: Reading, readings: readonly Reading[], setting: Setting, shared: Shared): Judgement {
  const units = unitsOf(readings.slice(0, DIGEST_LENGTH), setting, shared);
  const [first] = units;
  const asserted = first?.asserted[0];
  if (first === undefined || asserted === undefined) return commentary(title, [], "digest", shared);
  const labels = [...new Set(units.flatMap((unit) => unit.asserted.map((it) => it.kind)))];
  const told: Judgement = {
    ...nothing(`digest of ${String(units.length)}`, shared),
    labels,
    units,
    certain: true,
  };
  return { ...told, main: { reading: first.reading, asserted } };
}

/** Sentences that tell something of ours, each by itself. */
function unitsOf(readings: readonly Reading[], { scope, named }: Setting, { political }: Shared): Unit[] {
  const units: Unit[] = [];
  for (const reading of readings) {
    const context = moodContext(reading, scope, political, named(reading));
    if (context.happened.length === 0 || !isOurs(scope, political, context.happened)) continue;
    if (firstHolding(NOISE, reading, context) !== null || firstHolding(MOODS, reading, context) !== null)
      continue;
    units.push({ reading, asserted: context.happened });
  }
  return units;
}

/** The headline names no event: the first sentences may, or it is comment, or nothing of ours. */
function fromLead(title: Reading, lead: readonly Reading[], setting: Setting, shared: Shared): Judgement {
  const { scope } = setting;
  const { political } = shared;
  if (scope !== "belarus" && !political) return nothing("no sign of Belarus", shared);
  if (title.has("former") && title.claims.length === 0)
    return { ...nothing("about a former prisoner", shared), labels: ["commentary"] };
  for (const reading of lead) {
    if (reading === title) continue;
    const context = moodContext(reading, scope, political, setting.named(reading));
    const quiet = firstHolding(NOISE, reading, context) ?? firstHolding(MOODS, reading, context);
    if (context.happened.length === 0 || quiet !== null || reading.has("anniv") || isRecap(reading)) continue;
    if (!political && !reading.has("custody") && !context.named) continue;
    return { ...event(reading, context.happened, [], shared), inTitle: false };
  }
  const speaks = political || title.claims.length > 0 || title.has("byWeak", "custody");
  return {
    ...nothing(speaks ? "no event, political" : "no event", shared),
    labels: [speaks ? "commentary" : "unrelated"],
  };
}

function words(reading: Reading, asserted: Asserted): string {
  const { tokens } = reading.sentence;
  return tokens
    .slice(asserted.claim.start, asserted.claim.end + 1)
    .map((token) => token.raw)
    .join(" ");
}
