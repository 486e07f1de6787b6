import { describe, expect, test } from "vitest";
import { read } from "./support.ts";

/** All names here are invented, but for Mikalai Statkevich and Maryna Adamovich (Viasna, 19 February 2026). */
describe("an event happens to those it is told of, not to those who tell it", () => {
  test.each<[people: string[], title: string, summary: string]>([
    [
      ["Мікалай Статкевіч"],
      "Мікалай Статкевіч вызвалены і вярнуўся дадому",
      "19 лютага Мікалай Статкевіч вызвалены з калоніі, паведаміла яго жонка Марына Адамовіч.",
    ],
    [[], "Вызвалілі палітвязня з Магілёва", "Пра гэта паведаміла яго жонка Марына Прыкладная."],
    [[], "Палітвязень на волі", "«Ён дома», — сказала яго маці Тэрэза Прыкладная."],
    [
      ["Иван Образцов", "Пётр Примерный"],
      "Освобождены 14 политзаключенных",
      "Среди них Иван Образцов и Пётр Примерный. Об этом сообщил правозащитник Павел Тестов.",
    ],
    [[], "Вызвалілі 14 палітвязняў", "Палітык Ганна Прыкладная паведаміла пра гэта ў Вільні."],
    [[], "Belarus frees 14 political prisoners", "Envoy John Example met them, said aide Maria Sample."],
    [
      ["Ivan Example", "Maria Sample"],
      "Lukashenko pardons 15 people",
      "Human rights group Viasna said Ivan Example and Maria Sample were among them.",
    ],
    [
      ["Иван Образцов", "Пётр Примерный"],
      "Освобождены двое политзаключенных",
      "Иван Образцов и Пётр Примерный уже в Вильнюсе. Их встретила Анна Пробная.",
    ],
    [
      [],
      "Политзаключенного задержали в Гомеле",
      "По словам его адвоката Павла Тестова, суд пройдет в марте.",
    ],
    [[], "Выпустили мужа Анны Примерной", ""],
    [[], "Затрыманая жонка палітвязня Івана Прыкладнага", ""],
  ])("%j: %s %s", (people, title, summary) => {
    const { findings } = read(title, { summary });
    expect(findings[0]?.people.map(({ text }) => text)).toEqual(people);
  });
});

describe("kin and lawyers to whom it happens are told", () => {
  test.each<[people: string[], title: string, summary: string]>([
    [["Павла Тестова"], "Задержали адвоката Павла Тестова", "Его коллега Анна Примерная рассказала об этом."],
    [
      ["Ганну Прыкладную", "Паўла Прыкладнага"],
      "Затрымалі журналістку Ганну Прыкладную і яе мужа Паўла Прыкладнага",
      "",
    ],
    [
      ["Ганна Прыкладная", "Павел Прыкладны"],
      "Затрымалі журналістку і яе мужа",
      "Ганна Прыкладная і яе муж Павел Прыкладны затрыманыя ў Мінску.",
    ],
    [["Иван Образцов"], "Политзаключенный вышел на свободу", "Об этом рассказал сам Иван Образцов."],
  ])("%j: %s %s", (people, title, summary) => {
    const { findings } = read(title, { summary });
    expect(findings[0]?.people.map(({ text }) => text)).toEqual(people);
  });
});

test("who tells of a release is not counted among the released", () => {
  const { count } = read("Мікалай Статкевіч вызвалены і вярнуўся дадому", {
    summary: "19 лютага Мікалай Статкевіч вызвалены з калоніі, паведаміла яго жонка Марына Адамовіч.",
  });
  expect(count?.n).toBe(1);
});

/** Invented people. */
describe("who stands beside an event is not told as one of those whom it happened to", () => {
  test.each<[people: string[], title: string, summary: string]>([
    [["Иван Образцов"], "На свободу вышел Иван Образцов, осужденный по «делу Примерного»", ""],
    [
      ["Ганна Тэставая"],
      "Выйшла на волю Ганна Тэставая",
      "Сам Павел Прыкладны застаецца за кратамі. Раней вызвалілі Алеся Узорнага.",
    ],
    [["Пётр Прыкладны"], "На волі Пётр Прыкладны, якога судзілі разам з Алесем Узорным", ""],
    [["Иван Образцов"], "Иван Образцов вышел на свободу после встречи Лукашенко с Джоном Примером", ""],
    [
      ["Ann Example"],
      "Freed in exchange for spy Oleg Testov: Belarusian activist Ann Example is home",
      "She was met by Ian Sample.",
    ],
    [["Ганна Прыкладная"], "Паводле Ігната Тэстава, на волю выйшла Ганна Прыкладная", ""],
    [["Иван Образцов"], "Освободили Ивана Образцова", "Его ждала сестра Анна. Автор: Павел Тестов."],
    [[], "Задержали 20 человек", "Операцией руководил Павел Тестов."],
    [[], "Belarus frees 31 prisoners, envoy John Example said", ""],
    [[], "Двух сваякоў палітвязня Івана Прыкладнага затрымалі", "Іван Прыкладны сядзіць з 2021 года."],
  ])("%j: %s %s", (people, title, summary) => {
    const { findings } = read(title, { summary });
    const named = findings[0]?.people ?? [];
    expect(named.map(({ text }) => text.replace(/^Ивана Образцова$/u, "Иван Образцов"))).toEqual(people);
  });
});

describe("all whom it happened to are told, wherever they are named", () => {
  test.each<[people: string[], count: number | null, title: string, summary: string]>([
    [
      ["Иван Образцов", "Анна Примерная"],
      2,
      "Иван Образцов вышел на свободу",
      "Вместе с ним — Анна Примерная. Об этом сообщил Павел Тестов.",
    ],
    [
      ["Иван Образцов", "Анна Примерная", "Пётр Тестов"],
      3,
      "Освобождены трое политзаключенных",
      "Это Иван Образцов, Анна Примерная и Пётр Тестов. Список передал советник Глеб Пробный.",
    ],
    [
      ["Лявон Прыклад", "Тамара Прыклад"],
      2,
      "У Пінску затрымалі мужа і жонку",
      "Лявон і Тамара Прыклад цяпер у турме.",
    ],
    [
      ["Юрия Примерко", "Лидию Примерко", "Павла Примерко"],
      null,
      "Задержали целую семью",
      "Юрия, Лидию и их сына Павла Примерко вывезли в Минск.",
    ],
    [["Тигран Примерян"], 1, "Умер Тигран Примерян", "Сам Иван Образцов сидит."],
  ])("%j %s: %s %s", (people, count, title, summary) => {
    const { findings } = read(title, { summary });
    expect(findings[0]?.people.map(({ text }) => text)).toEqual(people);
    if (count !== null) expect(findings[0]?.count?.n).toBe(count);
  });
});
