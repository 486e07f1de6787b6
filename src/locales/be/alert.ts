import { counted } from "../grammar.ts";
import { nounHeadline, slavicHeadline, type Participles } from "../headline.ts";
import type { AlertText } from "../alert-text.ts";
import { vocabulary } from "./vocabulary.ts";

const PARTICIPLES: Participles = {
  release: { male: "Вызвалены", female: "Вызвалена", plural: "Вызвалены", many: "Вызвалена" },
  pardon: { male: "Памілаваны", female: "Памілавана", plural: "Памілаваны", many: "Памілавана" },
  arrest: { male: "Затрыманы", female: "Затрымана", plural: "Затрыманы", many: "Затрымана" },
  sentence: { male: "Асуджаны", female: "Асуджана", plural: "Асуджаны", many: "Асуджана" },
  death: {
    male: "Памёр у няволі",
    female: "Памерла ў няволі",
    plural: "Памерлі ў няволі",
    many: "У няволі памерла",
  },
  recognition: {
    male: "Прызнаны палітвязнем",
    female: "Прызнана палітзняволенай",
    plural: "Прызнаны палітвязнямі",
    many: "Прызнана палітвязнямі",
  },
  deportation: {
    male: "Вывезены з краіны",
    female: "Вывезена з краіны",
    plural: "Вывезены з краіны",
    many: "Вывезена з краіны",
  },
  not_released: {
    male: "Не вызвалены",
    female: "Не вызвалена",
    plural: "Не вызвалены",
    many: "Не вызвалена",
  },
};

export const alert: AlertText = {
  headline: (kind, subject) => slavicHeadline("be", vocabulary, PARTICIPLES, kind, subject),
  cautious: (kind, subject) => `${nounHeadline("be", vocabulary, kind, subject)} — не пацверджана`,
  contested: (kind, subject) => `${nounHeadline("be", vocabulary, kind, subject)} — звесткі супярэчлівыя`,
  confirmedByPrimary: "Пацверджана.",
  confirmedByModerators: "Праверана нашымі мадэратарамі.",
  confirmedByTwo: "Пацвярджаюць незалежныя рэдакцыі.",
  confirmedByRecord: "Паводле спіса палітвязняў.",
  unconfirmed: "Пакуль не пацверджана: піша толькі адна крыніца. Мы паведамім, калі стане вядома больш.",
  disputed: "Звесткі супярэчаць адна адной. Мы паведамім, калі стане вядома больш.",
  sources: (n) => (n === 1 ? "Крыніца" : "Крыніцы"),
  countsDiffer: "Крыніцы называюць розную колькасць:",
  among: "Сярод іх",
  names: "Імёны",
  moreNames: (n) => `і яшчэ ${counted("be", n, { one: "чалавек", few: "чалавекі", many: "чалавек" })}`,
  inCustodyFor: (days) => `У няволі: ${days}`,
  details: {
    facility: "Дзе",
    sentence: "Прысуд",
    article: "Артыкул",
    court: "Суд",
    destination: "Куды",
    mediator: "Пасярэднік",
    since: "З якога часу",
  },
  note: "Ад мадэратараў",
  inSourcesWords: "Словамі крыніц",
  updated: (date) => `Абноўлена ${date}`,
  notFree: "Зноў у няволі",
  denied: "Паводле адной з крыніц, не на волі",
  retracted: "Выпраўленне: адклікаем паведамленне",
  earlierSaid: (what) => `Раней мы паведамілі: «${what}».`,
  retractedWhy: "Гэта не пацвердзілася або ўжо не так. Прабачце нам.",
  discreet: "Ёсць новае паведамленне.",
  discreetCorrection: "Ранейшае паведамленне зменена.",
  buttons: {
    details: "Падрабязней",
    follow: "Сачыць",
    source: "Крыніца",
    open: "Паказаць",
    hide: "Схаваць",
  },
};
