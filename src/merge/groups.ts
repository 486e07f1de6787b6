import { EVENT_KINDS, type EventKind } from "../domain/kind.ts";

/** Kinds that tell one happening in different words belong to one group: a pardon is told as a release, too. */
export type Group = Exclude<EventKind, "pardon" | "deportation" | "arrest"> | "arrest";

/** How far two reports of one group may lie apart. */
export interface GroupRules {
  readonly kinds: readonly EventKind[];
  /**
   * Days for which the state of a person cannot change to the same again: what names only such people is a
   * recap. Somebody who is free stays free until an arrest is told, however long that takes; days of
   * administrative arrest end untold, so an arrest months later is a new one.
   */
  readonly stateDays: number;
  /** Groups that end the state: a release after one of them is a new release. */
  readonly endedBy: readonly Group[];
  /** From how many people on a bare number tells two reports of one happening; null: never. */
  readonly countTellsFrom: number | null;
}

/** Days between two reports of one happening. */
export const SAME_DAYS = 3;

/** Days after a round in which a report with the same number, or half of the names, still means that round. */
export const ROUND_DAYS = 14;

/** From this size on a release is a round. */
export const ROUND_SIZE = 5;

const FOREVER_DAYS = 10_000;

const plain = (kind: Group & EventKind, stateDays: number): GroupRules => ({
  kinds: [kind],
  stateDays,
  endedBy: [],
  countTellsFrom: 5,
});

const RULES: Readonly<Record<Group, GroupRules>> = {
  release: {
    kinds: ["release", "pardon", "deportation"],
    stateDays: FOREVER_DAYS,
    endedBy: ["arrest", "not_released"],
    countTellsFrom: 3,
  },
  arrest: { kinds: ["arrest"], stateDays: 30, endedBy: ["release"], countTellsFrom: 5 },
  not_released: { ...plain("not_released", 7), endedBy: ["release"] },
  death: plain("death", FOREVER_DAYS),
  recognition: plain("recognition", FOREVER_DAYS),
  sentence: plain("sentence", 30),
  charge: plain("charge", 30),
  incommunicado: plain("incommunicado", 30),
  regime: plain("regime", 10),
  health: plain("health", 7),
  deal: { ...plain("deal", 7), countTellsFrom: 3 },
  other_repression: plain("other_repression", 3),
};

export function groupOf(kind: EventKind): Group {
  return kind === "pardon" || kind === "deportation" ? "release" : kind;
}

export function rulesOf(group: Group): GroupRules {
  return RULES[group];
}

const AROUND = new Map<EventKind, readonly EventKind[]>(EVENT_KINDS.map((kind) => [kind, findAround(kind)]));

/** All kinds that matter when a finding of this kind is placed: its group's and those that begin or end its state. */
export function kindsAround(kind: EventKind): readonly EventKind[] {
  return AROUND.get(kind) ?? [];
}

function findAround(kind: EventKind): readonly EventKind[] {
  const group = groupOf(kind);
  const groups = new Set<Group>([group, ...RULES[group].endedBy]);
  if (group === "arrest" || group === "not_released") groups.add("release");
  return [...groups].flatMap((each) => RULES[each].kinds);
}
