import { expect, test } from "vitest";

import { renderNotice } from "../../src/alert/notice.ts";
import { LANGUAGES, type Language } from "../../src/domain/language.ts";
import type { Notice } from "../../src/domain/notice.ts";

const told = (code: Notice["code"], facts: Notice["facts"], language: Language): string =>
  renderNotice({ key: "k", code, facts }, language).html.replaceAll("\u00A0", " ");

const CASES: readonly (readonly [Notice["code"], Notice["facts"], Language, readonly string[]])[] = [
  [
    "source_blind",
    { source: "osce", outlet: "OSCE", reason: "HTTP 403", lastSuccess: "2026-11-22 10:05" },
    "be",
    ["Крыніца: АБСЕ (osce)", "Прычына: HTTP 403", "Апошні адказ: 22 лістапада 2026 г., 10:05 UTC"],
  ],
  [
    "source_blind",
    { source: "osce", outlet: "OSCE", lastSuccess: "never" },
    "ru",
    ["Последний ответ: никогда"],
  ],
  [
    "snapshot_held",
    { tracker: "viasna-list", outlet: "Вясна", reason: "40 of 900 known records are missing" },
    "be",
    ["Спіс: Вясна (viasna-list)", "Прычына: знікла вядомых запісаў: 40 з 900"],
  ],
  ["circuit_open", { seconds: 300 }, "be", ["Наступная спроба: праз 5 хвілін"]],
  ["circuit_open", { seconds: 21 }, "ru", ["Следующая попытка: через 21 секунду"]],
  ["event_held", { event: "abc123", kind: "death", reason: "death" }, "ru", ["Вид: Смерть в неволе"]],
  ["rule_needed", { tracker: "Вясна", name: "Ян Прыкладны", code: "DEATH_CLAIM" }, "en", ["List: Viasna"]],
];

test.each(CASES)("%s %o in %s", (code, facts, language, expected) => {
  for (const line of expected) expect(told(code, facts, language)).toContain(line);
});

test.each(LANGUAGES)("in %s no notice shows a code or an id that nobody knows an event by", (language) => {
  for (const [code, facts] of CASES)
    expect(told(code, facts, language)).not.toMatch(/abc123|DEATH_CLAIM|undefined/u);
});
