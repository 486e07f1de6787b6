import { describe, expect, test } from "vitest";

import type { TrackerEvent } from "../../src/ingest/tracker-event.ts";
import { aList, aRow, comparisonOf, withRow, type Row } from "../support/tracker-fixtures.ts";

/** Rows 0, 3, 6, 9 of the list are active, 1, 4 … former, 2, 5 … without status. */
const ACTIVE = 0;
const FORMER = 1;
const NP = 2;

async function change(n: number, over: Row | null, before: Row = {}): Promise<readonly TrackerEvent[]> {
  const list = withRow(aList(), n, before);
  return (await comparisonOf(list, withRow(list, n, over))).events;
}

/** `release pardon forced_exile 2026-11-20 push` */
function shown(event: TrackerEvent): string {
  return [
    event.event,
    event.releaseKind,
    ...event.modifiers,
    event.field,
    event.date?.value,
    event.push ? "push" : "quiet",
    event.review,
  ]
    .filter((part) => part !== undefined && part !== null)
    .join(" ");
}

async function shownChange(n: number, over: Row | null, before: Row = {}): Promise<readonly string[]> {
  return (await change(n, over, before)).map(shown);
}

describe("releases", () => {
  test.each<[string, Row, string]>([
    ["by pardon", { description: "помилован", release_date: "2026-11-20" }, "release pardon 2026-11-20 push"],
    [
      "by pardon and taken out",
      { description: "помилована, вывезена в Литву", release_date: "2026-11-20" },
      "release pardon forced_exile 2026-11-20 push",
    ],
    ["in Belarusian", { description: "цалкам адбыў тэрмін" }, "release term_served push"],
    [
      "in English",
      { description: "released under amnesty, stayed in Belarus" },
      "release amnesty stays_in_belarus push",
    ],
    ["that nothing explains", { prison: "Освобожден" }, "release unknown push"],
    ["with an old text", {}, "release unknown push"],
    ["of a month", { release_date: "2026-11" }, "release unknown 2026-11 push"],
  ])("%s", async (_, over, expected) => {
    expect(await shownChange(ACTIVE, { status: "former", prison: "", ...over })).toEqual([expected]);
  });

  test("without a date are between the two snapshots, never on a day", async () => {
    const [event] = await change(ACTIVE, { status: "former", prison: "" });
    expect(event).toMatchObject({ event: "release", date: null, releaseKind: "unknown" });
  });

  test("a release date in the future is for moderators", async () => {
    expect(await shownChange(ACTIVE, { status: "former", release_date: "2027-03-01" })).toEqual([
      "release unknown 2027-03-01 quiet FUTURE_RELEASE_DATE",
    ]);
  });

  test("a planned release date of somebody still inside is no release", async () => {
    expect(await shownChange(ACTIVE, { release_date: "2027-03-01" })).toEqual([
      "detail_fill release_date quiet FUTURE_RELEASE_DATE",
    ]);
  });

  test("a past release date of somebody still active is for moderators", async () => {
    expect(await shownChange(ACTIVE, { release_date: "2026-11-20" })).toEqual([
      "release unknown 2026-11-20 quiet RELEASED_BUT_ACTIVE",
    ]);
  });

  test("the place «Освобожден» says it although the status is unchanged, and the status later says it no second time", async () => {
    expect(await shownChange(ACTIVE, { prison: "Освобожден" })).toEqual(["release unknown push"]);
  });

  test("the date of an earlier release does not date a new one", async () => {
    const before = { arrested: "2025-05-05", release_date: "2023-02-01" };
    expect(await shownChange(ACTIVE, { status: "former", prison: "" }, before)).toEqual([
      "release unknown push",
    ]);
  });

  test("who refused to leave is not released", async () => {
    const over = {
      status: "former",
      description: "помилован, отказался покидать страну, возвращен в колонию",
    };
    expect(await shownChange(ACTIVE, over)).toEqual(["deportation_refused pardon quiet REFUSED_TO_LEAVE"]);
  });

  test("details about somebody long free are no second release", async () => {
    expect(
      await shownChange(FORMER, { release_date: "2025-02-02", description: "цалкам адбыў тэрмін" }),
    ).toEqual(["detail_fill release_date quiet"]);
  });

  test("of 52 people on one day all come through", async () => {
    const list = Array.from({ length: 120 }, (_, n) => aRow(n));
    const out = { status: "former", prison: "", release_date: "2026-11-21", description: "помилован" };
    const after = list.map((row, n) => (n < 52 ? { ...row, ...out } : row));
    const { events } = await comparisonOf(list, after);
    expect(events.filter(({ event, push }) => event === "release" && push)).toHaveLength(52);
  });
});

describe("detentions", () => {
  test("a former prisoner with a new detention is arrested again", async () => {
    const over = {
      status: "active",
      arrested: "2026-11-18",
      prison: "СИЗО №1",
      declaration: "https://spring96.org/1",
    };
    expect(await shownChange(FORMER, over, { release_date: "2025-01-01" })).toEqual([
      "re_arrest 2026-11-18 push",
    ]);
  });

  test("a former prisoner who is in a colony again is arrested again, on a day unknown", async () => {
    expect(await shownChange(FORMER, { status: "active", prison: "СИЗО №1" })).toEqual(["re_arrest push"]);
  });

  test("a status that only goes back is for moderators", async () => {
    expect(await shownChange(FORMER, { status: "active" })).toEqual([
      "correction status quiet BACK_WITHOUT_DETENTION",
    ]);
  });

  test("a former prisoner with a new detention and the old status is for moderators", async () => {
    expect(await shownChange(FORMER, { arrested: "2026-11-18" })).toContain(
      "re_arrest 2026-11-18 quiet DETAINED_BUT_FORMER",
    );
  });

  test.each<[string, Row, string]>([
    ["detained this week", { arrested: "2026-11-19" }, "new_row_active 2026-11-19 push"],
    ["detained last year", { arrested: "2025-03-01" }, "new_row_active push"],
    ["detained in the future", { arrested: "2027-03-01" }, "new_row_active quiet FUTURE_DETENTION_DATE"],
    ["former", { status: "former" }, "new_row_former quiet"],
    ["without status", { status: "np" }, "new_row_np quiet"],
    ["dead", { died: "2026-11-01" }, "new_row_active quiet DEATH_CLAIM"],
    ["not to be published", { description: "не публиковать" }, "new_row_active quiet EMBARGO"],
  ])("a new row: %s", async (_, over, expected) => {
    const { events } = await comparisonOf(aList(), [...aList(), aRow(77, over)]);
    expect(events.map(shown)).toEqual([expected]);
  });

  test("a new row of a name and birth date that another row has is for moderators", async () => {
    const [first] = aList();
    const twin = {
      ...first,
      id: "99999",
      url: "https://prisoners.spring96.org/ru/person/x",
      arrested: "2026-11-19",
    };
    const { events, reviews } = await comparisonOf(aList(), [...aList(), twin]);
    expect(events.map(shown)).toEqual(["new_row_active 2026-11-19 quiet SAME_NAME_TOKENS_AND_DOB"]);
    expect(reviews).toEqual([{ recordIds: ["50000", "99999"], code: "SAME_NAME_TOKENS_AND_DOB" }]);
  });
});

describe("recognition", () => {
  test("np to active is a recognition, the declaration is part of it", async () => {
    expect(
      await shownChange(NP, { status: "active", declaration: "https://spring96.org/ru/news/2" }),
    ).toEqual(["recognition push"]);
  });

  test("np to former is a recognition after the fact", async () => {
    expect(await shownChange(NP, { status: "former" })).toEqual(["recognised_ex_post_facto quiet"]);
    expect(await shownChange(NP, { status: "former", release_date: "2023-02-02" })).toEqual([
      "recognised_ex_post_facto quiet",
    ]);
  });

  test("np to former of somebody who came out just now is a release as well", async () => {
    const over = { status: "former", prison: "Освобожден", release_date: "2026-11-20" };
    expect(await shownChange(NP, over, { prison: "СИЗО №1" })).toEqual([
      "release unknown 2026-11-20 push",
      "recognised_ex_post_facto quiet",
    ]);
  });

  test.each(["active", "former"])("a status taken away from %s is for moderators", async (status) => {
    const n = status === "active" ? ACTIVE : FORMER;
    expect(await shownChange(n, { status: "np" })).toEqual(["correction status quiet STATUS_WITHDRAWN"]);
  });
});

const NO_VERDICT: Row = { decision: "", penalty: "", judge: "", verdict_date: "", prison: "СИЗО №1" };

describe("courts", () => {
  test("a first verdict and the move to a colony are two events", async () => {
    const over = { decision: "5 лет", penalty: "колония", verdict_date: "2026-11-18", prison: "ИК №4" };
    expect(await shownChange(ACTIVE, over, NO_VERDICT)).toEqual(["verdict 2026-11-18 push", "transfer push"]);
  });

  test("a verdict of long ago is a detail", async () => {
    const events = await shownChange(ACTIVE, { decision: "5 лет", verdict_date: "2024-03-01" }, NO_VERDICT);
    expect(events).toEqual(["detail_fill decision quiet", "detail_fill verdict_date quiet"]);
  });

  test("a verdict in the future is for moderators", async () => {
    expect(await shownChange(ACTIVE, { verdict_date: "2027-01-20" }, NO_VERDICT)).toEqual([
      "verdict 2027-01-20 quiet FUTURE_VERDICT_DATE",
    ]);
  });

  test("an appeal that changes the term is one event", async () => {
    expect(await shownChange(ACTIVE, { appeal_date: "2026-11-19", decision: "2 года 6 месяцев" })).toEqual([
      "appeal 2026-11-19 push",
    ]);
  });

  test("an old appeal is a detail", async () => {
    expect(await shownChange(ACTIVE, { appeal_date: "2024-09-20" })).toEqual([
      "detail_fill appeal_date quiet",
    ]);
  });

  test("the same term in other words is nothing", async () => {
    expect(await shownChange(ACTIVE, { decision: "36 месяцев" })).toEqual([]);
    expect(await shownChange(ACTIVE, { decision: "3 гады" })).toEqual([]);
  });

  test("a closed prison in place of the colony is a stricter regime and a transfer", async () => {
    expect(await shownChange(ACTIVE, { penalty: "лишение свободы в тюрьме", prison: "Тюрьма №8" })).toEqual([
      "regime_tightened push",
      "transfer push",
    ]);
  });

  test("another term without a date is for moderators", async () => {
    expect(await shownChange(ACTIVE, { decision: "2 года" })).toEqual([
      "correction decision quiet SENTENCE_CHANGED",
    ]);
  });

  test.each<[string, Row, string]>([
    [
      "a verdict with added years",
      { articles: "ст. 342 УК; ч. 2 ст. 411 УК", decision: "4 года", verdict_date: "2026-11-17" },
      "case_411 2026-11-17 push",
    ],
    ["a case", { articles: "ст. 342 УК; ст. 411 УК" }, "case_411 push"],
    ["a text", { description: "осужден по политическому делу, добавили год по ст. 411" }, "case_411 push"],
  ])("article 411: %s", async (_, over, expected) => {
    expect(await shownChange(ACTIVE, over)).toEqual([expected]);
  });

  test("an added article is a charge, filled-in ones are details", async () => {
    expect(await shownChange(ACTIVE, { articles: "ст. 342 УК; ст. 361-4 УК" })).toEqual(["charge push"]);
    expect(await shownChange(ACTIVE, { articles: "ст. 361-4 УК" }, { articles: "" })).toEqual([
      "detail_fill articles quiet",
    ]);
  });
});

describe("places", () => {
  test.each<[string, string, readonly string[]]>([
    ["Исправительная колония №15\n213105, Выдуманск", "ИК № 15, г. Выдуманск", []],
    ["СИЗО №1", "ИК №15", ["transfer push"]],
    ["ИК №15", "Тюрьма №8", ["transfer push"]],
    ["Неизвестно", "ИК №15", ["detail_fill prison quiet"]],
    ["", "ИК №15", ["detail_fill prison quiet"]],
    ["ИК №15", "", []],
    ["ИК №15", "Неизвестно", []],
    ["СИЗО №1", "Находится на свободе до начала отбывания наказания;", ["transfer push"]],
    ["Находится на свободе до начала отбывания наказания;", "ИУОТ №48", ["transfer push"]],
    ["Penal colony No. 15", "Папраўчая калонія №15", []],
  ])("from «%s» to «%s»: %j", async (from, to, expected) => {
    expect(await shownChange(ACTIVE, { prison: to }, { prison: from })).toEqual(expected);
  });
});

describe("what is told to nobody", () => {
  test("an unchanged list, whatever the order of its rows", async () => {
    expect((await comparisonOf(aList(), aList().toReversed())).events).toEqual([]);
  });

  test("a missing row is never a release", async () => {
    const events = await change(ACTIVE, null);
    expect(events.map(shown)).toEqual(["row_missing quiet"]);
  });

  test("filled-in details, one each", async () => {
    expect(await shownChange(ACTIVE, { birthday: "1990-05-17" }, { birthday: "" })).toEqual([
      "detail_fill birthday quiet",
    ]);
    expect(await shownChange(ACTIVE, { birthday: "1990-05-17" }, { birthday: "1990" })).toEqual([
      "detail_fill birthday quiet",
    ]);
  });

  test.each<[string, Row]>([
    ["name", { name: "Другі Прыкладны" }],
    ["birthday", { birthday: "1991-01-01" }],
    ["arrested", { arrested: "2024-02-05" }],
    ["verdict_date", { verdict_date: "2024-06-10" }],
  ])("a corrected %s", async (field, over) => {
    expect(await shownChange(ACTIVE, over)).toEqual([`correction ${field} quiet`]);
  });

  test("the same list in another alphabet", async () => {
    const over = {
      name: "Test Prykladny",
      prison: "Penal colony No. 15",
      decision: "3 years",
      gender: "male",
    };
    expect(await shownChange(ACTIVE, over)).toEqual([]);
  });

  test("another photo, another spelling of the name's order", async () => {
    expect(await shownChange(ACTIVE, { photo: "https://spring96.org/files/1.jpg" })).toEqual([]);
    const [given, family] = (aList()[ACTIVE]?.name ?? "").split(" ");
    expect(await shownChange(ACTIVE, { name: `${family ?? ""} ${given ?? ""}` })).toEqual([]);
  });
});

describe("deaths", () => {
  test.each<[string, Row]>([
    ["the died column", { died: "1" }],
    ["a date of death", { died: "2026-11-15" }],
    ["the text", { description: "умер в колонии" }],
    ["together with the status", { died: "1", status: "former", prison: "" }],
  ])("claimed by %s are for moderators and never a release", async (_, over) => {
    const events = await change(ACTIVE, over);
    expect(events.map(({ event }) => event)).toEqual(["death"]);
    expect(events.every(({ push, review }) => !push && review === "DEATH_CLAIM")).toBe(true);
  });

  test("known already give nothing anew", async () => {
    expect(await shownChange(FORMER, { status: "former", judge: "" }, { died: "1" })).toEqual([]);
  });
});

test("what the list marks as not to be published is told to nobody", async () => {
  const over = { status: "former", prison: "", description: "помилован; НЕ ПУБЛИКОВАТЬ" };
  expect(await shownChange(ACTIVE, over)).toEqual(["release pardon quiet EMBARGO"]);
});

test("standing cases of a snapshot are all named once", async () => {
  const rows = [
    ...aList(),
    aRow(60, { url: "https://prisoners.spring96.org/ru/person/adna" }),
    aRow(61, { url: "https://prisoners.spring96.org/ru/person/adna" }),
    aRow(62, { birthday: "2030-01-01" }),
    aRow(63, { died: "да" }),
  ];
  const { reviews } = await comparisonOf(rows, rows);
  expect(reviews).toEqual([
    { recordIds: ["50062"], code: "FUTURE_BIRTH_DATE" },
    { recordIds: ["50063"], code: "DEATH_CLAIM" },
    { recordIds: ["50060", "50061"], code: "SAME_URL_TWO_IDS" },
  ]);
});
