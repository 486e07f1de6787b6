import fc from "fast-check";
import { expect, test } from "vitest";

import { terminalLines } from "../../src/bot/terminal-text.ts";
import { html } from "../../src/locales/html.ts";

const plain = { colour: false, width: 20 };

test.each([
  ["bold words stay words", "<b>На волі</b>", ["На волі"]],
  ["entities are read", "&lt;a&gt; &amp; &quot;b&quot;", ['<a> & "b"']],
  [
    "links show where they lead",
    '<a href="https://a.example/?x=1&amp;y=2">А</a>',
    ["А", "‹https://a.example/?x=1&y=2›"],
  ],
  ["long lines are wrapped at spaces", "адзін два тры чатыры пяць", ["адзін два тры чатыры", "пяць"]],
  ["quotes stand behind a bar", "а\n<blockquote expandable>б\nв</blockquote>", ["а", "▏ б", "▏ в"]],
  ["empty lines stay", "а\n\nб", ["а", "", "б"]],
])("%s", (_, markup, expected) => {
  expect(terminalLines(markup, plain)).toEqual(expected);
});

test("a terminal with colours gets bold and italic, and their ends", () => {
  expect(terminalLines("<b>а</b> <i>б</i>", { colour: true, width: 20 })).toEqual([
    "\u001B[1mа\u001B[22m \u001B[3mб\u001B[23m",
  ]);
});

test("no word of a text is lost", () => {
  const word = fc.stringMatching(/^[\p{L}<>&"]{1,12}$/u);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 30 }), (words) => {
      const shown = terminalLines(html`${words.join(" ")}`.markup, plain).join(" ");
      expect(shown.split(" ").filter((each) => each !== "")).toEqual(words);
    }),
  );
});
