import type { LatestText, RoundsText, SourcesText, StatsText, StatusText } from "../reading-text.ts";
import { counted } from "../grammar.ts";
import { from } from "./prepositions.ts";
import { vocabulary } from "./vocabulary.ts";

const women = (n: number): string => counted("ru", n, { one: "женщина", few: "женщины", many: "женщин" });
const men = (n: number): string => counted("ru", n, { one: "мужчина", few: "мужчины", many: "мужчин" });

export const status: StatusText = {
  title: "В неволе",
  inCustody: (n) =>
    counted("ru", n, { one: "политзаключённый", few: "политзаключённых", many: "политзаключённых" }),
  womenAndMen: (w, m) => `${women(w)}, ${men(m)}`,
  noList: "Список политзаключённых ещё не получен, поэтому числа пока нет.",
  last30Days: "За последние 30 дней",
  released: (n) => `освобождено: ${vocabulary.people(n)}`,
  arrested: (n) => `задержано: ${vocabulary.people(n)}`,
  recognised: (n) => `признано политзаключёнными: ${vocabulary.people(n)}`,
  nothingIn30Days: "Подтверждённых событий не было.",
  countingNote: "Только то, что подтверждено; на деле может быть больше.",
  lastEvents: "Последнее",
  listOf: (outlet) => `${outlet}, список`,
  freshness: "Когда проверяли источники",
  neverChecked: "сведений ещё нет",
  buttons: { latest: "Последние события", sources: "Все источники", stats: "По месяцам" },
};

export const latest: LatestText = {
  title: "Последние события",
  none: "Пока ничего подтверждённого нет. Как только появится, я напишу подписчикам: /subscribe",
  all: "Все",
  releases: "Освобождения",
  arrests: "Задержания",
  reported: "Кто и когда сообщил",
  courts: "Суды",
};

export const sources: SourcesText = {
  title: "Откуда сведения",
  lists: "Списки политзаключённых",
  notAsked: "Пока недоступны",
  explain:
    "Подтверждённым считаем то, что сообщили правозащитники или семья, два независимых источника или проверили модераторы.",
  lastNews: (when) => `последняя новость ${when}`,
};

export const stats: StatsText = {
  title: "Цифры по месяцам",
  explain:
    "Считаем только подтверждённые события, о которых знает бот. Это не полная статистика: её ведут правозащитники.",
  none: "Подтверждённых событий пока слишком мало, чтобы их считать.",
  released: "освобождено",
  recognised: "признано политзаключёнными",
  arrested: "задержано",
  quotes: "Что считают другие",
  quotesExplain: "Это цитаты: разные источники в разное время считают разное, складывать эти числа нельзя.",
  figures: {
    released: "освобождено",
    pardoned: "помиловано",
    term_served: "отбыли срок",
    recognised_new: "признано новых политзаключённых",
    recognised_total: "признано политзаключёнными всего",
    in_custody: "в неволе",
    women: "женщин",
    men: "мужчин",
    risk_group: "в группе риска",
    former: "бывших политзаключённых",
    not_recognised: "без статуса политзаключённого",
    died: "умерли в неволе",
    rows: "строк в списке",
  },
  since: (date) => `${from(date)}`,
  picture: {
    title: "Политзаключённые Беларуси",
    door: "Освобождено и признано новых",
    custody: "Людей в неволе",
    others: "другие источники",
    sources: "Источники",
    ownEvents: "подтверждённые события, о которых знает бот",
    asOf: (date) => `По состоянию на ${date} · бот «На волі»`,
    dark: "На тёмном фоне",
    light: "На светлом фоне",
  },
};

export const rounds: RoundsText = {
  title: "Большие освобождения",
  none: "Больших освобождений в моей памяти пока нет.",
  explain:
    "Сначала самые новые. Нажмите номер, чтобы увидеть подробности и все числа: источники часто называют разные.",
  counts: "Сколько людей и кто так говорит",
  destination: "Куда",
  mediator: "Посредник",
  concession: "Уступка",
  stayed: "Остались",
  named: "Имена опубликованы",
  sources: "Откуда это известно",
  notPolitical: "политзаключённых Беларуси среди них не было",
  reports: "Сообщения бота",
  list: "‹ Все освобождения",
};
