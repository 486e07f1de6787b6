import { existsSync } from "node:fs";

/** `20261122T204500Z` */
function stampOf(now: Date): string {
  return now.toISOString().replaceAll(/[-:]|\.\d+/gu, "");
}

/** A name for what a restore replaces: with its time, and never one that is taken, so that nothing is lost twice. */
export function asidePath(path: string, now: Date): string {
  const named = `${path}.before-restore-${stampOf(now)}`;
  for (let n = 1; ; n++) {
    const free = n === 1 ? named : `${named}-${String(n)}`;
    if (!existsSync(free)) return free;
  }
}
