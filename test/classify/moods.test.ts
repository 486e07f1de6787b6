import { describe, expect, test } from "vitest";
import { read } from "./support.ts";

/** Main label and route of a headline. */
const told = (title: string, summary = "", outlet = "Вясна"): string => {
  const { labels, route } = read(title, { summary, outlet });
  return `${labels[0] ?? ""} ${route}`;
};
const main = (title: string, summary = "", outlet = "Вясна"): string =>
  told(title, summary, outlet).split(" ")[0] ?? "";

describe("what was told before or wished for is background", () => {
  test.each([
    ["Афіны чакаюць, што Мінск памілуе двух маракоў", "commentary"],
    ["Relatives seek clemency for six prisoners in Belarus", "commentary"],
    ["Не, Ганну Прыкладную не выпусцілі: сваякі абвяргаюць чуткі", "commentary"],
    ["Милиция отрицает, что учительницу задержали за комментарий", "commentary"],
    ["Trade with Minsk may resume only after every political prisoner is freed", "commentary"],
    ["Вспоминаем: как в 2021 году осудили редактора Примерова", "commentary"],
  ])("%s", (title, label) => {
    expect(main(title)).toBe(label);
    expect(told(title)).not.toContain("alert");
  });
});

describe("the later of two events is the news", () => {
  test.each([
    ["Вышел из СИЗО — и снова за решеткой: музыканту дали 15 суток", "arrest"],
    ["Суд сократил срок библиотекарю, и он вышел из колонии в тот же день", "release"],
    ["Получил три года, отсидел два и вышел на свободу журналист Примеров", "release"],
    ["Пяцёра памілаваных дагэтуль у калоніі", "not_released"],
    ["Палітвязня пад канвоем павезлі ў шпіталь", "health"],
  ])("%s", (title, label) => {
    expect(main(title)).toBe(label);
  });
});

describe("verbs of freeing and taking act on things too", () => {
  test.each([
    ["Полацкі каледж выпусціў сотню зваршчыкаў"],
    ["Каманда з Пінска забрала галоўны прыз турніру"],
    ["Minsk-born director's prison thriller gets a theatrical release"],
    ["Памёр вядомы скульптар з Магілёва"],
  ])("%s", (title) => {
    expect(told(title, "", "БелТА")).not.toContain("alert");
    expect(["unrelated", "commentary"]).toContain(main(title, "", "БелТА"));
  });
});

test("the answer to a question is the news", () => {
  expect(main("Дзе Максім Прыкладны? Родныя другі год не маюць ніякіх звестак")).toBe("incommunicado");
});

test("a question without a word of prisons leaves it to the first sentence, and a moderator looks", () => {
  const summary = "Тэрмін Алеся Прыкладнага скончыўся ўчора, але з калоніі яго не выпусцілі.";
  expect(told("Ну і дзе ён?", summary)).toBe("not_released review");
  expect(told("Што вядома на гэты час?", "Шасцёх палітвязняў вызвалілі.")).not.toContain("alert");
});

test("a telegram from a prison brings the news, though it is quoted", () => {
  expect(main("Тэлеграма з ПК-3: «Ваш сын памёр, забірайце цела»")).toBe("death");
});

test("somebody else's prison is abroad", () => {
  expect(main("Журналістку выпусцілі з турэцкай турмы", "", "Reuters")).toBe("unrelated");
});
