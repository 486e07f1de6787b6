import { describe, expect, test } from "vitest";
import { buildPeopleIndex } from "../../src/people/person-index.ts";

/**
 * Public figures whose spellings the press of several countries prints (Wikipedia's articles about them in
 * Belarusian, Russian, English, Polish, Lithuanian, German and Ukrainian), and invented people (Прыкладны, Пробны).
 */
const index = buildPeopleIndex([
  { id: "siarhei", names: ["Сяргей Ціханоўскі"] },
  { id: "sviatlana", names: ["Святлана Ціханоўская"] },
  { id: "maria", names: ["Марыя Калеснікава"] },
  { id: "viktar", names: ["Віктар Бабарыка"] },
  { id: "eduard", names: ["Эдуард Бабарыка"] },
  { id: "ales", names: ["Алесь Бяляцкі"] },
  { id: "maksim", names: ["Максім Знак"] },
  { id: "mikola", names: ["Мікалай Статкевіч"] },
  { id: "ihar", names: ["Ігар Лосік"] },
  { id: "darja", names: ["Дар'я Лосік"] },
  { id: "palina", names: ["Паліна Шарэнда-Панасюк"] },
  { id: "pavel", names: ["Павел Севярынец"] },
  { id: "volha", names: ["Вольга Севярынец"] },
  { id: "test1", names: ["Аляксандр Пятровіч Прыкладны"], birthYear: 1980 },
  { id: "test2", names: ["Аляксандр Іванавіч Прыкладны"], birthYear: 1991 },
  { id: "test3", names: ["Аляксандра Пробная"] },
  { id: "test4", names: ["Яўген Пробны"] },
  { id: "test5", names: ["Генадзь Аляксееўскі-Прыкладны"] },
]);

/** The verdict and the best candidate. */
function answer(query: string): [string, string | undefined] {
  const { verdict, candidates } = index.find(query);
  return [verdict, candidates[0]?.id];
}

describe("one man in every script and spelling", () => {
  test.each([
    "Сяргей Ціханоўскі",
    "Сергей Тихановский",
    "Сергій Тихановський",
    "Сяргей Леанідавіч Ціханоўскі",
    "Ціханоўскі Сяргей",
    "Тихановский Сергей Леонидович",
    "Siarhei Tsikhanouski",
    "Siarhiej Cichanoŭski",
    "Siarhiej Cichanouski",
    "Sergei Tikhanovsky",
    "Sergey Tikhanovskiy",
    "Sergeï Tikhanovski",
    "Siarhei Tikhanovski",
    "Sjarhej Zichanouski",
    "Sergej Tichanowski",
    "Siarhiej Cichanouski",
    "Sergejus Tichanovskis",
    "Syarhyey Tsikhanowski",
    "Sergej Tihanovskij",
    "Сяржук Ціханоўскі",
    "Сяргея Ціханоўскага",
    "Сергею Тихановскому",
    "Сяргеем Ціханоўскім",
    "Сергее Тихановском",
    "сяргей циханоуски",
    "СЯРГЕЙ ЦІХАНОЎСКІ",
    "Сяргей Цiханоўскi",
    "Cthutq Nb[fyjdcrbq",
    "Ышфкрун Еышлрфтщгылш",
    "  Сяргей \n Ціханоўскі ",
    "Сярге́й Ціхано́ўскі",
  ])("%s", (query) => {
    expect(answer(query)).toEqual(["one", "siarhei"]);
  });
});

test.each([
  ["Sviatlana Tsikhanouskaya", "sviatlana"],
  ["Светлану Тихановскую", "sviatlana"],
  ["Святланай Ціханоўскай", "sviatlana"],
  ["Swiatłana Cichanouska", "sviatlana"],
  ["Мария Колесникова", "maria"],
  ["Марыі Калеснікавай", "maria"],
  ["Maria Kolesnikowa", "maria"],
  ["Маша Колесникова", "maria"],
  ["Виктору Бабарико", "viktar"],
  ["Віктара Бабарыкі", "viktar"],
  ["Віктару Бабарыцы", "viktar"],
  ["Viktor Babariko", "viktar"],
  ["Wiktar Babaryka", "viktar"],
  ["Эдуарду Бабарико", "eduard"],
  ["Ales Bialiatski", "ales"],
  ["Aleś Bialacki", "ales"],
  ["Алеся Беляцкого", "ales"],
  ["Александр Беляцкий", "ales"],
  ["Maxim Znak", "maksim"],
  ["Знаку Максиму", "maksim"],
  ["Микола Статкевич", "mikola"],
  ["Nikolai Statkevich", "mikola"],
  ["Mikałaj Statkiewicz", "mikola"],
  ["Мікалаем Статкевічам", "mikola"],
  ["Игорь Лосик", "ihar"],
  ["Darya Losik", "darja"],
  ["Дарьи Лосик", "darja"],
  ["Полина Шарендо-Панасюк", "palina"],
  ["Паліну Шарэнду-Панасюк", "palina"],
  ["Палина Шарэнда Панасюк", "palina"],
  ["Павла Севярынца", "pavel"],
  ["Павлу Северинцу", "pavel"],
  ["Ольга Северинец", "volha"],
  ["Евгения Пробного", "test4"],
  ["Євген Пробний", "test4"],
])("%s is %s", (query, id) => {
  expect(answer(query)).toEqual(["one", id]);
});

test.each([
  ["Ціханоўскі", ["siarhei"], "one"],
  ["Ціханоўскага", ["siarhei"], "one"],
  ["Тихановская", ["sviatlana"], "one"],
  ["Бабарыка", ["eduard", "viktar"], "several"],
  ["Лосик", ["darja", "ihar"], "several"],
  ["Северинец", ["pavel", "volha"], "several"],
  ["Статкевіч", ["mikola"], "one"],
])("the bare surname %s may be %s: %s", (query, ids, verdict) => {
  const match = index.find(query);
  expect(match.verdict).toBe(verdict);
  expect(
    match.candidates
      .slice(0, ids.length)
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual(ids);
});

test.each([
  ["В. Бабарико", "viktar"],
  ["Бабарыка Э.", "eduard"],
  ["Лосик И.", "ihar"],
  ["D. Losik", "darja"],
  ["Северинец О.", "volha"],
])("the initial in %s decides between relatives: %s", (query, id) => {
  expect(index.find(query).candidates[0]?.id).toBe(id);
});

test.each([
  "Віктар Лосік",
  "Святлана Бабарыка",
  "Сергей Севярынец",
  "Мікалай Знак",
  "Іван Ціханоўскі",
  "Марыя Лосік",
])("%s has a relative's surname and is nobody here", (query) => {
  const match = index.find(query);
  expect(match.verdict).toBe("none");
  expect(match.candidates.length).toBeGreaterThan(0);
});

describe("namesakes", () => {
  test("are offered for a choice", () => {
    const { verdict, candidates } = index.find("Александр Прикладный");
    expect(verdict).toBe("several");
    expect(
      candidates
        .slice(0, 2)
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(["test1", "test2"]);
  });
  test.each([
    ["Александр Петрович Прикладный", "test1"],
    ["Прыкладны Аляксандр Іванавіч", "test2"],
    ["Аляксандр Прыкладны 1980", "test1"],
    ["Aliaksandr Prykladny (1991)", "test2"],
  ])("a patronymic or a year of birth decides: %s", (query, id) => {
    expect(answer(query)).toEqual(["one", id]);
  });
  test("Аляксандра may be a woman or a man in the genitive", () => {
    expect(index.find("Аляксандра Пробная").candidates[0]?.id).toBe("test3");
    expect(index.find("Аляксандра Пятровіча Прыкладнога").candidates[0]?.id).toBe("test1");
  });
});

test.each([
  ["Сяргей Цханоўскі", "siarhei"],
  ["Сергей Тихановсктй", "siarhei"],
  ["Мария Колсениковa", "maria"],
  ["Vikatr Babarkya", "viktar"],
  ["Алсеь Бялцкі", "ales"],
  ["Николй Статкевчи", "mikola"],
])("typing errors: %s offers %s first", (query, id) => {
  expect(index.find(query).candidates[0]?.id).toBe(id);
});

test("no more candidates than asked", () => {
  expect(index.find("Бабарыка", 1).candidates).toHaveLength(1);
  expect(index.find("Бабарыка", 1).verdict).toBe("several");
});

test("scores fall from 1 with every difference", () => {
  expect(index.find("Максім Знак").candidates[0]?.score).toBe(1);
  const { candidates } = index.find("Лосик Дарья");
  const scores = candidates.map(({ score }) => score);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
});

describe("a register that changes", () => {
  test("an added spelling is known, a removed person is not", () => {
    const own = buildPeopleIndex([{ id: "a", names: ["Алесь Прыкладны"] }]);
    expect(own.find("Генерал Тэст").verdict).toBe("none");
    own.upsert({ id: "a", names: ["Алесь Прыкладны", "Генерал Тэст"] });
    expect(own.find("Генерал Тэст")).toEqual({
      verdict: "one",
      candidates: [{ id: "a", name: "Алесь Прыкладны", score: 1 }],
    });
    expect(own.size).toBe(1);
    own.upsert({ id: "b", names: ["Вера Пробная"] });
    own.remove("a");
    own.remove("nobody");
    expect(own.size).toBe(1);
    expect(own.find("Алесь Прыкладны").candidates.map(({ id }) => id)).not.toContain("a");
  });
});
