import type { LatestText, RoundsText, SourcesText, StatsText, StatusText } from "../reading-text.ts";
import { counted } from "../grammar.ts";
import { vocabulary } from "./vocabulary.ts";

const women = (n: number): string => counted("be", n, { one: "жанчына", few: "жанчыны", many: "жанчын" });
const men = (n: number): string => counted("be", n, { one: "мужчына", few: "мужчыны", many: "мужчын" });

export const status: StatusText = {
  title: "У няволі",
  inCustody: (n) => counted("be", n, { one: "палітвязень", few: "палітвязні", many: "палітвязняў" }),
  womenAndMen: (w, m) => `${women(w)}, ${men(m)}`,
  noList: "Спіс палітвязняў яшчэ не атрыманы, таму лічбы пакуль няма.",
  last30Days: "За апошнія 30 дзён",
  released: (n) => `вызвалена: ${vocabulary.people(n)}`,
  arrested: (n) => `затрымана: ${vocabulary.people(n)}`,
  recognised: (n) => `прызнана палітвязнямі: ${vocabulary.people(n)}`,
  nothingIn30Days: "Пацверджаных падзей не было.",
  countingNote: "Толькі тое, што пацверджана; насамрэч можа быць больш.",
  lastEvents: "Апошняе",
  listOf: (outlet) => `${outlet}, спіс`,
  freshness: "Калі правяралі крыніцы",
  neverChecked: "звестак яшчэ няма",
  buttons: { latest: "Апошнія падзеі", sources: "Усе крыніцы", stats: "Па месяцах" },
};

export const latest: LatestText = {
  title: "Апошнія падзеі",
  none: "Пакуль нічога пацверджанага няма. Як толькі з’явіцца, я напішу падпісчыкам: /subscribe",
  all: "Усе",
  releases: "Вызваленні",
  arrests: "Затрыманні",
  reported: "Хто і калі паведаміў",
  courts: "Суды",
};

export const sources: SourcesText = {
  title: "Адкуль звесткі",
  lists: "Спісы палітвязняў",
  notAsked: "Пакуль недаступныя",
  explain:
    "Пацверджаным лічым тое, што паведамілі праваабаронцы або сям’я, дзве незалежныя крыніцы або праверылі мадэратары.",
  lastNews: (when) => `апошняя навіна ${when}`,
};

export const stats: StatsText = {
  title: "Лічбы па месяцах",
  explain:
    "Лічым толькі пацверджаныя падзеі, пра якія ведае бот. Гэта не поўная статыстыка: яе вядуць праваабаронцы.",
  none: "Пацверджаных падзей пакуль замала, каб іх лічыць.",
  released: "вызвалена",
  recognised: "прызнана палітвязнямі",
  arrested: "затрымана",
  quotes: "Што лічаць іншыя",
  quotesExplain: "Гэта цытаты: розныя крыніцы ў розны час лічаць рознае, складаць гэтыя лічбы нельга.",
  figures: {
    released: "вызвалена",
    pardoned: "памілавана",
    term_served: "адбылі тэрмін",
    recognised_new: "прызнана новых палітвязняў",
    recognised_total: "прызнана палітвязнямі ўсяго",
    in_custody: "у няволі",
    women: "жанчын",
    men: "мужчын",
    risk_group: "у групе рызыкі",
    former: "былых палітвязняў",
    not_recognised: "без статусу палітвязня",
    died: "памерлі ў няволі",
    rows: "радкоў у спісе",
  },
  since: (date) => `з ${date}`,
  picture: {
    title: "Палітвязні Беларусі",
    door: "Вызвалена і прызнана новых",
    custody: "Людзей у няволі",
    others: "іншыя крыніцы",
    sources: "Крыніцы",
    ownEvents: "пацверджаныя падзеі, пра якія ведае бот",
    asOf: (date) => `Станам на ${date} · бот «На волі»`,
    dark: "На цёмным фоне",
    light: "На светлым фоне",
  },
};

export const rounds: RoundsText = {
  title: "Вялікія вызваленні",
  none: "Вялікіх вызваленняў у маёй памяці пакуль няма.",
  explain:
    "Спачатку найноўшыя. Націсніце нумар, каб убачыць падрабязнасці і ўсе лічбы: крыніцы часта называюць розныя.",
  counts: "Колькі людзей і хто так кажа",
  destination: "Куды",
  mediator: "Пасярэднік",
  concession: "Саступка",
  stayed: "Засталіся",
  named: "Імёны апублікаваныя",
  sources: "Адкуль гэта вядома",
  notPolitical: "палітвязняў Беларусі сярод іх не было",
  reports: "Паведамленні бота",
  list: "‹ Усе вызваленні",
};
