import type { Report } from "../domain/event.ts";
import { outletKey } from "./outlets.ts";

/** State media cite each other without saying so. */
const STATE = "state";

/**
 * How many sources know it for themselves. Reports of one outlet are one source (its mirrors and its tracker, too);
 * all state media are one; who cites another report's outlet is one with it, and so are two who cite the same third.
 */
export function independentSources(reports: readonly Report[]): number {
  return sourceGroups(reports).size;
}

/** The outlets of the reports that go back to one origin stand together. */
export function sourceGroups(reports: readonly Report[]): ReadonlySet<string> {
  const parent = new Map<string, string>();
  const rootOf = (key: string): string => {
    let root = key;
    for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root)) root = up;
    return root;
  };
  const keys = new Map<string, string>();
  const own = reports.map(({ origin }) => {
    if (origin.tier === "state") return STATE;
    const key = keys.get(origin.outlet) ?? outletKey(origin.outlet);
    keys.set(origin.outlet, key);
    return key;
  });
  reports.forEach((report, index) => {
    const self = own[index] ?? "";
    for (const cited of report.cites) parent.set(rootOf(self), rootOf(outletKey(cited)));
  });
  return new Set(own.map(rootOf));
}
