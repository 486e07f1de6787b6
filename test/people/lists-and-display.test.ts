import { describe, expect, test } from "vitest";
import type { Language } from "../../src/domain/language.ts";
import { nameIn } from "../../src/people/display.ts";
import { matchList } from "../../src/people/match-list.ts";
import { buildPeopleIndex } from "../../src/people/person-index.ts";

const index = buildPeopleIndex([
  { id: "a", names: ["Алесь Прыкладны"] },
  { id: "b", names: ["Вера Пробная"] },
  { id: "c1", names: ["Пётр Іванавіч Пробны"], birthYear: 1970 },
  { id: "c2", names: ["Пётр Пятровіч Пробны"], birthYear: 1990 },
  { id: "d", names: ["Ян Тэставы"] },
]);

function table(pasted: string): string[] {
  return matchList(pasted, index).map(({ line, text, outcome, personId }) =>
    `${String(line)} ${text}: ${outcome} ${personId ?? ""}`.trim(),
  );
}

describe("a pasted list", () => {
  test("numbers, bullets, remarks and years are understood", () => {
    expect(
      table(
        "Спіс:\n1. Прикладный Александр\n2) Вера Пробная (журналістка)\r\n- Пётр Пробны\n\n• Пробный Пётр, 1990 г.р.\n5 Невядомы Зянон — рабочы",
      ),
    ).toEqual([
      "2 Прикладный Александр: matched a",
      "3 Вера Пробная: matched b",
      "4 Пётр Пробны: ambiguous",
      "6 Пробный Пётр, 1990: matched c2",
      "7 Невядомы Зянон: unknown",
    ]);
  });

  test("one line may hold many names", () => {
    expect(table("Сярод іх: Алесь Прыкладны, Веру Пробную і Ян Тэставы і яшчэ 12")).toEqual([
      "1 Алесь Прыкладны: matched a",
      "1 Веру Пробную: matched b",
      "1 Ян Тэставы: matched d",
    ]);
  });

  test("a surname and a given name divided by a comma are one name", () => {
    expect(table("Тестовый, Ян")).toEqual(["1 Тестовый Ян: matched d"]);
  });

  test("letters of two scripts need a second look", () => {
    expect(matchList("Вeра Пробная", index)[0]).toMatchObject({
      outcome: "ambiguous",
      suspicious: true,
      personId: null,
    });
  });

  test("unknown names come with the nearest ones", () => {
    expect(matchList("Зоя Пробная", index)[0]?.candidates.map(({ id }) => id)).toContain("b");
  });
});

test.each<[Language, string[], string]>([
  ["en", ["Сяргей Прыкладны"], "Siarhei Prykladny"],
  ["en", ["Яўгенія Дзям'янаўна Хацкевіч"], "Yauheniya Dziamyanauna Khatskevich"],
  ["en", ["Марыя Шчасная-Ёлкіна"], "Maryia Shchasnaya-Yolkina"],
  ["en", ["Юрый Гуцько"], "Yury Hutsko"],
  ["en", ["Сергей Пробный"], "Sergei Probny"],
  ["en", ["Прыкладны", "Prykladny (own)"], "Prykladny (own)"],
  ["en", ["Сергей Пробный", "Сяргей Пробны"], "Siarhei Probny"],
  ["be", ["Сергей Пробный", "Сяргей Пробны"], "Сяргей Пробны"],
  ["ru", ["Сяргей Пробны", "Сергей Пробный"], "Сергей Пробный"],
  ["ru", ["Сяргей Пробны"], "Сяргей Пробны"],
  ["be", ["Siarhei Probny"], "Siarhei Probny"],
  ["be", [], ""],
])("in %s %j is shown as %s", (language, names, expected) => {
  expect(nameIn(language, names)).toBe(expected);
});

test.each([
  ["Вольга Прыкладнюк", "Ольга Прыкладнюк"],
  ["Наталля Тэстава", "Наталья Тэстава"],
  ["Дар'я Тэстава", "Дарья Тэстава"],
  ["Аляксандра Тэстко", "Александра Тэстко"],
  ["Настасся Тэставая", "Анастасия Тестовая"],
  ["Марыя Прыкладная", "Мария Прикладная"],
])("%s is Belarusian and %s Russian, whichever stands first", (belarusian, russian) => {
  for (const names of [
    [belarusian, russian],
    [russian, belarusian],
  ]) {
    expect(nameIn("be", names)).toBe(belarusian);
    expect(nameIn("ru", names)).toBe(russian);
  }
});
