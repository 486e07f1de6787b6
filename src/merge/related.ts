import type { NamedPerson } from "../domain/finding.ts";
import { gapDays } from "./cluster.ts";
import { countsAreClose } from "./counts.ts";
import { Entry, type Shape } from "./entry.ts";
import { ROUND_DAYS, ROUND_SIZE, SAME_DAYS, type Group } from "./groups.ts";
import type { NameJudge } from "./identity.ts";
import type { Candidate, Candidates } from "./memory.ts";
import type { ReportFacts } from "./node.ts";
import { titlesAreAlike } from "./titles.ts";

/**
 * The events that have to be looked at together when this report comes: those that it may belong to, those that they
 * may belong to, and so on. Chosen generously and cheaply; `place` decides. As the relation is the same from both
 * sides, what is left out can change nothing.
 */
export function related(facts: ReportFacts, candidates: Candidates, judge: NameJudge): readonly Candidate[] {
  const self = new Entry(facts.report.said.kind, [facts], judge);
  const first = new Set<Candidate>(
    self.nameless ? alike(self, candidates.all) : alike(self, candidates.nameless()),
  );
  for (const text of self.texts) for (const it of candidates.byText(text)) first.add(it);
  for (const token of self.tokens) for (const it of candidates.byToken(token)) first.add(it);
  addNamesakes(first, self, candidates, judge);
  const around = [...first].filter(({ entry }) => self.around.has(entry.kind));
  return around.length === 0 ? around : closure(around, candidates);
}

/** All that hangs together with the first ones. */
function closure(first: readonly Candidate[], candidates: Candidates): readonly Candidate[] {
  const nameless = [...candidates.nameless()];
  const chosen = new Set<Candidate>();
  const waiting = [...first];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (chosen.has(next)) continue;
    chosen.add(next);
    const { entry } = next;
    for (const token of entry.tokens) {
      for (const other of candidates.byToken(token)) {
        if (!chosen.has(other) && entry.around.has(other.entry.kind)) waiting.push(other);
      }
    }
    for (const other of alike(entry, entry.nameless ? candidates.all : nameless)) {
      if (!chosen.has(other) && entry.around.has(other.entry.kind)) waiting.push(other);
    }
  }
  return candidates.all.filter((it) => chosen.has(it));
}

function* alike(entry: Entry, others: Iterable<Candidate>): Generator<Candidate> {
  for (const other of others) if (isAlike(entry, other.entry)) yield other;
}

/** The same happening although no name may be in both. */
function isAlike(a: Entry, b: Entry): boolean {
  if (!(a.nameless || b.nameless) || gapDays(a, b) > ROUND_DAYS) return false;
  return a.shapes.some((one) => b.shapes.some((other) => mayBeOne(one, a.group, other, b.group)));
}

function mayBeOne(one: Shape, group: Group, other: Shape, otherGroup: Group): boolean {
  const gap = gapDays(one, other);
  if (gap > ROUND_DAYS) return false;
  const size = Math.max(one.size, other.size);
  // A denial without names takes back a round.
  if (group !== otherGroup) {
    return size >= ROUND_SIZE && (group === "not_released" || otherGroup === "not_released");
  }
  if (gap > SAME_DAYS) return size >= ROUND_SIZE && one.count !== null && one.count.n === other.count?.n;
  if (countsAreClose(one.count, other.count)) return true;
  if (group === "release" && (size >= ROUND_SIZE || (one.vague && other.vague && gap <= 1))) return true;
  return !(one.named && other.named) && titlesAreAlike(one.origin, other.origin);
}

/** Events that name somebody of this one in other letters. One of two ids of the register is another person. */
function addNamesakes(
  found: Set<Candidate>,
  { people, around }: Entry,
  candidates: Candidates,
  judge: NameJudge,
): void {
  const isAround = (it: Candidate): boolean => around.has(it.entry.kind) && !found.has(it);
  const buckets = new Map<string, readonly Candidate[]>();
  const bucketOf = (key: string): readonly Candidate[] => {
    const known = buckets.get(key);
    if (known !== undefined) return known;
    const bucket = [...candidates.byNameKey(key)].filter(isAround);
    buckets.set(key, bucket);
    return bucket;
  };
  for (const { person, keys } of people) {
    if (person.suspicious) continue;
    const near = keys.length === 0 ? [candidates.all.filter(isAround)] : [...keys, ""].map(bucketOf);
    const answers = candidates.answersOf(person);
    for (const it of near.flat()) {
      if ((person.personId !== null && it.entry.linked) || found.has(it)) continue;
      const known = answers.get(it);
      const isNamed = known ?? it.entry.people.some((other) => isNamesake(person, other.person, judge));
      if (known === undefined) answers.set(it, isNamed);
      if (isNamed) found.add(it);
    }
  }
}

function isNamesake(person: NamedPerson, other: NamedPerson, judge: NameJudge): boolean {
  return (
    !other.suspicious &&
    (person.personId === null || other.personId === null) &&
    judge.same(person.name, other.name)
  );
}
