/** Fresh ids, URL-safe and never guessable. */
export interface Ids {
  next(): string;
}
