import { spawnSync } from "node:child_process";

import { describe, expect, test } from "vitest";

import { MOMENTS } from "../../src/demo/scenario.ts";

const DEMO = new URL("../../src/demo.ts", import.meta.url).pathname;

function play(language: string): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [DEMO, `--language=${language}`], {
    stdio: ["ignore", "pipe", "pipe"],
    timeout: 60_000,
  });
  expect(stderr.toString()).toBe("");
  expect(status).toBe(0);
  return stdout.toString();
}

/** What the phone showed, one text a message. */
function messagesIn(output: string): readonly string[] {
  return [...output.matchAll(/┌ Navoli(?<edited> ✎)?\n(?<text>[^└]*)└/gu)].map(
    ({ groups }) => `${groups?.["edited"] === undefined ? "" : "edit: "}${groups?.["text"] ?? ""}`,
  );
}

describe.each(["be", "ru", "en"])("the demo in %s", (language) => {
  const output = play(language);
  const [year = "", ...questions] = output.split("> /");
  const messages = messagesIn(year);
  const answers = messagesIn(questions.join("> /"));
  const traps = MOMENTS.flatMap(({ items }) => items.filter(({ trap }) => trap !== undefined));

  test("tells each release once and edits what was told when more is known", () => {
    const told = messages.filter(
      (text) => !text.startsWith("edit: ") && text.includes("🟢") && !text.includes("↩️"),
    );
    for (const number of ["14", "52", "123"]) {
      const rounds = told.filter((text) => text.split("\n")[0]?.includes(` ${number} `));
      expect(rounds, number).toHaveLength(1);
    }
  });

  test("shows the contradicting counts side by side", () => {
    const last = messages.findLast((text) => text.includes("Kyiv Independent") && text.includes("• 14"));
    expect(last).toMatch(/• 14 — (?:Вясна|Viasna)[^]*• 5 — Kyiv Independent[^]*• 4 — (?:Зеркало|Zerkalo)/u);
  });

  test("opens a round with all four counts and who gives them", () => {
    expect(answers[0]).toMatch(/• 14[^]*• 6[^]*CEPA[^]*• 5[^]*Reuters[^]*• 4/u);
  });

  test("takes back that one of the freed is free", () => {
    expect(output).toContain("↩️");
  });

  test("alarms nobody with calls, analyses, anniversaries, foreign arrests and prisoners of war", () => {
    expect(traps.length).toBeGreaterThan(8);
    for (const { title } of traps) expect(messages.join("\n"), title).not.toContain(title);
  });

  test("ends with the status and a person's card", () => {
    expect(answers.at(-1)).toMatch(/1982[^]*357/u);
  });
});
