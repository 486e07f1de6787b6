import type { CaseEvent, Certainty, Report } from "../domain/event.ts";
import type { HeadCount, NamedPerson } from "../domain/finding.ts";
import type { EventKind, ReleaseKind, ReleaseModifier } from "../domain/kind.ts";
import { DAY_MS, type DaySpan } from "../domain/time.ts";
import { certaintyOf, denialOf, ruled } from "./certainty.ts";
import type { Cluster } from "./cluster.ts";
import { leadingCount } from "./leading-count.ts";
import { dayNumber, isDoubtful, isFix, isUnheard, type Node } from "./node.ts";
import { compareText } from "./node.ts";
import { keyOf, type Identity } from "./identity.ts";

/** What the reports of one happening say together. */
export interface Summary {
  readonly kind: EventKind;
  readonly people: readonly NamedPerson[];
  readonly count: HeadCount | null;
  readonly happenedOn: DaySpan;
  readonly releaseKind: ReleaseKind | null;
  readonly modifiers: readonly ReleaseModifier[];
  readonly certainty: Certainty;
  readonly reports: readonly Report[];
  readonly details: Readonly<Record<string, string>>;
}

const KIND_ORDER: readonly EventKind[] = ["release", "pardon", "deportation"];

/** The most telling first: what explains the others. */
const RELEASE_ORDER: readonly ReleaseKind[] = [
  "exchange",
  "deal",
  "pardon",
  "amnesty",
  "health",
  "parole_or_softening",
  "case_closed",
  "term_served",
  "unknown",
];

const MARK = "merge:";

/** @param earlier the event as it was before this finding; null for a new one */
export function summarise(
  cluster: Cluster,
  earlier: CaseEvent | null,
  identities: ReadonlyMap<string, Identity>,
): Summary {
  const reports = marked(cluster);
  const telling = tellingReports(cluster);
  const fix = newestFix(cluster);
  const denial = denialOf(
    telling,
    cluster.denied.map((node) => node.report),
  );
  const named = peopleOf(cluster, telling, fix, identities);
  const deniedKeys = deniedOf(cluster, named);
  const stays = denial === "taken_back" ? named.filter((it) => !deniedKeys.has(it.key)) : named;
  const count =
    fix?.reasons.includes("fixed:count") === true
      ? fix.count
      : leadingCount(countedReports(cluster, telling), earlier?.ruling === "approved");
  const allDenied = denial !== null && isWholeDenied(cluster, named, deniedKeys, count);
  const people = (allDenied ? named : stays).map((it) => it.person);
  return {
    kind: fix?.reasons.includes("fixed:kind") === true ? fix.said.kind : kindOf(telling),
    people,
    count,
    happenedOn: happenedOn(telling),
    releaseKind: mostTelling(telling),
    modifiers: [...new Set(telling.flatMap((report) => report.said.modifiers))].sort(compareText),
    certainty: ruled(
      earlier?.ruling ?? "none",
      allDenied ? (denial === "taken_back" ? "retracted" : "disputed") : certaintyOf(telling),
    ),
    reports,
    details: { ...detailsOf(telling), ...(denial === null ? {} : denialDetails(denial, named, deniedKeys)) },
  };
}

/** What merging noted on earlier runs is noted anew. */
function marked(cluster: Cluster): readonly Report[] {
  const told = cluster.members.map(({ node, role }) => ({ node, marks: role === "core" ? [] : [role] }));
  const denied = cluster.denied.map((node) => ({ node, marks: ["denial"] }));
  const doubts = [...cluster.doubts];
  return [...told, ...denied]
    .map(({ node: { report }, marks }) => withMarks(report, [...marks, ...doubts]))
    .sort(inOrder);
}

/** The same report when its marks are the same: what is known of it then stays known. */
function withMarks(report: Report, marks: readonly string[]): Report {
  const own = report.reasons.filter((reason) => !reason.startsWith(MARK));
  const reasons = [...own, ...marks.map((mark) => `${MARK}${mark}`)];
  const isSame =
    reasons.length === report.reasons.length && reasons.every((it, i) => it === report.reasons[i]);
  return isSame ? report : { ...report, reasons };
}

/** Without recaps, corrections, superseded versions of a text and, where others tell it, doubtful reports. */
function tellingReports(cluster: Cluster): readonly Report[] {
  const nodes = cluster.members.filter(({ node, role }) => role !== "recap" && !isFix(node.report));
  const newest = newestRevisions(nodes.map(({ node }) => node));
  const current = nodes.filter(
    ({ node: { item } }) => item === null || Number(item.revision) >= (newest.get(item.key) ?? 0),
  );
  const all = (current.length > 0 ? current : cluster.members).map(({ node }) => node.report).sort(inOrder);
  const sure = all.filter((report) => !isDoubtful(report));
  return sure.length > 0 ? sure : all;
}

/** What the classifier doubts may still give the number, once others tell that it happened. */
function countedReports(cluster: Cluster, telling: readonly Report[]): readonly Report[] {
  const reports = cluster.members
    .filter(({ node, role }) => role !== "recap" && !isFix(node.report) && !isUnheard(node.report))
    .map(({ node }) => node.report);
  const beside = reports.filter((report) => report.count !== null && !telling.includes(report));
  return [...telling, ...beside.filter((report) => report.route === "review")].sort(inOrder);
}

/** Of each text. */
function newestRevisions(nodes: readonly Node[]): ReadonlyMap<string, number> {
  const newest = new Map<string, number>();
  for (const { item } of nodes) {
    if (item !== null) newest.set(item.key, Math.max(newest.get(item.key) ?? 0, Number(item.revision)));
  }
  return newest;
}

function inOrder(a: Report, b: Report): number {
  return (
    a.origin.publishedAt.getTime() - b.origin.publishedAt.getTime() || compareText(a.findingId, b.findingId)
  );
}

function newestFix(cluster: Cluster): Report | null {
  const fixes = cluster.members.map(({ node }) => node.report).filter(isFix);
  return fixes.reduce<Report | null>(
    (newest, fix) => (newest === null || fix.receivedAt >= newest.receivedAt ? fix : newest),
    null,
  );
}

interface Named {
  readonly key: string;
  readonly person: NamedPerson;
}

function peopleOf(
  cluster: Cluster,
  telling: readonly Report[],
  fix: Report | null,
  identities: ReadonlyMap<string, Identity>,
): readonly Named[] {
  const settled = fix?.reasons.includes("fixed:people") === true ? fix : null;
  const known = new Set(
    settled === null
      ? []
      : cluster.members
          .filter(({ node }) => node.report.receivedAt <= settled.receivedAt)
          .flatMap(({ keys }) => keys),
  );
  const best = new Map<string, NamedPerson>();
  for (const person of settled?.people ?? []) best.set(keyOf(person, identities), person);
  const keysOf = new Map(cluster.members.map(({ node }) => [node.report, node.keyOfEach]));
  for (const report of telling) {
    const clean = report.people.some((person) => !person.suspicious);
    const keys = keysOf.get(report);
    let index = 0;
    for (const person of report.people) {
      const key = keys?.[index++] ?? keyOf(person, identities);
      const seen = best.get(key);
      // Reports of a round repeat its names: most are as well known.
      if (seen !== undefined && (seen.personId !== null || person.personId === null)) continue;
      if (known.has(key) || (person.suspicious && clean)) continue;
      if (person.suspicious || cluster.keys.has(key)) best.set(key, person);
    }
  }
  return [...best].map(([key, person]) => ({ key, person }));
}

function deniedOf(cluster: Cluster, named: readonly Named[]): ReadonlySet<string> {
  const denied = new Set(cluster.denied.flatMap((node) => [...node.keys]));
  return denied.size === 0 ? denied : new Set(named.map((it) => it.key).filter((key) => denied.has(key)));
}

/** Is nobody left of whom it is not denied? */
function isWholeDenied(
  cluster: Cluster,
  named: readonly Named[],
  denied: ReadonlySet<string>,
  count: HeadCount | null,
): boolean {
  if (cluster.denied.every((node) => node.keys.size === 0)) return true;
  return denied.size >= named.length && denied.size >= (count?.n ?? 0);
}

function denialDetails(
  denial: "disputed" | "taken_back",
  named: readonly Named[],
  denied: ReadonlySet<string>,
): Readonly<Record<string, string>> {
  const names = named.filter((it) => denied.has(it.key)).map((it) => it.person.name);
  if (names.length === 0) return {};
  return { [denial === "disputed" ? "disputed" : "returned"]: names.join(", ") };
}

function kindOf(telling: readonly Report[]): EventKind {
  const kinds = telling.map((report) => report.said.kind);
  return KIND_ORDER.find((kind) => kinds.includes(kind)) ?? kinds[0] ?? "other_repression";
}

function mostTelling(telling: readonly Report[]): ReleaseKind | null {
  const kinds = telling.map((report) => report.said.releaseKind);
  return RELEASE_ORDER.find((kind) => kinds.includes(kind)) ?? null;
}

/** The most exact date; among equals the one that a text gives beyond its own day, then the earliest. */
function happenedOn(telling: readonly Report[]): DaySpan {
  const ranked = telling
    .map((report) => ({ span: report.said.happenedOn, own: isOwnDay(report) }))
    .sort(
      (a, b) =>
        width(a.span) - width(b.span) ||
        Number(a.own) - Number(b.own) ||
        compareText(a.span.from, b.span.from) ||
        compareText(a.span.to, b.span.to),
    );
  return ranked[0]?.span ?? { from: "1970-01-01", to: "1970-01-01", precision: "day" };
}

function width(span: DaySpan): number {
  return ["day", "between_snapshots", "month", "year"].indexOf(span.precision);
}

function isOwnDay(report: Report): boolean {
  return dayNumber(report.said.happenedOn.from) === Math.floor(report.origin.publishedAt.getTime() / DAY_MS);
}

/** Each fact as the surest source gives it, else the first that told it. */
function detailsOf(telling: readonly Report[]): Readonly<Record<string, string>> {
  const surest = [...telling].sort((a, b) => rank(a) - rank(b) || inOrder(a, b)).reverse();
  const merged: Record<string, string> = {};
  for (const report of surest) Object.assign(merged, report.said.details);
  // A post's note is the event's own.
  delete merged["note"];
  return Object.fromEntries(Object.entries(merged).sort(([a], [b]) => compareText(a, b)));
}

function rank({ origin }: Report): number {
  if (origin.type === "moderator") return 0;
  return origin.tier === "primary" ? 1 : 2;
}
