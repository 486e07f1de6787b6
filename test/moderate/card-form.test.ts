import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { needsTwo, withEdits, withValue } from "../../src/domain/card-edit.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import { CUSTODIES, type CardEdit, type CardValue, type Custody } from "../../src/domain/person.ts";
import { statusOfWords } from "../../src/locales/moderation/card-words.ts";
import { textsIn } from "../../src/locales/texts.ts";
import { readCard, valuesOf, withLines } from "../../src/moderate/card-form.ts";
import { aPerson, SIARHEI } from "../bot/people.ts";

const NOW = new Date("2026-11-23T09:00:00Z");
const read = (...lines: readonly string[]) => readCard(["list:1", ...lines].join("\n"), NOW);
const day = (value: string) => ({ value, precision: "day" });

describe("a status in people's own words", () => {
  test.each<[string, ReturnType<typeof statusOfWords>]>([
    ["free_abroad", "free_abroad"],
    ["На волі за мяжой", "free_abroad"],
    ["вывезли в Литву", "free_abroad"],
    ["выйшла на волю, з'ехала ў Вільню", "free_abroad"],
    ["освобождён, в Беларуси", "free_in_belarus"],
    ["на волі", "where_free"],
    ["released", "where_free"],
    ["вольная", "where_free"],
    ["калонія", "colony"],
    ["в колонии", "colony"],
    ["турма", "prison_regime"],
    ["тюремный режим", "prison_regime"],
    ["хімія", "open_facility"],
    ["домашняя химия", "home_confinement"],
    ["хатні арышт", "house_arrest"],
    ["СІЗА", "remand"],
    ["задержана", "detained"],
    ["15 сутак", "administrative_arrest"],
    ["памёр", "died_in_custody"],
    ["умерла", "died_in_custody"],
    ["под подпиской", "released_pending_trial"],
    ["неизвестно", "unknown"],
    ["не на волі", null],
    ["not released", null],
    ["за кратамі", null],
    ["Літвінаў", null],
    ["в Литве", "free_abroad"],
    ["", null],
  ])("%s: %s", (words, expected) => {
    expect(statusOfWords(words)).toBe(expected);
  });

  test.each(LANGUAGES)("whatever a card says in %s is understood", (language) => {
    const { custody } = textsIn(language).vocabulary;
    for (const code of CUSTODIES) {
      for (const words of Object.values({ ...custody[code] })) expect(statusOfWords(words)).toBe(code);
    }
  });
});

describe("what a moderator writes about a card", () => {
  test.each<{ why: string; lines: readonly string[]; form: object }>([
    {
      why: "labels in Belarusian",
      lines: ["стан: на волі, за мяжой", "з: 20.11.2026", "https://reform.news/1"],
      form: { custody: "free_abroad", since: day("2026-11-20"), source: "https://reform.news/1" },
    },
    {
      why: "no labels at all",
      lines: ["free abroad 2026-11-20", "https://reform.news/?p=1="],
      form: { custody: "free_abroad", since: day("2026-11-20"), source: "https://reform.news/?p=1=" },
    },
    {
      why: "the template with some lines left empty",
      lines: ["статус: ", "с:", "место: ИК-4", "срок: ", "источник: https://reform.news"],
      form: { custody: null, facility: { id: "IK-4" }, source: "https://reform.news/" },
    },
    {
      why: "a term and its end",
      lines: ["sentence: 7 years 6 months", "term ends: 2027-05"],
      form: { months: 90, termEnd: { value: "2027-05", precision: "month" } },
    },
    { why: "a term in words with a half", lines: ["срок 7,5 лет"], form: { months: 90 } },
    { why: "a term in months", lines: ["тэрмін: 90 месяцаў"], form: { months: 90 } },
    { why: "years alone", lines: ["тэрмін: 12"], form: { months: 144 } },
    {
      why: "an arrest of yesterday",
      lines: ["arrested", "since: yesterday", "СІЗА №1"],
      form: { custody: "detained", since: day("2026-11-22"), facility: { id: "SIZO-1" } },
    },
    ...[
      ["20 лістапада 2026", "2026-11-20"],
      ["20 ноября 2026 г.", "2026-11-20"],
      ["20 November 2026", "2026-11-20"],
      ["20/11/2026", "2026-11-20"],
      ["2026-1-5", "2026-01-05"],
      ["сёння", "2026-11-23"],
    ].map(([written, value]) => ({
      why: `the day as «${written ?? ""}»`,
      lines: [`з: ${written ?? ""}`],
      form: { since: { value, precision: "day" } },
    })),
    {
      why: "a month by its name, behind the status",
      lines: ["вызвалены, у Беларусі, з мая 2026"],
      form: { custody: "free_in_belarus", since: { value: "2026-05", precision: "month" } },
    },
    {
      why: "an address with letters as a browser shows it",
      lines: ["крыніца: https://be.wikipedia.org/wiki/Марыя"],
      form: { source: "https://be.wikipedia.org/wiki/%D0%9C%D0%B0%D1%80%D1%8B%D1%8F" },
    },
    {
      why: "articles by number",
      lines: ["charges: 342 ч. 1, 361-1"],
      form: {
        charges: [
          { code: "342", part: "1", raw: "ст. 342 ч. 1" },
          { code: "361-1", part: null, raw: "ст. 361-1" },
        ],
      },
    },
  ])("$why", ({ lines, form }) => {
    expect(read(...lines)).toMatchObject({ target: "list:1", faults: [], form });
  });

  test("everything may stand in one line", () => {
    const text = "Прыкладная стан: на волі за мяжой з: 2026-11-20 месца: IK-4 https://reform.news/1";
    expect(readCard(text, NOW)).toMatchObject({
      target: "Прыкладная",
      faults: [],
      form: { custody: "free_abroad", since: day("2026-11-20"), source: "https://reform.news/1" },
    });
  });

  test.each<{ line: string; code: string }>([
    { line: "стан: на волі", code: "where_free" },
    { line: "status: happy", code: "status" },
    { line: "since: 31.02.2026", code: "date" },
    { line: "since: 2026-11-24", code: "future" },
    { line: "since: 1937", code: "date" },
    { line: "place: somewhere far", code: "place" },
    { line: "sentence: long", code: "sentence" },
    { line: "sentence: 99 years", code: "sentence" },
    { line: "charges: 999", code: "charges" },
    { line: "http://reform.news/1", code: "bad_source" },
    { line: "www.reform.news/1", code: "bad_source" },
    { line: "reform.news/1", code: "bad_source" },
    { line: "source: https://user:word@reform.news/", code: "bad_source" },
    { line: "source: https://рэформ.news/", code: "bad_source" },
    { line: "заўвага пра ўсё", code: "unknown_line" },
  ])("$line is refused as $code, and the other lines are kept", ({ line, code }) => {
    const { faults, kept } = read("place: IK-4", line);
    expect(faults[0]?.code).toBe(code === "place" ? "twice" : code);
    expect(read(line, "ends: 2027").faults).toEqual([{ code, line: expect.any(String) as string }]);
    expect(kept[0]).toBe("place: IK-4");
  });

  test("all lines that cannot be read are told, not the first alone", () => {
    const { faults } = read("status: happy", "place: somewhere", "ends: 2027");
    expect(faults.map(({ code }) => code)).toEqual(["status", "place"]);
  });

  test("what is said again in a reply counts as it is said last", () => {
    const lines = withLines(
      ["status: free abroad", "since: 2026-11-20"],
      "дата: 2026-11-19\nhttps://reform.news/1",
    );
    expect(lines).toEqual(["status: free abroad", "дата: 2026-11-19", "https://reform.news/1"]);
    expect(read(...lines).faults).toEqual([]);
  });

  test("any text at all is answered", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
        const { kept, faults } = readCard(`list:1\n${text}`, NOW);
        expect(kept.length).toBeLessThanOrEqual(7);
        expect(faults.every(({ line }) => line.length > 0)).toBe(true);
      }),
    );
  });
});

describe("what of it changes the card", () => {
  const person = aPerson();
  const valuesFor = (...lines: readonly string[]) => valuesOf(read(...lines).form, person);

  test.each<{ lines: readonly string[]; values: unknown }>([
    { lines: [], values: "nothing" },
    { lines: ["https://reform.news"], values: "nothing" },
    { lines: ["status: colony"], values: "already" },
    { lines: ["place: ПК №4"], values: "already" },
    { lines: ["sentence: 6 years 6 months", "charges: 342 ч. 1, 361-1"], values: "already" },
    { lines: ["status: remand", "since: 2026-11-20"], values: "date_of_what" },
    { lines: ["status: unknown", "since: 2026-11-20"], values: "date_of_what" },
    { lines: ["status: free abroad", "place: IK-4"], values: "place_of_free" },
    {
      lines: ["since: 2022-05-11", "status: colony"],
      values: [{ field: "status", custody: "colony", since: day("2022-05-11") }],
    },
    {
      lines: ["status: colony", "ends: 2028-12"],
      values: [{ field: "term_end", on: { value: "2028-12", precision: "month" } }],
    },
  ])("$lines", ({ lines, values }) => {
    expect(valuesFor(...lines)).toEqual(values);
  });
});

describe("the card with what moderators say", () => {
  const edit = (value: CardValue, over: Partial<CardEdit> = {}): CardEdit => ({
    change: "c",
    personId: aPerson().id,
    value,
    source: "https://reform.news/1",
    by: "M1",
    agreedBy: null,
    at: NOW,
    listSaid: "",
    state: "stands",
    ...over,
  });

  test("who is freed has a day of release; who is arrested again has neither it nor the old place and term", () => {
    const since = { value: "2026-11-20", precision: "day" } as const;
    const freed = withValue(aPerson().record, { field: "status", custody: "free_abroad", since });
    expect(freed).toMatchObject({ custody: "free_abroad", release: { date: since, kind: null } });
    const again = withValue(freed, { field: "status", custody: "remand", since: null });
    expect(again).toMatchObject({ release: null, detainedOn: null, facility: null, penaltyStart: null });
    const moved = withValue(SIARHEI.record, { field: "status", custody: "home_confinement", since: null });
    expect(moved).toMatchObject({ detainedOn: SIARHEI.record.detainedOn, facility: { id: "SIZO-1" } });
    const dead = withValue(freed, { field: "status", custody: "died_in_custody", since });
    expect(dead).toMatchObject({ diedOn: since, release: null });
  });

  test("an edit of somebody else, of a draft, or of what the list said before changes nothing", () => {
    const status = { field: "status", custody: "free_abroad", since: null } as const;
    const person = aPerson();
    const edits = [
      edit(status, { personId: "list:9" }),
      edit(status, { state: "asked" }),
      edit(status, { listSaid: "remand" }),
    ];
    expect(withEdits(person, edits)).toBe(person);
  });

  test.each<[Custody, Custody, Custody, boolean]>([
    ["colony", "colony", "prison_regime", false],
    ["colony", "colony", "free_abroad", true],
    ["free_abroad", "free_abroad", "remand", true],
    ["colony", "colony", "died_in_custody", true],
    ["colony", "colony", "unknown", true],
    ["free_abroad", "free_abroad", "free_abroad", false],
    // Two moderators said it against the list: one alone does not say it anew.
    ["free_abroad", "colony", "free_abroad", true],
  ])("shown as %s, listed as %s, to %s: two are needed: %s", (shown, listed, custody, expected) => {
    expect(needsTwo([{ field: "status", custody, since: null }], shown, listed)).toBe(expected);
    expect(needsTwo([{ field: "sentence", months: 12 }], shown, listed)).toBe(false);
  });
});
