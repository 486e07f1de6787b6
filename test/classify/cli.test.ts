import { expect, test } from "vitest";
import { classify } from "../../src/cli/classify.ts";

async function run(
  lines: readonly string[],
  args: readonly string[] = [],
): Promise<{ code: number; out: string[]; err: string[] }> {
  const out: string[] = [];
  const err: string[] = [];
  async function* stdin(): AsyncGenerator<string> {
    yield* lines;
  }
  const code = await classify({
    args,
    stdin: stdin(),
    stdout: (line) => out.push(line),
    stderr: (line) => err.push(line),
  });
  return { code, out, err };
}

test("each item gets a line with the fields of the contract", async () => {
  const { code, out } = await run([
    JSON.stringify({
      id: "a",
      title: "Палітвязень Алесь Прыкладны выйшаў на волю",
      summary: "",
      outlet: "Вясна",
    }),
  ]);
  expect(code).toBe(0);
  expect(JSON.parse(out[0] ?? "")).toMatchObject({
    id: "a",
    language: "be",
    labels: ["release"],
    route: "alert",
    people: ["Алесь Прыкладны"],
    count: 1,
  });
});

test("a bad line is named on stderr, the others are answered, the exit code is 1", async () => {
  const { code, out, err } = await run([
    '{"id":1,"title":"x"}',
    "{oops",
    "",
    "[]",
    '{"id":2,"title":7}',
    '{"id":3}',
  ]);
  expect(code).toBe(1);
  expect(out.map((line) => (JSON.parse(line) as { id: unknown }).id)).toEqual([1, 3]);
  expect(err.map((line) => line.slice(0, 7))).toEqual(["line 2:", "line 4:", "line 5:"]);
});

test("arguments are wrong usage", async () => {
  expect((await run([], ["--help"])).code).toBe(2);
});
