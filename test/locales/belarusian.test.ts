import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { RELEASE_ROUNDS } from "../../src/history/release-rounds.ts";
import { REVOLVING_DOOR } from "../../src/history/revolving-door.ts";
import { historyWords } from "../../src/history/words.ts";
import { correctionTextsIn } from "../../src/locales/correction.ts";
import { digestTextsIn } from "../../src/locales/digest.ts";
import { aliasTextsIn } from "../../src/locales/moderation/alias.ts";
import { cardTextsIn } from "../../src/locales/moderation/card.ts";
import { deskTextsIn, moderationTextsIn } from "../../src/locales/moderation/texts.ts";
import { noticeTextsIn } from "../../src/locales/notices.ts";
import { textsIn } from "../../src/locales/texts.ts";

/**
 * Where «у» and «ў» stand wrong: after a vowel, unless a sign stands between, it is «ў»; after anything else «у».
 * Quotation marks are no such sign (ПЦ «Вясна» ў Мінску), neither are the tags of markup.
 */
function misplaced(text: string): readonly string[] {
  const plain = text.replaceAll(/<[^>]*>/gu, "");
  const shouldBeShort = plain.matchAll(/[аеёіоуыэюя]»?[ \u00A0]у\p{L}*/giu);
  const shouldBeLong = plain.matchAll(/(?:^|[^аеёіоуыэюя»\s]»?\s+|[.,:;!?—–(«]\s*)ў\p{L}*/gimu);
  return [...shouldBeShort, ...shouldBeLong].map(([found]) => found).filter((found) => !/ У/u.test(found));
}

/** Every text in an object of texts; functions are called with words that end in a vowel and in a consonant. */
function textsOf(value: unknown, path: string): readonly (readonly [string, string])[] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value === "function") {
    const call = value as (...parts: readonly unknown[]) => unknown;
    return ["Марыя", "Ян"].flatMap((word) => {
      try {
        return textsOf(call(word, word, word), path);
      } catch {
        return [];
      }
    });
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => textsOf(part, `${path}.${key}`));
}

const OBJECTS: Readonly<Record<string, unknown>> = {
  texts: textsIn("be"),
  moderation: moderationTextsIn("be"),
  desk: deskTextsIn("be"),
  card: cardTextsIn("be"),
  alias: aliasTextsIn("be"),
  notices: noticeTextsIn("be"),
  digest: digestTextsIn("be"),
  correction: correctionTextsIn("be"),
  history: [
    ...RELEASE_ROUNDS.flatMap((round) => [
      ...round.counts.flatMap(({ by, of }) => [by, of ?? ""]),
      round.note ?? "",
      round.concession ?? "",
      round.mediator ?? "",
      round.destination ?? "",
    ]),
    ...REVOLVING_DOOR.flatMap(({ by, note }) => [by, note ?? ""]),
  ].map((text) => historyWords("be", text)),
};

describe("«у» and «ў» in Belarusian", () => {
  test.each([
    ["на волі у Беларусі", ["і у"]],
    ["на волі ў Беларусі", []],
    ["на волі, у Беларусі", []],
    ["«Вясна» у Мінску", ["а» у"]],
    ["«Вясна» ў Мінску", []],
    ["нарадзіўся ў 1975 годзе", []],
    ["памёр у няволі", []],
    ["памёр ў няволі", ["р ў"]],
    ["не умееце", ["е умееце"]],
    ["яна Уладзіміра", []],
    ["<b>яна</b> у турме", ["а у"]],
    [", ў турме", [", ў"]],
  ])("%s", (text, faults) => {
    expect(misplaced(text)).toEqual(faults);
  });

  test.each(Object.keys(OBJECTS))("stand right in all of %s", (name) => {
    const faults = textsOf(OBJECTS[name], name).flatMap(([path, text]) =>
      misplaced(text).map((fault) => `${path}: ${fault}`),
    );
    expect(faults).toEqual([]);
  });

  test.each([
    "../bot/screens/bot",
    "../bot/screens/moderation",
    "../alert/screens/alerts",
    "../alert/screens/digest",
  ])("stand right on the screens of %s", (file) => {
    const shown = readFileSync(new URL(`${file}.be.txt`, import.meta.url), "utf8");
    expect(misplaced(shown.replaceAll(/\n│ /gu, " "))).toEqual([]);
  });
});

describe.each(["be", "ru"] as const)("in %s", (language) => {
  test("quotation marks, apostrophes and dashes are those of print, and no letter is of another language", () => {
    const all = [
      textsIn(language),
      moderationTextsIn(language),
      deskTextsIn(language),
      noticeTextsIn(language),
      aliasTextsIn(language),
    ].flatMap((object, n) => textsOf(object, String(n)));
    const own = language === "be" ? /[иъщ]/iu : /[іў’]/iu;
    const isName = /languageName|welcome|zones|picture\.asOf/u;
    const faults = all
      .filter(([path]) => !isName.test(path))
      .filter(([, text]) => own.test(text.replaceAll(/Марыя|Ян|На волі/gu, "")) || / - |[“”„']/u.test(text));
    expect(faults).toEqual([]);
  });
});
