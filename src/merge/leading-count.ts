import { countsAPart, namesAll, type Report } from "../domain/event.ts";
import type { HeadCount } from "../domain/finding.ts";
import { countsAreClose } from "./counts.ts";
import { independentSources } from "./independence.ts";

const TIERS = ["primary", "media", "state", "analysis"];

/**
 * The number to lead with: a primary source's newest, else the one that most independent sources give, else the newest.
 * A moderator's post is one source among others until another moderator agreed to it; then it leads. Numbers are never summed; the others stay on their reports and are shown beside it. A list of
 * those known by now leads only as long as nobody tells surely of more.
 *
 * @param reports in order of publication
 * @param isApproved a second moderator agreed to what was posted
 */
export function leadingCount(reports: readonly Report[], isApproved = false): HeadCount | null {
  const given = reports.filter((report) => report.count !== null);
  const whole = given.filter((report) => !countsAPart(report, given) && !listsOfMore(report, given));
  const counted = whole.length > 0 ? whole : given;
  const isPost = ({ origin }: Report): boolean => origin.type === "moderator";
  const firstHand =
    (isApproved ? counted.findLast(isPost) : undefined) ??
    counted.findLast((report) => report.origin.tier === "primary" && !isPost(report));
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

/** It names all whom it counts, and two independent sources tell of clearly more. */
function listsOfMore(report: Report, given: readonly Report[]): boolean {
  if (report.origin.type === "moderator" || !namesAll(report)) return false;
  const n = report.count?.n ?? 0;
  const more = given.filter((it) => (it.count?.n ?? 0) > n && !countsAreClose(it.count, report.count));
  return independentSources(more) >= 2;
}

function isSurer(report: Report, than: Report): boolean {
  return TIERS.indexOf(report.origin.tier) <= TIERS.indexOf(than.origin.tier);
}
