import { counted, plural, formatNumber, uninflected } from "../grammar.ts";
import type { Vocabulary } from "../vocabulary.ts";

const people = (n: number): string => counted("be", n, { one: "чалавек", few: "чалавекі", many: "чалавек" });
const years = (n: number): string => counted("be", n, { one: "год", few: "гады", many: "гадоў" });
const months = (n: number): string => counted("be", n, { one: "месяц", few: "месяцы", many: "месяцаў" });

const QUALIFIERS = { exact: "", about: "каля ", at_least: "не менш за ", at_most: "не больш за " } as const;

export const vocabulary: Vocabulary = {
  languageName: "Беларуская",
  kinds: {
    release: "Вызваленне",
    pardon: "Памілаванне",
    arrest: "Затрыманне",
    charge: "Абвінавачанне",
    sentence: "Прысуд",
    regime: "Змена ўмоў утрымання",
    incommunicado: "Няма сувязі",
    health: "Стан здароўя",
    death: "Смерць у няволі",
    recognition: "Прызнанне палітвязнем",
    deportation: "Вываз з краіны",
    deal: "Дамоўленасці пра вызваленне",
    not_released: "Вызваленне не адбылося",
    other_repression: "Іншы пераслед",
  },
  agreeingKinds: {
    recognition: { female: "Прызнанне палітзняволенай", plural: "Прызнанне палітвязнямі" },
  },
  releaseKinds: {
    term_served: "скончыўся тэрмін",
    pardon: "памілаванне",
    amnesty: "амністыя",
    exchange: "абмен",
    deal: "паводле дамоўленасці",
    parole_or_softening: "датэрмінова або са змякчэннем пакарання",
    case_closed: "спыненне справы або апраўданне",
    health: "па стане здароўя",
    unknown: "падстава невядомая",
  },
  modifiers: {
    forced_exile: "вывезлі з Беларусі",
    stays_in_belarus: "у Беларусі",
    repatriated: "перадалі сваёй дзяржаве",
  },
  custody: {
    detained: { male: "затрыманы", female: "затрыманая", unknown: "пасля затрымання" },
    administrative_arrest: uninflected("пад адміністрацыйным арыштам"),
    remand: uninflected("пад вартай, да суда"),
    house_arrest: uninflected("пад хатнім арыштам"),
    released_pending_trial: uninflected("на волі да суда, з абмежаваннямі"),
    at_liberty_before_sentence: uninflected("на волі да пачатку адбыцця пакарання"),
    colony: uninflected("у калоніі"),
    prison_regime: uninflected("на турэмным рэжыме"),
    open_facility: uninflected("на «хіміі», ва ўстанове адкрытага тыпу"),
    home_confinement: uninflected("на «хатняй хіміі»"),
    arrest_sentence: uninflected("пад арыштам паводле прысуду"),
    compulsory_treatment: uninflected("на прымусовым лячэнні"),
    free_in_belarus: uninflected("на волі, у Беларусі"),
    free_abroad: uninflected("на волі, за мяжой"),
    died_in_custody: { male: "памёр у няволі", female: "памерла ў няволі", unknown: "смерць у няволі" },
    unknown: uninflected("цяперашняе становішча невядомае"),
  },
  penalties: {
    detained: "арышт",
    administrative_arrest: "арышт",
    remand: "пад вартай",
    house_arrest: "хатні арышт",
    released_pending_trial: "без пазбаўлення волі",
    at_liberty_before_sentence: "без пазбаўлення волі",
    colony: "калонія",
    prison_regime: "турэмны рэжым",
    open_facility: "«хімія»",
    home_confinement: "«хатняя хімія»",
    arrest_sentence: "арышт",
    compulsory_treatment: "прымусовае лячэнне",
    free_in_belarus: "без пазбаўлення волі",
    free_abroad: "без пазбаўлення волі",
    died_in_custody: "пазбаўленне волі",
  },
  recognition: {
    recognised: {
      male: "прызнаны палітвязнем",
      female: "прызнаная палітзняволенай",
      unknown: "мае статус палітвязня",
    },
    former: {
      male: "былы палітвязень",
      female: "былая палітзняволеная",
      unknown: "раней у спісе палітвязняў",
    },
    not_recognised: uninflected("палітычны пераслед, без статусу палітвязня"),
    recognised_ex_post_facto: {
      male: "прызнаны палітвязнем пасля вызвалення",
      female: "прызнаная палітзняволенай пасля вызвалення",
      unknown: "статус палітвязня — пасля вызвалення",
    },
  },
  certainty: {
    unconfirmed: "не пацверджана",
    confirmed: "пацверджана",
    disputed: "звесткі супярэчаць адна адной",
    retracted: "адклікана",
  },
  healths: {
    ok: "працуе",
    quiet: "працуе, навін няма",
    stale: "даўно няма навін",
    blocked: "не пускае нас",
    broken: "не адказвае",
    gone: "закрытая",
  },
  tiers: {
    primary: "праваабаронцы і сем’і",
    media: "СМІ",
    state: "дзяржаўныя крыніцы",
    analysis: "аналітыка",
  },
  people,
  days: (n) => counted("be", n, { one: "дзень", few: "дні", many: "дзён" }),
  hours: (n) => counted("be", n, { one: "гадзіну", few: "гадзіны", many: "гадзін" }),
  minutes: (n) => counted("be", n, { one: "хвіліну", few: "хвіліны", many: "хвілін" }),
  seconds: (n) => counted("be", n, { one: "секунду", few: "секунды", many: "секунд" }),
  term: (n) =>
    [Math.floor(n / 12) > 0 ? years(Math.floor(n / 12)) : "", n % 12 > 0 ? months(n % 12) : ""]
      .filter((part) => part !== "")
      .join(" "),
  headCount: ({ n, qualifier }) =>
    qualifier === "exact"
      ? people(n)
      : `${QUALIFIERS[qualifier]}${formatNumber("be", n)} ${plural("be", n, { one: "чалавека", many: "чалавек" })}`,
  bareCount: ({ n, qualifier }) => `${QUALIFIERS[qualifier]}${formatNumber("be", n)}`,
  between: (from, to) => `паміж ${from} і ${to}`,
};
