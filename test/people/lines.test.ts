import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonLine, linesOf } from "../../src/cli/lines.ts";
import { buildPeopleIndex } from "../../src/people/person-index.ts";

async function read(...chunks: readonly (string | Uint8Array)[]): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of linesOf(ReadableStream.from(chunks))) lines.push(line);
  return lines;
}

describe("lines of standard input", () => {
  test.each<{ why: string; text: string; lines: string[] }>([
    { why: "nothing", text: "", lines: [] },
    { why: "an empty line is a line", text: "\n\na\n", lines: ["", "", "a"] },
    { why: "no line end at the end", text: "a\nb", lines: ["a", "b"] },
    { why: "line ends of Windows", text: "a\r\nb\r\n", lines: ["a", "b"] },
    {
      why: "other separators belong to the line",
      text: "a\u2028b\u2029c\rd\u0085e\n",
      lines: ["a\u2028b\u2029c\rd\u0085e"],
    },
  ])("$why", async ({ text, lines }) => {
    expect(await read(text)).toEqual(lines);
  });

  test("wherever the bytes are cut, the lines are the same", async () => {
    const bytes = new TextEncoder().encode("Ціханоўскага\r\n💔 ليس\n\nАлена\u2028П");
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length), async (at) => {
        expect(await read(bytes.slice(0, at), bytes.slice(at))).toEqual([
          "Ціханоўскага",
          "💔 ليس",
          "",
          "Алена\u2028П",
        ]);
      }),
    );
  });
});

test.each([
  "",
  "\u0000\u0007\u001b[31m",
  "💔💔",
  "ليس هنا أحد",
  "שלום עולם",
  "я".repeat(5000),
  "\u2028",
  "\r",
  "\u202e\u200f",
])("%j is answered none, politely", (query) => {
  const index = buildPeopleIndex([{ id: "a", names: ["Ганна Прыкладная"] }]);
  expect(index.find(query).verdict).toBe("none");
});

test("an answer is one line for every reader", () => {
  const line = jsonLine({ query: "а\u2028б\u0085в\n" });
  expect(line).toBe(String.raw`{"query":"а\u2028б\u0085в\n"}`);
  expect(JSON.parse(line)).toEqual({ query: "а\u2028б\u0085в\n" });
});
