/**
 * Why something failed, in the words of who noticed first: what drizzle wraps around them holds the whole statement
 * with all its values.
 */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  // A host with several addresses that all refuse: Node lists them and says nothing itself.
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
  return inner instanceof Error ? reasonOf(inner) : error.message;
}
