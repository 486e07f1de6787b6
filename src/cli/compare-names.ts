/** `cli compare-names`: two names a line on stdin, a tab between; a JSON line each. */
import { compareNames as compare } from "../people/compare-names.ts";
import type { CommandIo } from "./command.ts";

/** @returns the exit code: 0, 1 when a line has no tab (the other lines are answered), 2 for wrong usage */
export async function compareNames({ args, stdin, stdout, stderr }: CommandIo): Promise<0 | 1 | 2> {
  if (args.length > 0) {
    stderr("usage: compare-names   (stdin: two names a line, a tab between)");
    return 2;
  }
  let refused = false;
  let number = 0;
  for await (const line of stdin) {
    number++;
    if (line.trim() === "") continue;
    const [a, b, ...rest] = line.split("\t");
    if (a === undefined || b === undefined || rest.length > 0) {
      stderr(`line ${String(number)}: not two names with a tab between`);
      refused = true;
      continue;
    }
    stdout(JSON.stringify({ a, b, ...compare(a, b) }));
  }
  return refused ? 1 : 0;
}
