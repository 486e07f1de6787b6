/**
 * Why something failed, in the words of who noticed first: what drizzle wraps around them holds the whole statement
 * with all its values.
 */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message;
}
