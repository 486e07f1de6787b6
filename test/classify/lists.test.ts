import { expect, test } from "vitest";
import { read } from "./support.ts";

/** All names are invented. */
const BE = "Алесь Прыкладовы, Янка Прыкладовіч, Пётр Прыкладук.";
const RU = "Александр Прикладный, Иван Образцов, Пётр Тестовый.";

test.each<[number, string, string]>([
  [14, "Поўны спіс 14 вызваленых", BE],
  [10, "Вядомыя імёны яшчэ 10 вызваленых палітвязняў", `Гэта ${BE}`],
  [3, "Хто выйшаў на волю: імёны", `Сярод вызваленых: ${BE}`],
  [3, "Кто вышел на свободу: список", `Среди освобожденных: ${RU}`],
  [3, "Список освобожденных 13 декабря политзаключенных", RU],
])("a headline that gives a list of the freed tells of a release: %i, %s", (n, title, summary) => {
  const { labels, route, findings } = read(title, { summary, tier: "primary" });
  expect([labels[0], route]).toEqual(["release", "alert"]);
  expect(findings[0]?.people).toHaveLength(3);
  expect(findings[0]?.count?.n).toBe(n);
});

test.each([
  ["Кого освободят следующим: список", RU],
  ["Список политзаключенных, которых нужно освободить", RU],
  ["Хто выйшаў на волю ў 2023 годзе: спіс", BE],
  ["Хто застаўся за кратамі: імёны", BE],
  ["Спіс тых, каго яшчэ не вызвалілі", BE],
  ["Спіс раней вызваленых палітвязняў", BE],
])("no list of those who have just been freed: %s", (title, summary) => {
  expect(read(title, { summary, tier: "primary" }).route).not.toBe("alert");
});
