import { describe, expect, test } from "vitest";
import { buildPeopleIndex } from "../../src/people/person-index.ts";

const index = buildPeopleIndex([
  { id: "losik", names: ["Ігар Лосік"] },
  { id: "darja", names: ["Дар'я Лосік"] },
  { id: "maria", names: ["Марыя Калеснікава"] },
  { id: "viktar", names: ["Віктар Бабарыка"] },
  { id: "palina", names: ["Паліна Шарэнда-Панасюк"] },
  { id: "ales", names: ["Алесь Бяляцкі"] },
  { id: "test", names: ["Ганна Прыкладная"] },
  { id: "test1", names: ["Пётр Пятровіч Пробны"] },
  { id: "test2", names: ["Пётр Іванавіч Пробны"] },
]);

function linked(text: string): string[] {
  return index.link(text).map(({ text: name, personId }) => `${name}=${personId ?? "?"}`);
}

test.each([
  [
    "Вызвалілі Алеся Бяляцкага, Марыю Калеснікаву, Віктара Бабарыку і яшчэ 120 чалавек",
    ["Алеся Бяляцкага=ales", "Марыю Калеснікаву=maria", "Віктара Бабарыку=viktar"],
  ],
  [
    "В Беларуси освободили 14 политзаключенных, среди них Игорь Лосик и Полина Шарендо-Панасюк",
    ["Игорь Лосик=losik", "Полина Шарендо-Панасюк=palina"],
  ],
  [
    "Belarus frees Nobel laureate Ales Bialiatski, including Maria Kolesnikova; Viktar Babaryka stays",
    ["Ales Bialiatski=ales", "Maria Kolesnikova=maria", "Viktar Babaryka=viktar"],
  ],
  [
    "O wolności Alesia Bialackiego i Maryi Kalesnikawaj",
    ["Alesia Bialackiego=ales", "Maryi Kalesnikawaj=maria"],
  ],
  ["ЛОСІК ІГАР — на волі", ["ЛОСІК ІГАР=losik"]],
  ["У турме застаецца В. Бабарыка", ["В. Бабарыка=viktar"]],
  ["Ганна Прыкладная, 34 гады, і Язэп Невядомскі", ["Ганна Прыкладная=test", "Язэп Невядомскі=?"]],
])("%s", (text, expected) => {
  expect(linked(text)).toEqual(expected);
});

describe("what is no person", () => {
  test.each([
    "Красная площадь, Нобелеўская прэмія міру, Вярхоўны суд, Савецкі суд Мінска",
    "Пра гэта піша «Наша Ніва» са спасылкай на Радыё Свабода і «Вясну»",
    "У Мінску і ў Магілёве затрымалі дзесяць чалавек. Размова пра новыя справы. Жанчына правяла за кратамі год",
    "Prime Minister of Poland, European Union, Human Rights Centre Viasna, Red Square",
    "Суддзя Алена Тэставая і пракурор Іван Тэставы не адказалі",
    "Аляксандр Лукашэнка сустрэўся з Джонам Коўлам, Дональд Трамп падзякаваў",
  ])("%s", (text) => {
    expect(linked(text)).toEqual([]);
  });
});

test("a relative is not the prisoner", () => {
  expect(linked("Сергей Лосик и Степан Бабарико пришли в суд")).toEqual([
    "Сергей Лосик=?",
    "Степан Бабарико=?",
  ]);
});

test("people of one name are offered, not chosen", () => {
  const [mention] = index.link("На волю выйшаў Пётр Пробны");
  expect(mention?.personId).toBeNull();
  expect(mention?.candidates.toSorted()).toEqual(["test1", "test2"]);
});

test("a bare surname follows the full name, and alone only when it is nobody else's", () => {
  expect(linked("Ігара Лосіка вызвалілі. Лосіку далі пашпарт")).toEqual([
    "Ігара Лосіка=losik",
    "Лосіку=losik",
  ]);
  expect(index.link("Стала вядома, што Лосіка перавялі")[0]).toMatchObject({
    text: "Лосіка",
    personId: null,
  });
  expect(linked("Беляцкого отправили в ПКТ")).toEqual(["Беляцкого=ales"]);
});

test("letters of two scripts are marked and never linked", () => {
  const [mention] = index.link("Вызвалілі Мaрыю Калеснікаву");
  expect(mention).toMatchObject({
    text: "Мaрыю Калеснікаву",
    suspicious: true,
    personId: null,
    candidates: ["maria"],
  });
});

test("a former candidate for an office is no office holder", () => {
  expect(linked("экс-кандыдат у прэзідэнты Віктар Бабарыка")).toEqual(["Віктар Бабарыка=viktar"]);
});

test("a name that no table knows is linked when the register has it", () => {
  const index = buildPeopleIndex([{ id: "a", names: ["Кветка Ветраная", "Maruška Tutejšaja"] }]);
  const [mention] = index.link("Вызвалілі Кветку Ветраную з калоніі.");
  expect(mention).toMatchObject({ text: "Кветку Ветраную", personId: "a" });
  expect(index.link("The activist Maruška Tutejšaja was released.")[0]?.personId).toBe("a");
  expect(index.link("The activist Marfa Tutejšaja was released.")[0]?.personId ?? null).toBeNull();
});
