/** `cli compare-names`: two names a line on stdin, a tab between; a JSON line each. */
import { compareNames as compare } from "../people/compare-names.ts";
import type { CommandIo } from "./command.ts";
import { jsonLine } from "./lines.ts";

/** @returns the exit code: 0, 1 when a line has no tab (it is answered `different`), 2 for wrong usage */
export async function compareNames({ args, stdin, stdout, stderr }: CommandIo): Promise<0 | 1 | 2> {
  if (args.length > 0) {
    stderr("usage: compare-names   (stdin: two names a line, a tab between)");
    return 2;
  }
  let refused = false;
  let number = 0;
  for await (const line of stdin) {
    number++;
    const [a = "", b, ...rest] = line.split("\t");
    const isPair = b !== undefined && rest.length === 0;
    if (!isPair && line.trim() !== "") {
      stderr(`line ${String(number)}: not two names with a tab between`);
      refused = true;
    }
    // Each line has its answer, so that answers can be laid beside the questions.
    stdout(
      jsonLine(isPair ? { a, b, ...compare(a, b) } : { a: line, b: "", score: 0, verdict: "different" }),
    );
  }
  return refused ? 1 : 0;
}
