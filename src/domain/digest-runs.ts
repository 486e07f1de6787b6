/** When digests were looked after: what was missed is told from it. In UTC ms. */
export interface DigestRuns {
  /** Digests that were due until then are written down. */
  readonly until: number;
  /** Long times in which nobody looked, oldest first. */
  readonly gaps: readonly DigestGap[];
}

export interface DigestGap {
  readonly from: number;
  readonly to: number;
}
