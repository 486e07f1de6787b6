import { describe, expect, test } from "vitest";
import { citesOf } from "../../src/classify/cites.ts";
import { fromLacinka, foldWord } from "../../src/classify/fold.ts";
import { readLanguage } from "../../src/classify/language.ts";
import { indexPhrases, findPhrases } from "../../src/classify/phrases.ts";
import { sentencesOf } from "../../src/classify/text.ts";
import { read } from "./support.ts";

describe("language", () => {
  test.each([
    ["be", "Памёр палітвязень"],
    ["be", "У палітвязьня зноў праблемы са здароўем"],
    ["be", "Суд над журналістам"],
    ["be", "U Minsku zatrymali muzyku za stary dopis"],
    ["be", "Palitviazień z Hrodna vyjšaŭ na volu"],
    ["ru", "Задержан журналист"],
    ["ru", "Политзаключенный умер в колонии"],
    ["uk", "У Білорусі звільнили політв'язнів"],
    ["uk", "Лукашенко помилував 25 осіб"],
    ["pl", "Łukaszenka ułaskawił 20 osób"],
    ["lt", "Baltarusijoje paleisti politiniai kaliniai"],
    ["en", "Political prisoner dies in Belarus"],
    ["en", "Jaŭhien Burło and Dźmitryj Hałavač charged in Minsk"],
    ["und", "1234 !!"],
  ])("%s: %s", (language, text) => {
    expect(readLanguage(text, null).language).toBe(language);
  });

  test("a feed's language settles what the text leaves open", () => {
    expect(readLanguage("123", "be").language).toBe("be");
  });
});

test.each([
  ["palitviazień", "палітвязень"],
  ["paśla", "пасьля"],
  ["vyjšaŭ", "выйшаў"],
  ["volu", "волю"],
  ["chutka", "хутка"],
  ["kałonii", "калоніі"],
  ["siabra", "сябра"],
])("Łacinka %s is %s", (latin, cyrillic) => {
  expect(fromLacinka(latin)).toBe(cyrillic);
});

test("both orthographies fold to one form", () => {
  expect(foldWord("пасьля", "be")).toBe(foldWord("пасля", "be"));
  expect(foldWord("Палітвязьняў", "be")).toBe(foldWord("палітвязняу", "be"));
});

test("phrases know endings, alternatives, gaps and numbers", () => {
  const fold = (word: string): string => word.toLowerCase();
  const index = indexPhrases(
    [{ "release.done": "вы{йшаў,йшла} _2 на волю|свабоду; # сут*; з|з-пад варты" }],
    {},
    fold,
  );
  const found = (text: string): string[] =>
    sentencesOf(text, text.length, fold).flatMap(({ tokens }) =>
      findPhrases(tokens, index, { isNumber: (token) => /^\d/u.test(token.raw), isName: () => false }).map(
        ({ start, end }) =>
          tokens
            .slice(start, end + 1)
            .map(({ raw }) => raw)
            .join(" "),
      ),
    );
  expect(found("Яна выйшла ўчора на волю")).toEqual(["выйшла ўчора на волю"]);
  expect(found("Яна выйшла з дому ўчора вечарам на волю")).toEqual([]);
  expect(found("далі 15 сутак")).toEqual(["15 сутак"]);
  expect(found("вызвалены з-пад варты")).toEqual(["з пад варты"]);
});

describe("head count", () => {
  test.each<[title: string, count: number | null]>([
    ["Вызвалілі Ганну Узорную, Алеся Прыкладнага і яшчэ 120 чалавек", 122],
    ["Яшчэ восем палітвязняў выйшлі на волю", 8],
    ["Двое анархістаў выйшлі з калоніі", 2],
    ["Дваццаць два палітвязні на волі", 22],
    ["Пятеро политузников вышли из колоний", 5],
    ["Помилованы 22 человека, из них 20 женщин", 22],
    ["Палітвязень выйшаў на волю пасля 5 гадоў калоніі", 1],
    ["Журналистку задержали по статье 342", 1],
    ["У 2023 годзе асуджаны блогер выйшаў на волю", 1],
    ["Палітвязні выйшлі на волю", null],
    ["Belarus frees fourteen political prisoners", 14],
    ["Передали 114 политзаключенных, еще девять отправили в Литву", 123],
    ["Супругов задержали за комментарии", 2],
  ])("%s: %s", (title, count) => {
    expect(read(title).count?.n ?? null).toBe(count);
  });

  test.each([
    ["Вызвалілі прынамсі 16 палітвязняў", "at_least"],
    ["Освободили около 100 политзаключенных", "about"],
    ["Belarus frees more than 50 political prisoners", "at_least"],
    ["Вызвалілі 16 палітвязняў", "exact"],
  ])("%s: %s", (title, qualifier) => {
    expect(read(title).count?.qualifier).toBe(qualifier);
  });
});

test.each<[text: string, cites: string[]]>([
  ["Пра гэта паведамляе «Вясна».", ["viasna"]],
  ["Журналіста вызвалілі, піша Наша Ніва", ["nashaniva"]],
  ["Об этом сообщает Reuters со ссылкой на «Зеркало»", ["reuters", "zerkalo"]],
  ["He was freed, according to Viasna.", ["viasna"]],
  ["Паводле звестак праваабаронцаў", []],
  ["Паведамляе «Народны агляд».", ["Народны агляд"]],
])("%s cites %j", (text, cites) => {
  expect(citesOf(text)).toEqual(cites);
});
