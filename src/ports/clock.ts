/** The time now; the only way by which a step learns it. */
export interface Clock {
  now(): Date;
}
