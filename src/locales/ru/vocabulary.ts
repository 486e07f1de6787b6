import { counted, plural, formatNumber, uninflected } from "../grammar.ts";
import type { Vocabulary } from "../vocabulary.ts";

const people = (n: number): string => counted("ru", n, { one: "человек", few: "человека", many: "человек" });
const years = (n: number): string => counted("ru", n, { one: "год", few: "года", many: "лет" });
const months = (n: number): string => counted("ru", n, { one: "месяц", few: "месяца", many: "месяцев" });

const QUALIFIERS = { exact: "", about: "около ", at_least: "не менее ", at_most: "не более " } as const;

export const vocabulary: Vocabulary = {
  languageName: "Русский",
  kinds: {
    release: "Освобождение",
    pardon: "Помилование",
    arrest: "Задержание",
    charge: "Обвинение",
    sentence: "Приговор",
    regime: "Изменение условий содержания",
    incommunicado: "Нет связи",
    health: "Состояние здоровья",
    death: "Смерть в неволе",
    recognition: "Признание политзаключённым",
    deportation: "Вывоз из страны",
    deal: "Договорённости об освобождении",
    not_released: "Освобождение не состоялось",
    other_repression: "Другое преследование",
  },
  agreeingKinds: {
    recognition: { female: "Признание политзаключённой", plural: "Признание политзаключёнными" },
  },
  releaseKinds: {
    term_served: "закончился срок",
    pardon: "помилование",
    amnesty: "амнистия",
    exchange: "обмен",
    deal: "по договорённости",
    parole_or_softening: "досрочно или со смягчением наказания",
    case_closed: "прекращение дела или оправдание",
    health: "по состоянию здоровья",
    unknown: "основание неизвестно",
  },
  modifiers: {
    forced_exile: "вывезли из Беларуси",
    stays_in_belarus: "в Беларуси",
    repatriated: "передали своему государству",
  },
  custody: {
    detained: { male: "задержан", female: "задержана", unknown: "после задержания" },
    administrative_arrest: uninflected("под административным арестом"),
    remand: uninflected("под стражей, до суда"),
    house_arrest: uninflected("под домашним арестом"),
    released_pending_trial: uninflected("на свободе до суда, с ограничениями"),
    at_liberty_before_sentence: uninflected("на свободе до начала отбывания наказания"),
    colony: uninflected("в колонии"),
    prison_regime: uninflected("на тюремном режиме"),
    open_facility: uninflected("на «химии», в учреждении открытого типа"),
    home_confinement: uninflected("на «домашней химии»"),
    arrest_sentence: uninflected("под арестом по приговору"),
    compulsory_treatment: uninflected("на принудительном лечении"),
    free_in_belarus: uninflected("на свободе, в Беларуси"),
    free_abroad: uninflected("на свободе, за границей"),
    died_in_custody: { male: "умер в неволе", female: "умерла в неволе", unknown: "смерть в неволе" },
    unknown: uninflected("нынешнее положение неизвестно"),
  },
  penalties: {
    detained: "арест",
    administrative_arrest: "арест",
    remand: "под стражей",
    house_arrest: "домашний арест",
    released_pending_trial: "без лишения свободы",
    at_liberty_before_sentence: "без лишения свободы",
    colony: "колония",
    prison_regime: "тюремный режим",
    open_facility: "«химия»",
    home_confinement: "«домашняя химия»",
    arrest_sentence: "арест",
    compulsory_treatment: "принудительное лечение",
    free_in_belarus: "без лишения свободы",
    free_abroad: "без лишения свободы",
    died_in_custody: "лишение свободы",
  },
  recognition: {
    recognised: {
      male: "признан политзаключённым",
      female: "признана политзаключённой",
      unknown: "имеет статус политзаключённого",
    },
    former: {
      male: "бывший политзаключённый",
      female: "бывшая политзаключённая",
      unknown: "раньше в списке политзаключённых",
    },
    not_recognised: uninflected("политическое преследование, без статуса политзаключённого"),
    recognised_ex_post_facto: {
      male: "признан политзаключённым после освобождения",
      female: "признана политзаключённой после освобождения",
      unknown: "статус политзаключённого — после освобождения",
    },
  },
  certainty: {
    unconfirmed: "не подтверждено",
    confirmed: "подтверждено",
    disputed: "сведения противоречат друг другу",
    retracted: "отозвано",
  },
  healths: {
    ok: "работает",
    quiet: "работает, новостей нет",
    stale: "давно нет новостей",
    blocked: "не пускает нас",
    broken: "не отвечает",
    gone: "закрыт",
  },
  tiers: {
    primary: "правозащитники и семьи",
    media: "СМИ",
    state: "государственные источники",
    analysis: "аналитика",
  },
  people,
  days: (n) => counted("ru", n, { one: "день", few: "дня", many: "дней" }),
  hours: (n) => counted("ru", n, { one: "час", few: "часа", many: "часов" }),
  minutes: (n) => counted("ru", n, { one: "минуту", few: "минуты", many: "минут" }),
  seconds: (n) => counted("ru", n, { one: "секунду", few: "секунды", many: "секунд" }),
  term: (n) =>
    [Math.floor(n / 12) > 0 ? years(Math.floor(n / 12)) : "", n % 12 > 0 ? months(n % 12) : ""]
      .filter((part) => part !== "")
      .join(" "),
  headCount: ({ n, qualifier }) =>
    qualifier === "exact"
      ? people(n)
      : `${QUALIFIERS[qualifier]}${formatNumber("ru", n)} ${plural("ru", n, { one: "человека", many: "человек" })}`,
  bareCount: ({ n, qualifier }) => `${QUALIFIERS[qualifier]}${formatNumber("ru", n)}`,
  between: (from, to) => `между ${from} и ${to}`,
};
