import { describe, expect, test } from "vitest";

import { EVENT_KINDS } from "../../src/domain/kind.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import { auditWords } from "../../src/locales/moderation/audit-words.ts";
import { faultWords } from "../../src/locales/moderation/faults.ts";
import { kindOfWord } from "../../src/locales/moderation/kind-words.ts";
import { machineWords } from "../../src/locales/moderation/machine-words.ts";
import { moderationTextsIn } from "../../src/locales/moderation/texts.ts";
import { textsIn } from "../../src/locales/texts.ts";
import { readCorrection, tellChange } from "../../src/moderate/change.ts";

describe.each(LANGUAGES)("what the bot writes for moderators to send back, in %s", (language) => {
  const { vocabulary } = textsIn(language);

  test.each(EVENT_KINDS)("its word for %s is read as that kind", (kind) => {
    const { female, plural } = vocabulary.agreeingKinds[kind] ?? { female: "", plural: "" };
    for (const word of [vocabulary.kinds[kind], female, plural].filter((each) => each !== ""))
      expect([word, kindOfWord(word.toLowerCase())]).toEqual([word, kind]);
  });

  test("a correction is read as it is told", () => {
    const people = [{ personId: null, name: "Ян Прыкладны", suspicious: false }];
    const change = {
      kind: "not_released",
      people,
      count: { n: 14, qualifier: "exact" },
      note: "so",
    } as const;
    const { labels } = moderationTextsIn(language).correct;
    const told = tellChange(change, { labels, kinds: vocabulary.kinds });
    expect(readCorrection(told, () => null)).toEqual({ ok: true, change });
  });
});

test.each([
  [
    "waits: the headline does not say it",
    "чакае: загаловак гэтага не кажа",
    "ждёт: заголовок этого не говорит",
  ],
  ["waits: the rules do not see it", "чакае: правілы гэтага не бачаць", "ждёт: правила этого не видят"],
  ["release: «выйшаў на волю»", "вызваленне: «выйшаў на волю»", "освобождение: «выйшаў на волю»"],
  ["model: arrest 0.97", "мадэль: затрыманне 0,97", "модель: задержание 0,97"],
  [
    "model: arrest 0.60, rather commentary 0.91",
    "мадэль: затрыманне 0,60, хутчэй каментар 0,91",
    "модель: задержание 0,60, скорее комментарий 0,91",
  ],
  ["mood: condition or plan", "сэнс: умова або план", "смысл: условие или план"],
  ["by:M1", "хто: M1", "кто: M1"],
  ["moderator:post", "навіна мадэратара", "новость модератора"],
  ["something new", "something new", "something new"],
])("the machine's «%s» is told in words", (reason, be, ru) => {
  expect([machineWords("be", reason), machineWords("ru", reason)]).toEqual([be, ru]);
  expect(machineWords("en", reason)).toBe(reason);
});

test.each([
  ["row count fell by 60 %: 360 rows, 900 before", "радкоў паменела на 60 %: 360, было 900"],
  [
    "status counts jumped: 40 rows went from active to former and nothing else changed in them",
    "у 40 запісах змяніўся толькі статус",
  ],
  ["column charges was emptied in 30 of 40 rows", "калонка charges апусцела ў радках: 30 з 40"],
  ["HTML in place of CSV", "гэта не спіс"],
  ["a bot wall at x.example (HTTP 403)", "x.example не пускае ботаў (HTTP 403)"],
  ["HTTP 503", "HTTP 503"],
])("the fault «%s» is told in words", (fault, be) => {
  expect(faultWords("be", fault)).toBe(be);
});

test("a line of the log that has no words yet is shown by its code", () => {
  expect(auditWords("be", "ask:publish")).toBe("просіць апублікаваць");
  expect(auditWords("ru", "review:death")).toBe("решает о записи списка");
  expect(auditWords("be", "constructor")).toBe("constructor");
});
