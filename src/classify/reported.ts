import type { ClassifiedFinding, HeadCount, ItemToClassify, Mention } from "../domain/finding.ts";
import type { Kind } from "../domain/kind.ts";
import { citesOf } from "./cites.ts";
import type { Reading } from "./claims.ts";
import { isEventKind, type Ruling } from "./decide.ts";
import { releaseGround, releaseModifiers } from "./ground.ts";
import type { Judgement, Unit } from "./judge.ts";
import { headCount, statedCount } from "./people.ts";
import { onePersonEach, within } from "./named.ts";
import { isPlural, namesSeveral } from "./plural.ts";
import { daySaid } from "./time.ts";
import { whomItHappenedTo } from "./whom.ts";
import { wholeNames } from "./whole-names.ts";

/** Sentences beside the main one that may give its day, ground and names. */
const NEAR = 4;

export interface ReadItem {
  readonly item: ItemToClassify;
  readonly text: string;
  readonly readings: readonly Reading[];
  readonly mentions: readonly Mention[];
}

/** One finding a kind; in a digest, one a sentence and kind. */
export function reportedFindings(item: ReadItem, judgement: Judgement, ruling: Ruling): ClassifiedFinding[] {
  const read = { ...item, mentions: wholeNames(item.readings, item.mentions) };
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
  const people = peopleOf(kind, read, unit, near);
  const days = near.map((reading) => daySaid(reading.sentence, read.item.publishedAt));
  return {
    kind,
    route: ruling.routeOf(kind),
    people,
    count: countOf(kind, read, unit, near, people),
    happenedOn: days.find((day) => day !== null) ?? null,
    releaseKind: kind === "release" || kind === "pardon" ? releaseGround(near) : null,
    modifiers: freeing ? releaseModifiers(near, kinds) : [],
    cites,
    reasons: ruling.reasons,
    confidence: ruling.confidence(kind),
  };
}

function countOf(
  kind: Kind,
  read: ReadItem,
  unit: Unit | null,
  near: readonly Reading[],
  people: readonly Mention[],
): HeadCount | null {
  const asserted = unit?.asserted.find((it) => it.kind === kind) ?? unit?.asserted[0];
  if (unit !== null && asserted !== undefined) {
    const counting = { reading: unit.reading, kind: asserted.kind, claim: asserted.claim };
    return withNamed(headCount(counting, near, people), unit.reading, people);
  }
  const [title] = read.readings;
  // Only the model saw it: no claim to stand near.
  return isEventKind(kind) && title !== undefined
    ? withNamed(headCount({ reading: title, kind, claim: null }, near, people), title, people)
    : statedCount(near, people);
}

/** «Вышел А. Вместе с ним — Б.»: the next sentence makes them two. Who alone is named is one, unless many are told of. */
function withNamed(count: HeadCount | null, own: Reading, people: readonly Mention[]): HeadCount | null {
  const first = onePersonEach(within(own, people)).length;
  const all = onePersonEach(people).length;
  if (count === null)
    return first === 1 && all === 1 && !isPlural(own) && !namesSeveral(own)
      ? { n: 1, qualifier: "exact" }
      : null;
  if (count.n !== 1 || count.qualifier !== "exact") return count;
  return first === 1 && all > 1 ? { ...count, n: all } : count;
}

function peopleOf(
  kind: Kind,
  read: ReadItem,
  unit: Unit | null,
  near: readonly Reading[],
): readonly Mention[] {
  const eventKind = isEventKind(kind) ? kind : null;
  // What only the model saw stands in the title.
  const own = unit?.reading ?? (eventKind === null ? null : (read.readings[0] ?? null));
  return whomItHappenedTo({ kind: eventKind, own, people: read.mentions }, near);
}
