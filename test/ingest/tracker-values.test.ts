import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { readPartialDate, spanOf } from "../../src/ingest/tracker-dates.ts";
import { readPenalty, readSentence } from "../../src/ingest/tracker-sentence.ts";
import { readCharges } from "../../src/people/articles.ts";
import { readFacility } from "../../src/people/facilities.ts";

describe("sentences", () => {
  test.each<[string, number | null, number | null]>([
    ["3 года", 36, null],
    ["1 год", 12, null],
    ["14 лет", 168, null],
    ["10 лет", 120, null],
    ["1,5 года", 18, null],
    ["2.5 года", 30, null],
    ["2 1/2 years", 30, null],
    ["4 1/2 years", 54, null],
    ["2½ years", 30, null],
    ["½ года", 6, null],
    ["19 months", 19, null],
    ["3 гады і 6 месяцаў", 42, null],
    ["3 гады 6 месяцаў", 42, null],
    ["12 гадоў 6 месяцаў", 150, null],
    ["2 года и 6 месяцев", 30, null],
    ["5 лет 3 мес.", 63, null],
    ["1 год 1 месяц", 13, null],
    ["6 месяцев", 6, null],
    ["3 месяца", 3, null],
    ["8 month", 8, null],
    ["полтора года", 18, null],
    ["паўтара года", 18, null],
    ["два года", 24, null],
    ["5-year", 60, null],
    ["3 года + 1 год", 48, null],
    ["3 года и дополнительно 1 год 6 месяцев", 54, null],
    ["3 years and 6 months", 42, null],
    ["2 years, 3 months of imprisonment", 27, null],
    ["500 базовых величин", null, 500],
    ["500 базавых велічынь", null, 500],
    ["1 000 базовых величин", null, 1000],
    ["500 base units", null, 500],
    ["штраф 200 б.в.", null, 200],
    ["5 лет и штраф 500 базовых величин", 60, 500],
    ["15 суток", null, null],
    ["unknown", null, null],
    ["штраф", null, null],
    ["от 5 до 7 лет", null, null],
    ["до 12 лет", null, null],
    ["5 лет, изменено на 4 года", null, null],
    ["с 2024 года", null, null],
    ["оправдан", null, null],
    ["", null, null],
  ])("«%s»: %s months, %s base units", (text, months, baseUnits) => {
    expect(readSentence(text)).toEqual({ months, baseUnits });
  });

  test("any whole years and months are read in three languages", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 25 }), fc.integer({ min: 1, max: 11 }), (years, months) => {
        const expected = { months: years * 12 + months, baseUnits: null };
        const [y, m] = [String(years), String(months)];
        expect(readSentence(`${y} лет ${m} месяцев`)).toEqual(expected);
        expect(readSentence(`${y} гадоў і ${m} месяцаў`)).toEqual(expected);
        expect(readSentence(`${y} years and ${m} months`)).toEqual(expected);
      }),
    );
  });

  test("no text makes it throw", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const { months } = readSentence(text);
        expect(months === null || months > 0).toBe(true);
      }),
    );
  });

  test.each([
    ["лишение свободы в колонии общего режима", "colony"],
    ["imprisonment in a general-security penal colony", "colony"],
    ["пазбаўленне волі ў калоніі", "colony"],
    ["лишение свободы в тюрьме", "prison_regime"],
    ["ограничение свободы в учреждении открытого типа («химия»)", "open_facility"],
    [
      "ограничение свободы без направления в учреждение открытого типа («домашняя химия»)",
      "home_confinement",
    ],
    ['restricted freedom under home confinement ("domashnyaya khimiya")', "home_confinement"],
    ['restricted freedom in an open penal facility ("khimiya")', "open_facility"],
    ["«хатняя хімія»", "home_confinement"],
    ["арест", "arrest_sentence"],
    ["арышт", "arrest_sentence"],
    ["штраф", "fine"],
    ["fine", "fine"],
    ["принудительное лечение", "compulsory_treatment"],
    ["ограничение свободы", null],
    ["что-то ещё", null],
  ])("«%s» is %s", (text, penalty) => {
    expect(readPenalty(text)).toBe(penalty);
  });
});

describe("dates", () => {
  test.each([
    ["2026-11-20", "2026-11-20"],
    ["2026-11", "2026-11"],
    ["1968", "1968"],
    ["1968-00-00", "1968"],
    ["1968-05-00", "1968-05"],
    ["20.11.2026", "2026-11-20"],
    ["3.2.2024", "2024-02-03"],
    ["20 ноября 2026", "2026-11-20"],
    ["20 ноября 2026 г.", "2026-11-20"],
    ["20 лістапада 2026", "2026-11-20"],
    ["24 April 1982", "1982-04-24"],
    ["April 24, 1982", "1982-04-24"],
    ["april 2026", "2026-04"],
    ["май 2024", "2024-05"],
    ["сентябрь 2021 года", "2021-09"],
    ["2026-11-20T10:00:00", "2026-11-20"],
    ["2026-11-20 00:00:00", "2026-11-20"],
  ])("«%s» is %s", (text, value) => {
    expect(readPartialDate(text)?.value).toBe(value);
  });

  test.each([
    "",
    "FALSE",
    "неизвестно",
    "2024-02-31",
    "2024-13-01",
    "31.02.2024",
    "12345",
    "0000-00-00",
    "вчера",
  ])("«%s» is no date", (text) => {
    expect(readPartialDate(text)).toBeNull();
  });

  test("a month spans its own days only", () => {
    expect(spanOf({ value: "2024-02", precision: "month" })).toEqual({
      from: "2024-02-01",
      to: "2024-02-29",
      precision: "month",
    });
    expect(spanOf({ value: "2024-12", precision: "month" }).to).toBe("2024-12-31");
  });
});

test.each<[string, [string | null, string | null][]]>([
  [
    "ст. 361-1 Уголовного кодекса; ст. 130 Уголовного кодекса",
    [
      ["361-1", null],
      ["130", null],
    ],
  ],
  ["ч. 2 ст. 411 Уголовного кодекса", [["411", "2"]]],
  [
    "ч. 1 ст. 361-4 УК, ч. 3 ст. 130 УК",
    [
      ["361-4", "1"],
      ["130", "3"],
    ],
  ],
  ["арт. 342 Крымінальнага кодэкса", [["342", null]]],
  [
    "ч. 1 арт. 342, ч. 2 арт. 293",
    [
      ["342", "1"],
      ["293", "2"],
    ],
  ],
  ["Art. 342 of the Criminal Code — Organization and preparation of actions", [["342", null]]],
  ["Part 2 of Art. 339 of the Criminal Code", [["339", "2"]]],
  [
    "Art. 361-4\nArt. 130",
    [
      ["361-4", null],
      ["130", null],
    ],
  ],
  ["ст. 361¹ УК", [["361-1", null]]],
  ["ст. 19.11 КоАП", [["Adm 19.11", null]]],
  ["ст. 342 Уголовного кодекса — действий, грубо нарушающих порядок", [["342", null]]],
  ["за политику", [[null, null]]],
  ["", []],
])("articles in «%s»", (text, expected) => {
  expect(readCharges(text).map(({ code, part }) => [code, part])).toEqual(expected);
});

test("what the source wrote about each article is kept", () => {
  expect(readCharges("ст. 361-1 Уголовного кодекса; ч. 2 ст. 411 УК").map(({ raw }) => raw)).toEqual([
    "ст. 361-1 Уголовного кодекса",
    "ч. 2 ст. 411 УК",
  ]);
});

test.each([
  ["Исправительная колония №4", "IK-4"],
  ["ИК № 4", "IK-4"],
  ["ИК-4", "IK-4"],
  ["ПК №15", "IK-15"],
  ["Папраўчая калонія №15", "IK-15"],
  ["Penal colony No. 4", "IK-4"],
  ["Women's penal colony No. 4", "IK-4"],
  ["СИЗО №1", "SIZO-1"],
  ["СІЗА-1", "SIZO-1"],
  ["Следственный изолятор № 7", "SIZO-7"],
  ["Pre-trial detention center No. 7", "SIZO-7"],
  ["Тюрьма №8", "T-8"],
  ["Турма №8", "T-8"],
  ["Prison No. 4", "T-4"],
  ["ИУОТ №48", "IUOT-48"],
  ["ПУАТ №48", "IUOT-48"],
  ["Исправительное учреждение открытого типа №48", "IUOT-48"],
  ["Папраўчая ўстанова адкрытага тыпу №7", "IUOT-7"],
  ["Open correctional facility No. 48", "IUOT-48"],
  ["СИЗО КГБ", "SIZO-KGB"],
  ["тюремная больница в Колядичах", "KAL"],
  ["Prison hospital in Kaliadzičy", "KAL"],
  ["Воспитательная колония №2", "VK-2"],
  ["ИВС", null],
])("«%s» is %s", (text, id) => {
  expect(readFacility(text)?.id ?? null).toBe(id);
});

test.each(["Неизвестно", "дома", "Освобожден", "", "Минск"])("«%s» is no facility", (text) => {
  expect(readFacility(text)).toBeNull();
});
