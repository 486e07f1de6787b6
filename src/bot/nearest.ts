/** The two commands nearest to what somebody typed, by the fewest changed letters. */
export function nearestCommands(typed: string, commands: readonly string[]): readonly string[] {
  const word = typed.toLowerCase().slice(0, 32);
  return commands
    .map((command) => ({
      command,
      distance: command.startsWith(word) && word !== "" ? 0 : distance(word, command),
    }))
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, 2)
    .map(({ command }) => command);
}

/** Levenshtein's distance, by rows. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (const [i, letter] of Array.from(a).entries()) {
    const next = [i + 1];
    for (const [j, other] of Array.from(b).entries()) {
      const changed = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
