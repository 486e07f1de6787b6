import type { ClassifiedFinding, HeadCount, ItemToClassify, Mention } from "../domain/finding.ts";
import type { EventKind, Kind } from "../domain/kind.ts";
import { citesOf } from "./cites.ts";
import { concernedIn } from "./bystanders.ts";
import type { Reading } from "./claims.ts";
import { isEventKind, type Ruling } from "./decide.ts";
import { releaseGround, releaseModifiers } from "./ground.ts";
import type { Judgement, Unit } from "./judge.ts";
import { within } from "./named.ts";
import { headCount, statedCount } from "./people.ts";
import { isPlural } from "./plural.ts";
import { daySaid } from "./time.ts";

/** Sentences beside the main one that may give its day, ground and names. */
const NEAR = 4;

export interface ReadItem {
  readonly item: ItemToClassify;
  readonly text: string;
  readonly readings: readonly Reading[];
  readonly mentions: readonly Mention[];
}

/** One finding a kind; in a digest, one a sentence and kind. */
export function reportedFindings(read: ReadItem, judgement: Judgement, ruling: Ruling): ClassifiedFinding[] {
  const { units } = judgement;
  const cites = citesOf(read.text);
  if (units.length < 2) {
    const unit = units[0] ?? null;
    return ruling.labels.map((kind) =>
      finding(kind, read, unit, read.readings.slice(0, NEAR), ruling, cites),
    );
  }
  return units.flatMap((unit) =>
    unit.asserted
      .filter(({ kind }) => ruling.labels.includes(kind))
      .map(({ kind }) => finding(kind, read, unit, [unit.reading], ruling, cites)),
  );
}

function finding(
  kind: Kind,
  read: ReadItem,
  unit: Unit | null,
  near: readonly Reading[],
  ruling: Ruling,
  cites: readonly string[],
): ClassifiedFinding {
  const freeing = kind === "release" || kind === "pardon" || kind === "deportation";
  const kinds = ruling.labels.filter(isEventKind);
  const days = near.map((reading) => daySaid(reading.sentence, read.item.publishedAt));
  return {
    kind,
    route: ruling.routeOf(kind),
    people: peopleOf(kind, read, unit, near),
    count: countOf(kind, read, unit, near),
    happenedOn: days.find((day) => day !== null) ?? null,
    releaseKind: kind === "release" || kind === "pardon" ? releaseGround(near) : null,
    modifiers: freeing ? releaseModifiers(near, kinds) : [],
    cites,
    reasons: ruling.reasons,
    confidence: ruling.confidence(kind),
  };
}

function countOf(kind: Kind, read: ReadItem, unit: Unit | null, near: readonly Reading[]): HeadCount | null {
  const asserted = unit?.asserted.find((it) => it.kind === kind) ?? unit?.asserted[0];
  const people = concerned(isEventKind(kind) ? kind : null, read, unit);
  if (unit !== null && asserted !== undefined) {
    return headCount({ reading: unit.reading, kind: asserted.kind, claim: asserted.claim }, near, people);
  }
  const [title] = read.readings;
  // Only the model saw it: no claim to stand near.
  return isEventKind(kind) && title !== undefined
    ? headCount({ reading: title, kind, claim: null }, near, people)
    : statedCount(near, people);
}

/** Those of its own sentence; a headline without names or about many takes those of the next sentences too. */
function peopleOf(
  kind: Kind,
  read: ReadItem,
  unit: Unit | null,
  near: readonly Reading[],
): readonly Mention[] {
  const eventKind = isEventKind(kind) ? kind : null;
  if (unit === null) return concerned(eventKind, read, null);
  const own = concernedIn(unit.reading, read.mentions, eventKind, true);
  if (own.length > 0 && !isPlural(unit.reading)) return own;
  const people = concerned(eventKind, read, unit);
  return near.flatMap((reading) => within(reading, people));
}

/** Everybody in the text whom the event may have happened to. */
function concerned(kind: EventKind | null, read: ReadItem, unit: Unit | null): readonly Mention[] {
  return read.readings.flatMap((reading) =>
    concernedIn(reading, read.mentions, kind, reading === unit?.reading),
  );
}
