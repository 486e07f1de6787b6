import type { Report } from "../domain/event.ts";
import type { HeadCount } from "../domain/finding.ts";
import { independentSources } from "./independence.ts";

const TIERS = ["primary", "media", "state", "analysis"];

/**
 * The number to lead with: a moderator's or a primary source's newest, else the one that most independent sources
 * give, else the newest. Numbers are never summed; the others stay on their reports and are shown beside it.
 *
 * @param reports in order of publication
 */
export function leadingCount(reports: readonly Report[]): HeadCount | null {
  const counted = reports.filter((report) => report.count !== null);
  const firstHand =
    counted.findLast((report) => report.origin.type === "moderator") ??
    counted.findLast((report) => report.origin.tier === "primary");
  if (firstHand !== undefined) return firstHand.count;
  const backers = new Map<number, number>();
  for (const report of counted) {
    const n = report.count?.n ?? 0;
    if (!backers.has(n)) backers.set(n, independentSources(counted.filter((it) => it.count?.n === n)));
  }
  const sourcesOf = (report: Report): number => backers.get(report.count?.n ?? 0) ?? 0;
  const best = counted.reduce<Report | null>((leader, report) => {
    if (leader === null || sourcesOf(report) > sourcesOf(leader)) return report;
    return sourcesOf(report) === sourcesOf(leader) && isSurer(report, leader) ? report : leader;
  }, null);
  return best?.count ?? null;
}

function isSurer(report: Report, than: Report): boolean {
  return TIERS.indexOf(report.origin.tier) <= TIERS.indexOf(than.origin.tier);
}
