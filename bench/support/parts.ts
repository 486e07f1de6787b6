/** Measures all parts in their order, or with `--only=NAME` that one. */
export async function measureParts(
  parts: Readonly<Record<string, () => Promise<void>>>,
  args: readonly string[],
): Promise<void> {
  const only = args.find((arg) => arg.startsWith("--only="))?.slice("--only=".length) ?? null;
  for (const [name, measure] of Object.entries(parts)) {
    if (only === null || only === name) await measure();
  }
}
