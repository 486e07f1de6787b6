/** What a quoted figure of others counts. */
export type FigureOf =
  | "released"
  | "pardoned"
  | "term_served"
  | "recognised_new"
  | "recognised_total"
  | "in_custody"
  | "women"
  | "men"
  | "risk_group"
  | "former"
  | "not_recognised"
  | "died"
  | "rows";
