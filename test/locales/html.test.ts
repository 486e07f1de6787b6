import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { blocks, clip, folded, html, Html, lines } from "../../src/locales/html.ts";
import { parseTelegramHtml } from "../support/telegram-html.ts";

describe("markup", () => {
  test("text from outside is escaped, markup of our own is not", () => {
    const name = '<b>"A" & B</b>';
    expect(html`<i>${name}</i> ${html`<b>${1}</b>`}`.markup).toBe(
      "<i>&lt;b&gt;&quot;A&quot; &amp; B&lt;/b&gt;</i> <b>1</b>",
    );
  });

  test("empty parts leave no empty lines", () => {
    expect(blocks(html`a`, null, Html.none, lines(html`b`, null, html`c`)).markup).toBe("a\n\nb\nc");
    expect(folded(Html.none).markup).toBe("");
  });

  test("whatever is put in, Telegram can read it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const parsed = parseTelegramHtml(html`<b>${text}</b>`.markup);
        expect(parsed.ok && parsed.text).toBe(text);
      }),
    );
  });
});

describe("cutting what is too long", () => {
  test("what fits stays as it is", () => {
    expect(clip("<b>ab</b>", 9)).toBe("<b>ab</b>");
  });

  test("open tags are closed and entities stay whole", () => {
    expect(clip("<blockquote expandable><b>abcdef</b></blockquote>", 45)).toBe(
      "<blockquote expandable><b>a…</b></blockquote>",
    );
    expect(clip("aaaaaaa&amp;b", 10)).toBe("aaaaaaa…");
  });

  test("the result is never too long and always readable", () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 20 }).map((text) => html`${text}`),
      fc.string({ maxLength: 20 }).map((text) => html`<b>${text}</b>`),
      fc.string({ maxLength: 20 }).map((text) => html`<blockquote expandable><i>${text}</i>x</blockquote>`),
      fc.webUrl().map((url) => html`<a href="${url}">z</a>`),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), fc.integer({ min: 40, max: 200 }), (pieces, limit) => {
        const cut = clip(Html.join(pieces).markup, limit);
        expect(cut.length).toBeLessThanOrEqual(limit);
        expect(parseTelegramHtml(cut).ok).toBe(true);
      }),
    );
  });
});
