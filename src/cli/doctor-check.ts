/** One thing that was looked at. */
export interface Check {
  readonly check: string;
  readonly ok: boolean;
  readonly detail: string;
  /** What to do about a fault; null when there is none. */
  readonly next: string | null;
}

export const KEY_IN_PLACE = "put the key of this database in place; RUNBOOK.md, “The key is lost”";

export function well(check: string, detail: string): Check {
  return { check, ok: true, detail, next: null };
}

export function fault(check: string, detail: string, next: string): Check {
  return { check, ok: false, detail, next };
}
