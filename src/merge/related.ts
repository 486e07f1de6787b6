import { Entry } from "./entry.ts";
import type { Candidate, Candidates } from "./memory.ts";
import type { ReportFacts } from "./node.ts";

/**
 * The events that have to be looked at together when this report comes: those that it may belong to, those that they
 * may belong to, and so on. Chosen generously and cheaply; `place` decides. As the relation is the same from both
 * sides, what is left out can change nothing.
 */
export function related(facts: ReportFacts, candidates: Candidates): readonly Candidate[] {
  const self = new Entry(facts.report.said.kind, [facts]);
  const first = new Set(candidates.alikeEntry(self));
  for (const text of self.texts) for (const it of candidates.byText(text)) first.add(it);
  for (const written of self.people) for (const it of candidates.naming(written)) first.add(it);
  const around = [...first].filter(({ entry }) => self.around.has(entry.kind));
  return around.length === 0 ? around : closure(around, candidates);
}

/** All that hangs together with the first ones. */
function closure(first: readonly Candidate[], candidates: Candidates): readonly Candidate[] {
  const chosen = new Set<Candidate>();
  const waiting = [...first];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (chosen.has(next)) continue;
    chosen.add(next);
    const { entry } = next;
    for (const each of entry.people) {
      for (const other of candidates.naming(each)) {
        if (!chosen.has(other) && entry.around.has(other.entry.kind)) waiting.push(other);
      }
    }
    for (const other of candidates.alike(next)) {
      if (!chosen.has(other) && entry.around.has(other.entry.kind)) waiting.push(other);
    }
  }
  return candidates.inOrder(chosen);
}
