/**
 * The lines of a stream of UTF-8. Only `\n` ends one, with or without `\r` before it: a query may hold U+2028 or a
 * lone `\r`, at which node:readline would cut it in two.
 */
export async function* linesOf(chunks: AsyncIterable<unknown>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8");
  let rest: string[] = [];
  for await (const chunk of chunks) {
    const text = typeof chunk === "string" ? chunk : decoder.decode(chunk as Uint8Array, { stream: true });
    const [first = "", ...more] = text.split("\n");
    rest.push(first);
    for (const line of more) {
      yield withoutReturn(rest.join(""));
      rest = [line];
    }
  }
  rest.push(decoder.decode());
  const last = rest.join("");
  if (last !== "") yield withoutReturn(last);
}

function withoutReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}

/** JSON that is one line for every reader: some end a line at U+2028, U+2029 or U+0085 too. */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u0085\u2028\u2029]/gu,
    (separator) => `\\u${separator.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
