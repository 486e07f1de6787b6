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
