import { counted } from "../grammar.ts";
import { nounHeadline, slavicHeadline, type Participles } from "../headline.ts";
import type { AlertText } from "../alert-text.ts";
import { vocabulary } from "./vocabulary.ts";

const PARTICIPLES: Participles = {
  release: { male: "Освобождён", female: "Освобождена", plural: "Освобождены", many: "Освобождено" },
  pardon: { male: "Помилован", female: "Помилована", plural: "Помилованы", many: "Помиловано" },
  arrest: { male: "Задержан", female: "Задержана", plural: "Задержаны", many: "Задержано" },
  sentence: { male: "Осуждён", female: "Осуждена", plural: "Осуждены", many: "Осуждено" },
  death: {
    male: "Умер в неволе",
    female: "Умерла в неволе",
    plural: "Умерли в неволе",
    many: "В неволе умерло",
  },
  recognition: {
    male: "Признан политзаключённым",
    female: "Признана политзаключённой",
    plural: "Признаны политзаключёнными",
    many: "Признано политзаключёнными",
  },
  deportation: {
    male: "Вывезен из страны",
    female: "Вывезена из страны",
    plural: "Вывезены из страны",
    many: "Вывезено из страны",
  },
  not_released: {
    male: "Не освобождён",
    female: "Не освобождена",
    plural: "Не освобождены",
    many: "Не освобождено",
  },
};

export const alert: AlertText = {
  headline: (kind, subject) => slavicHeadline("ru", vocabulary, PARTICIPLES, kind, subject),
  cautious: (kind, subject) => `${nounHeadline("ru", vocabulary, kind, subject)} — не подтверждено`,
  contested: (kind, subject) => `${nounHeadline("ru", vocabulary, kind, subject)} — сведения противоречивы`,
  confirmedByPrimary: "Подтверждено.",
  confirmedByModerators: "Проверено нашими модераторами.",
  confirmedByTwo: "Подтверждают независимые редакции.",
  confirmedByRecord: "По списку политзаключённых.",
  unconfirmed: "Пока не подтверждено: пишет только один источник. Мы сообщим, когда станет известно больше.",
  disputed: "Сведения противоречат друг другу. Мы сообщим, когда станет известно больше.",
  sources: (n) => (n === 1 ? "Источник" : "Источники"),
  countsDiffer: "Источники называют разное число людей:",
  among: "Среди них",
  names: "Имена",
  moreNames: (n) => `и ещё ${counted("ru", n, { one: "человек", few: "человека", many: "человек" })}`,
  inCustodyFor: (days) => `В неволе: ${days}`,
  details: {
    facility: "Где",
    sentence: "Приговор",
    article: "Статья",
    court: "Суд",
    destination: "Куда",
    mediator: "Посредник",
    since: "С какого времени",
  },
  note: "От модераторов",
  inSourcesWords: "Словами источников",
  updated: (date) => `Обновлено ${date}`,
  notFree: "Снова в неволе",
  denied: "По словам одного из источников, не на свободе",
  retracted: "Исправление: отзываем сообщение",
  earlierSaid: (what) => `Раньше мы сообщили: «${what}».`,
  retractedWhy: "Это не подтвердилось или уже не так. Простите нас.",
  discreet: "Есть новое сообщение.",
  discreetCorrection: "Прежнее сообщение изменено.",
  buttons: {
    details: "Подробнее",
    follow: "Следить",
    source: "Источник",
    open: "Показать",
    hide: "Скрыть",
  },
};
