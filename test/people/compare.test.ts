import { expect, test } from "vitest";
import { compareNames } from "../../src/people/compare-names.ts";
import { WORLD_PAIRS } from "./world-names.ts";

/** Public figures as the press of different countries writes them, and invented people (Test, Прыкладны). */
test.each([
  ["Сяргей Ціханоўскі", "Sergei Tikhanovsky"],
  ["Алесь Бяляцкі", "Александр Беляцкий"],
  ["Марыя Калеснікава", "Maria Kolesnikowa"],
  ["Volodymyr Zelenskyy", "Владимир Зеленский"],
  ["Vladimir Putin", "Wladimir Wladimirowitsch Putin"],
  ["Nikolai Patrushev", "Nikolaï Patrouchev"],
  ["Bashar al-Assad", "Bachar el-Assad"],
  ["Abd al-Rahman Test", "Abdulrahman Test"],
  ["Xi Jinping", "Jinping Xi"],
  ["Kim Jong-un", "Kim Jong Un"],
  ["Test, John", "Mr. John A. Test"],
  ["George W. Bush", "George Walker Bush"],
  ["William Test", "Bill Test"],
  ["Bashar al-Assad", "بشار الأسد"],
  ["Alexis Tsipras", "Αλέξης Τσίπρας"],
  ["Mikheil Saakashvili", "მიხეილ სააკაშვილი"],
  ["Nikol Pashinyan", "Նիկոլ Փաշինյան"],
  ["Kim Jong Un", "김정은"],
])("%s and %s are the same", (a, b) => {
  expect(compareNames(a, b).verdict).toBe("same");
});

test.each([
  ["Сяргей Ціханоўскі", "Святлана Ціханоўская"],
  ["Віктар Бабарыка", "Эдуард Бабарыка"],
  ["Аляксандр Пятровіч Прыкладны", "Аляксандр Іванавіч Прыкладны"],
  ["Ivan Petrov", "Petr Ivanov"],
  ["Anna Test", "Alina Test"],
  ["Kim Jong Un", "Kim Yo Jong"],
  ["J. Test", "Robert Test"],
  ["Vladimir Putin", "سيرغي لافروف"],
  ["Kim Jong Un", "문재인"],
  ["", "Сяргей Ціханоўскі"],
  ["Яна Прыкладная", "Ганна Прыкладная"],
])("%s and %s are different", (a, b) => {
  expect(compareNames(a, b).verdict).toBe("different");
});

test("a bare surname decides nothing", () => {
  expect(compareNames("Прыкладны", "Аляксандр Прыкладны").verdict).toBe("unsure");
});

test("names of the world: spellings of one person score above people whose names are near", () => {
  const scored = WORLD_PAIRS.map(({ a, b, same }) => ({ same, score: compareNames(a, b).score }));
  const right = scored.filter(({ same, score }) => same && score >= 0.6).length;
  const wrong = scored.filter(({ same, score }) => same !== score >= 0.6).length;
  expect((2 * right) / (2 * right + wrong)).toBeGreaterThan(0.93);
  expect(scored.filter(({ same, score }) => !same && score >= 0.8)).toEqual([]);
});
