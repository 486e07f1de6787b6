/** Chance, for jitter: 0 ≤ x < 1. Tests give a fixed one. */
export interface Random {
  next(): number;
}
