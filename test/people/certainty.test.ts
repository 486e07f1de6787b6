import { describe, expect, test } from "vitest";
import { buildPeopleIndex } from "../../src/people/person-index.ts";

/** Is the query surely the only person of a register? Invented people. */
function verdict(stored: string, query: string): string {
  return buildPeopleIndex([{ id: "a", names: [stored] }]).find(query).verdict;
}

describe("names that only sound alike are offered, never taken for one", () => {
  test.each<{ why: string; stored: string; query: string }>([
    { why: "ня is not на", stored: "Іван Прабняковіч", query: "Іван Прабнаковіч" },
    { why: "ня is not на, in two languages", stored: "Іван Прабняковіч", query: "Иван Пробнакович" },
    { why: "passports tell ia from a", stored: "Іван Прабняковіч", query: "Ivan Prabnakovich" },
    { why: "Łacinka tells ia from a", stored: "Іван Прабнаковіч", query: "Ivan Prabniakovič" },
    { why: "цю is not ту", stored: "Іван Цюбнік", query: "Иван Тубник" },
    { why: "г is not х", stored: "Іван Прыгладны", query: "Иван Прихладный" },
    { why: "бе is not ба", stored: "Іван Беспробны", query: "Іван Баспробны" },
    { why: "Belarusian э after ш is no Russian а", stored: "Иван Пробшалев", query: "Іван Пробшэлеў" },
    { why: "кы is not кі", stored: "Іван Пробкысаў", query: "Иван Пробкисов" },
    { why: "ch beside kh is ч", stored: "Іван Пробхук", query: "Mikhail Probchuk" },
    { why: "ch beside ŭ is х", stored: "Сяргей Прабчоў", query: "Siarhiej Prabchoŭ" },
    { why: "c beside sh is no ч", stored: "Іван Прабчышын", query: "Ivan Prabcyshyn" },
    { why: "a given name in the nominative", stored: "Дзмітрый Прабняк", query: "Дзмітрый Прабняка" },
    {
      why: "a woman's name is no case of a man's",
      stored: "Виктор Пробенкин",
      query: "Viktoryia Probenkina",
    },
    { why: "a given name is no surname", stored: "Павло Галин", query: "Галіна Прабновіч" },
  ])("$why: $query is not surely $stored", ({ stored, query }) => {
    expect(verdict(stored, query)).not.toBe("one");
  });
});

describe("spellings that follow from each other are one", () => {
  test.each<{ why: string; stored: string; query: string }>([
    { why: "akanne", stored: "Іван Прабаловіч", query: "Иван Проболович" },
    { why: "yakanne", stored: "Іван Прабнякевіч", query: "Иван Пробнекевич" },
    { why: "а after р", stored: "Іван Прабранка", query: "Иван Пробренко" },
    { why: "ё printed as е", stored: "Иван Пробнёнок", query: "Иван Пробненок" },
    { why: "ші and шы", stored: "Иван Пробшин", query: "Іван Пробшын" },
    { why: "сч written as sč", stored: "Иван Пробасчук", query: "Ivan Probasčuk" },
    { why: "ія in every alphabet", stored: "Іван Прабіеў", query: "Ivan Prabijeŭ" },
    { why: "ў written as u", stored: "Іван Іўпробны", query: "Ivan Iuprobny" },
    { why: "Polish sj", stored: "Иван Просьянов", query: "Iwan Prosjanow" },
    { why: "a Russian keyboard", stored: "Иван Пробелов", query: "Иван Прабелау" },
    { why: "Ukrainian и", stored: "Іван Прабыла", query: "Іван Пробило" },
    { why: "a case of both words", stored: "Дзмітрый Прабняк", query: "Дзмітрыя Прабняка" },
    { why: "a man's ending", stored: "Алесь Пробніцкі", query: "Alesia Probnickiego" },
    { why: "Lithuanian endings", stored: "Иван Пробинский", query: "Ivanas Probinskis" },
  ])("$why: $query is $stored", ({ stored, query }) => {
    expect(verdict(stored, query)).toBe("one");
  });
});
