import type { Finding, HeadCount, NamedPerson } from "../../src/domain/finding.ts";
import type { EventKind, ReleaseKind } from "../../src/domain/kind.ts";
import type { Tier } from "../../src/domain/source.ts";
import { dayOf, later, onDay, startOf, DAY_MS, HOUR_MS } from "../../src/domain/time.ts";
import type { MergeMemory } from "../../src/merge/memory.ts";
import { merge } from "../../src/merge/merge.ts";
import type { NameJudge } from "../../src/merge/identity.ts";
import type { CaseEvent } from "../../src/domain/event.ts";

export interface Told {
  readonly id?: string;
  readonly kind?: EventKind;
  readonly outlet?: string;
  readonly tier?: Tier;
  readonly type?: Finding["origin"]["type"];
  readonly people?: readonly (string | NamedPerson)[];
  readonly n?: number | HeadCount | null;
  /** Days after 2026-03-01, hours as fractions; the report's own instant. */
  readonly at?: number;
  /** The day on which it happened, when the text gives one; else the report's own. */
  readonly on?: number;
  readonly releaseKind?: ReleaseKind | null;
  readonly cites?: readonly string[];
  readonly route?: Finding["route"];
  readonly standing?: Finding["standing"];
  readonly title?: string;
  readonly language?: Finding["origin"]["language"];
  readonly details?: Readonly<Record<string, string>>;
}

const FIRST_DAY = "2026-03-01";

function dayAt(days: number): string {
  return dayOf(later(startOf(FIRST_DAY), days * DAY_MS));
}

export function instantAt(days: number): Date {
  return later(startOf(FIRST_DAY), days * DAY_MS + 8 * HOUR_MS);
}

let serial = 0;

/** A finding as the classifier or a tracker gives it. `p:7` is a person of the register, other names are as written. */
export function aFinding(told: Told = {}): Finding {
  const at = told.at ?? 0;
  const outlet = told.outlet ?? "Reform";
  const n = told.n ?? null;
  return {
    id: told.id ?? `${outlet}-${String(++serial)}:1:0`,
    kind: told.kind ?? "release",
    route: told.route ?? "alert",
    standing: told.standing ?? "fresh",
    people: (told.people ?? []).map((person) => (typeof person === "string" ? aPerson(person) : person)),
    count: typeof n === "number" ? { n, qualifier: "exact" } : n,
    happenedOn: onDay(dayAt(told.on ?? at)),
    releaseKind: told.releaseKind ?? null,
    modifiers: [],
    cites: told.cites ?? [],
    reasons: ["test"],
    confidence: 0.9,
    details: told.details ?? {},
    origin: {
      type: told.type ?? "feed",
      sourceId: outlet.toLowerCase(),
      outlet,
      tier: told.tier ?? "media",
      url: null,
      title: told.title ?? `${outlet} ${String(serial)}`,
      language: told.language ?? "be",
      publishedAt: instantAt(at),
    },
    foundAt: instantAt(at),
  };
}

export function aPerson(name: string): NamedPerson {
  const linked = /^p:\w+$/u.test(name);
  return { personId: linked ? name : null, name: linked ? `Імя ${name}` : name, suspicious: false };
}

const exactly: NameJudge = {
  same: (a, b) => a === b,
  keys: (name) => [name],
  probes: (name) => [name],
  mayBeSame: () => true,
};

/**
 * Merges findings one after another into a plain list of events, as the store would keep them.
 *
 * @param memory of the reports before; without it each report is merged as by a process that has just begun
 */
export function mergeAll(
  findings: readonly Finding[],
  judge: NameJudge = exactly,
  memory?: MergeMemory,
): readonly CaseEvent[] {
  const events = new Map<string, CaseEvent>();
  let next = 0;
  for (const finding of findings) {
    const outcome = merge(
      finding,
      [...events.values()],
      finding.foundAt,
      () => `e${String(++next)}`,
      judge,
      memory,
    );
    for (const event of outcome.events) {
      const before = events.get(event.id);
      if (before !== undefined && event.version !== before.version + 1) throw new Error("version");
      events.set(event.id, event);
    }
  }
  return [...events.values()].filter((event) => event.reports.length > 0);
}

/** What of the events must not depend on the order of arrival. */
export function finalOf(events: readonly CaseEvent[]): unknown {
  return events
    .map(({ kind, people, count, happenedOn, releaseKind, modifiers, certainty, reports, details }) => ({
      kind,
      people,
      count,
      happenedOn,
      releaseKind,
      modifiers,
      certainty,
      details,
      reports: reports.map(({ findingId, reasons }) => ({ findingId, reasons })),
    }))
    .sort((a, b) => ((a.reports[0]?.findingId ?? "") < (b.reports[0]?.findingId ?? "") ? -1 : 1));
}
