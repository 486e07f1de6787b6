import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const PROJECT = fileURLToPath(new URL("../", import.meta.url));
/** What a source answers, where its error says it was thrown, and whether Node has loaded its tool for types. */
const PROGRAM = `
  const { openModel, softmax } = await import("./src/classify/model/linear.ts");
  const tool = process.moduleLoadList.some((name) => name.includes("amaro"));
  try {
    openModel({ version: 0, kinds: [] });
  } catch (error) {
    const place = /linear\\.ts:\\d+:\\d+/u.exec(error.stack)?.[0];
    console.log(JSON.stringify({ even: softmax([1, 1]), place, tool }));
  }
`;

function run(options: readonly string[]): unknown {
  const answer = execFileSync(process.execPath, [...options, "--input-type=module", "-e", PROGRAM], {
    cwd: PROJECT,
    encoding: "utf8",
  });
  return JSON.parse(answer);
}

test("a lean start runs the same sources, without the tool that takes their types out", () => {
  const usual = run([]);
  expect(usual).toEqual({
    even: [0.5, 0.5],
    place: expect.stringMatching(/^linear\.ts:\d+:\d+$/u) as unknown,
    tool: true,
  });
  expect(run(["--import", "./src/lean-start.mjs"])).toEqual({ ...(usual as object), tool: false });
});
