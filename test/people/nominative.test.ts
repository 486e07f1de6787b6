import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TextLanguage } from "../../src/domain/language.ts";
import { nominative } from "../../src/people/nominative.ts";
import { inventPeople } from "./invented-names.ts";

interface Row {
  readonly language: TextLanguage;
  readonly written: string;
  readonly expected: string;
}

/** Public figures of Belarusian news, and invented people («Прыкладны», "exemplary"). */
const ROWS: readonly Row[] = [
  { language: "be", written: "Алену Прыкладную", expected: "Алена Прыкладная" },
  { language: "be", written: "Алены Прыкладной", expected: "Алена Прыкладная" },
  { language: "be", written: "Аленай Прыкладной", expected: "Алена Прыкладная" },
  { language: "be", written: "Алене Прыкладной", expected: "Алена Прыкладная" },
  { language: "be", written: "Сяргея Ціханоўскага", expected: "Сяргей Ціханоўскі" },
  { language: "be", written: "Сяргею Ціханоўскаму", expected: "Сяргей Ціханоўскі" },
  { language: "be", written: "Сяргеем Ціханоўскім", expected: "Сяргей Ціханоўскі" },
  { language: "be", written: "Святланы Ціханоўскай", expected: "Святлана Ціханоўская" },
  { language: "be", written: "Святлану Ціханоўскую", expected: "Святлана Ціханоўская" },
  { language: "ru", written: "Светлану Тихановскую", expected: "Светлана Тихановская" },
  { language: "ru", written: "Светланой Тихановской", expected: "Светлана Тихановская" },
  { language: "ru", written: "Сергея Тихановского", expected: "Сергей Тихановский" },
  { language: "ru", written: "Сергеем Тихановским", expected: "Сергей Тихановский" },
  { language: "ru", written: "Сергее Тихановском", expected: "Сергей Тихановский" },
  { language: "be", written: "Марыі Калеснікавай", expected: "Марыя Калеснікава" },
  { language: "be", written: "Марыю Калеснікаву", expected: "Марыя Калеснікава" },
  { language: "ru", written: "Марию Колесникову", expected: "Мария Колесникова" },
  { language: "ru", written: "Марии Колесниковой", expected: "Мария Колесникова" },
  { language: "be", written: "Алеся Бяляцкага", expected: "Алесь Бяляцкі" },
  { language: "be", written: "Алесем Бяляцкім", expected: "Алесь Бяляцкі" },
  { language: "ru", written: "Алеся Беляцкого", expected: "Алесь Беляцкий" },
  { language: "be", written: "Аляксандра Лукашэнкі", expected: "Аляксандр Лукашэнка" },
  { language: "be", written: "Ігара Лосіка", expected: "Ігар Лосік" },
  { language: "ru", written: "Игоря Лосика", expected: "Игорь Лосик" },
  { language: "ru", written: "Игорем Лосиком", expected: "Игорь Лосик" },
  { language: "be", written: "Віктара Бабарыкі", expected: "Віктар Бабарыка" },
  { language: "be", written: "Віктара Бабарыку", expected: "Віктар Бабарыка" },
  { language: "ru", written: "Виктора Бабарико", expected: "Виктор Бабарико" },
  { language: "be", written: "Максіма Знака", expected: "Максім Знак" },
  { language: "be", written: "Эдуарда Бабарыку", expected: "Эдуард Бабарыка" },
  { language: "be", written: "Мікалая Статкевіча", expected: "Мікалай Статкевіч" },
  { language: "ru", written: "Николаю Статкевичу", expected: "Николай Статкевич" },
  { language: "ru", written: "Николаем Статкевичем", expected: "Николай Статкевич" },
  { language: "be", written: "Паўла Севярынца", expected: "Павел Севярынец" },
  { language: "ru", written: "Павла Северинца", expected: "Павел Северинец" },
  { language: "be", written: "Валянціна Стэфановіча", expected: "Валянцін Стэфановіч" },
  { language: "be", written: "Уладзіміра Лабковіча", expected: "Уладзімір Лабковіч" },
  { language: "be", written: "Кацярыны Андрэевай", expected: "Кацярына Андрэева" },
  { language: "be", written: "Кацярыну Бахвалаву", expected: "Кацярына Бахвалава" },
  { language: "be", written: "Дар'і Лосік", expected: "Дар'я Лосік" },
  { language: "be", written: "Дар'ю Лосік", expected: "Дар'я Лосік" },
  { language: "ru", written: "Людмилу Чекину", expected: "Людмила Чекина" },
  { language: "be", written: "Людмілы Чэкінай", expected: "Людміла Чэкіна" },
  { language: "ru", written: "Марины Золотовой", expected: "Марина Золотова" },
  { language: "be", written: "Ільі Шапаціна", expected: "Ілья Шапацін" },
  { language: "ru", written: "Никиты Золотарёва", expected: "Никита Золотарёв" },
  { language: "be", written: "Мікіту Емяльянава", expected: "Мікіта Емяльянаў" },
  { language: "be", written: "Андрэя Пачобута", expected: "Андрэй Пачобут" },
  { language: "ru", written: "Андрея Почобута", expected: "Андрей Почобут" },
  { language: "be", written: "Анджэя Пачобута", expected: "Анджэй Пачобут" },
  { language: "be", written: "Юрыя Зянковіча", expected: "Юрый Зянковіч" },
  { language: "be", written: "Рыгора Касцюсёва", expected: "Рыгор Касцюсёў" },
  { language: "be", written: "Аксаны Юшкевіч", expected: "Аксана Юшкевіч" },
  { language: "be", written: "Вольгі Гарбуновай", expected: "Вольга Гарбунова" },
  { language: "be", written: "Вользе Гарбуновай", expected: "Вольга Гарбунова" },
  { language: "be", written: "Насты Лойкі", expected: "Наста Лойка" },
  { language: "be", written: "Насту Лойку", expected: "Наста Лойка" },
  { language: "ru", written: "Полину Шарендо-Панасюк", expected: "Полина Шарендо-Панасюк" },
  { language: "be", written: "Паліну Шарэнду-Панасюк", expected: "Паліна Шарэнда-Панасюк" },
  { language: "be", written: "Прыкладную", expected: "Прыкладная" },
  { language: "be", written: "Пракаповіча", expected: "Пракаповіч" },
  { language: "be", written: "Лосіка", expected: "Лосік" },
  { language: "be", written: "Ніны Багінскай", expected: "Ніна Багінская" },
  { language: "be", written: "Прыкладную Алену", expected: "Прыкладная Алена" },
  { language: "en", written: "Alenu Prykladnuyu", expected: "Alena Prykladnaya" },
  { language: "en", written: "Siarhei Tsikhanouski", expected: "Siarhei Tsikhanouski" },
  { language: "ru", written: "Александра Петровича Лукьянова", expected: "Александр Петрович Лукьянов" },
  { language: "ru", written: "Анну Сергеевну Короленко", expected: "Анна Сергеевна Короленко" },
  { language: "be", written: "А. Прыкладную", expected: "А. Прыкладная" },
  { language: "be", written: "Кацярына Пракаповіч", expected: "Кацярына Пракаповіч" },
  { language: "be", written: "Ганну Каваленку", expected: "Ганна Каваленка" },
  { language: "be", written: "Ганне Краўчук", expected: "Ганна Краўчук" },
  { language: "be", written: "Дзмітрыя Дашкевіча", expected: "Дзмітрый Дашкевіч" },
  { language: "be", written: "Яны Пінчук", expected: "Яна Пінчук" },
  { language: "be", written: "Яна Прыкладнога", expected: "Ян Прыкладны" },
  { language: "be", written: "Тараса Скарыны", expected: "Тарас Скарына" },
  { language: "be", written: "Зміцера Казлова", expected: "Зміцер Казлоў" },
  { language: "be", written: "Віталя Рымашэўскага", expected: "Віталь Рымашэўскі" },
  { language: "be", written: "Наталлі Пінчук", expected: "Наталля Пінчук" },
  { language: "ru", written: "Натальей Херше", expected: "Наталья Херше" },
  { language: "be", written: "Пятра Бароўкі", expected: "Пётр Бароўка" },
  { language: "ru", written: "Андрея Белого", expected: "Андрей Белый" },
  { language: "ru", written: "Льва Толстого", expected: "Лев Толстой" },
  { language: "be", written: "Змітра Дашкевіча", expected: "Зміцер Дашкевіч" },
  { language: "be", written: "Сьвятлану Ціханоўскую", expected: "Сьвятлана Ціханоўская" },
];

describe("the dictionary form of a name in a text", () => {
  test.each(ROWS)("$written is $expected", ({ language, written, expected }) => {
    expect(nominative(written, language)).toBe(expected);
  });

  test.each<{ why: string; language: TextLanguage; name: string }>([
    { why: "a woman, or a man in the genitive", language: "ru", name: "Александра Пушкина" },
    { why: "Купал or Купала", language: "be", name: "Аляксандру Купалу" },
    { why: "-ный or -ной", language: "ru", name: "Андрея Прикладного" },
    { why: "no given name that is known", language: "be", name: "Гюнтэра Штольца" },
    { why: "a surname that may be anything", language: "be", name: "Скарыны" },
    { why: "another language", language: "uk", name: "Олену Прикладну" },
    { why: "two scripts", language: "be", name: "Алену Prykladnuyu" },
    { why: "a Polish text", language: "pl", name: "Alenę Prykładną" },
    { why: "nothing", language: "be", name: "" },
  ])("stays as it is when nobody can tell: $why", ({ language, name }) => {
    expect(nominative(name, language)).toBe(name);
  });

  test("capitals stay capitals", () => {
    expect(nominative("АЛЕНУ ПРЫКЛАДНУЮ", "be")).toBe("АЛЕНА ПРЫКЛАДНАЯ");
  });

  test("a nominative is its own nominative", () => {
    for (const { be, ru } of inventPeople(1500, 11)) {
      expect(nominative(be, "be")).toBe(be);
      expect(nominative(ru, "ru")).toBe(ru);
    }
  });

  test("most genitives are led back, and a changed one is hardly ever wrong", () => {
    const pairs = inventPeople(1500, 12).flatMap(({ be, ru, ofBe, ofRu }) => [
      { written: ofBe, expected: be, read: nominative(ofBe, "be") },
      { written: ofRu, expected: ru, read: nominative(ofRu, "ru") },
    ]);
    const right = pairs.filter(({ expected, read }) => expected === read).length;
    const wrong = pairs.filter(({ written, expected, read }) => read !== expected && read !== written).length;
    expect(right / pairs.length).toBeGreaterThan(0.95);
    expect(wrong / pairs.length).toBeLessThan(0.006);
  });

  test("any text comes back as a text, and twice is once", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        const once = nominative(text, "be");
        expect(nominative(once, "be")).toBe(once);
      }),
    );
  });
});
