/* oxlint-disable max-lines -- recorded texts, a table */
import type { Language } from "../domain/language.ts";
import type { Tier } from "../domain/source.ts";

/** A feed of the recorded scenario; the texts are ours, in the outlets' manner, about public facts. */
export interface DemoFeed {
  readonly id: string;
  readonly outlet: string;
  readonly host: string;
  readonly language: Language;
  readonly tier: Tier;
}

export interface DemoItem {
  readonly feed: DemoFeed["id"];
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  /** What a reader of the demo should notice: this one must not alarm, and why. */
  readonly trap?: string;
}

/** A cell of the list of prisoners that changes; `null` as the change removes the row. */
export interface DemoRowChange {
  readonly id: string;
  readonly cells: Readonly<Record<string, string>> | null;
}

export interface DemoMoment {
  /** The instant at which the poller wakes, UTC. */
  readonly at: string;
  readonly heading: Readonly<Record<Language, string>>;
  readonly items: readonly DemoItem[];
  readonly rows: readonly DemoRowChange[];
}

export const DEMO_FEEDS: readonly DemoFeed[] = [
  { id: "viasna", outlet: "Вясна", host: "spring96.org", language: "be", tier: "primary" },
  { id: "nashaniva", outlet: "Наша Ніва", host: "nashaniva.com", language: "be", tier: "media" },
  { id: "svaboda", outlet: "Радыё Свабода", host: "www.svaboda.org", language: "be", tier: "media" },
  { id: "zerkalo", outlet: "Зеркало", host: "news.zerkalo.io", language: "ru", tier: "media" },
  { id: "belta", outlet: "БелТА", host: "www.belta.by", language: "ru", tier: "state" },
  {
    id: "kyivindependent",
    outlet: "Kyiv Independent",
    host: "kyivindependent.com",
    language: "en",
    tier: "media",
  },
  { id: "cepa", outlet: "CEPA", host: "cepa.org", language: "en", tier: "analysis" },
  { id: "nee", outlet: "New Eastern Europe", host: "neweasterneurope.eu", language: "en", tier: "analysis" },
];

/** What the feeds hold before the first poll: history, which must stay silent. */
export const HISTORY: readonly DemoItem[] = [
  {
    feed: "viasna",
    slug: "2025-02-kuznechyk",
    title: "Журналіст «Свабоды» Андрэй Кузнечык выйшаў на волю",
    summary: "12 лютага 2025 года Андрэя Кузнечыка вызвалілі і вывезлі ў Літву.",
  },
  {
    feed: "zerkalo",
    slug: "2025-06-review",
    title: "Что случилось за неделю: пять событий",
    summary: "Коротко о главном за неделю в Беларуси.",
  },
  {
    feed: "kyivindependent",
    slug: "2025-06-weekly",
    title: "Belarus Weekly: court rulings and new sanctions talks",
    summary: "A roundup of the week in Belarus.",
  },
];

const JUNE_2025: DemoMoment = {
  at: "2025-06-21T12:30:00Z",
  heading: {
    be: "21 чэрвеня 2025: на волю выходзяць 14 чалавек",
    ru: "21 июня 2025: на свободу выходят 14 человек",
    en: "21 June 2025: fourteen people are freed",
  },
  items: [
    {
      feed: "viasna",
      slug: "2025-06-21-14",
      title: "Вызвалілі 14 палітвязняў, сярод іх Сяргей Ціханоўскі",
      summary:
        "21 чэрвеня на волю выйшлі 14 чалавек. Сярод вызваленых — Сяргей Ціханоўскі. Усіх вывезлі ў Літву пасля візіту ў Мінск спецпасланніка ЗША Кіта Келага.",
    },
    {
      feed: "kyivindependent",
      slug: "2025-06-21-tsikhanouski",
      title: "Belarus frees five political prisoners, including Siarhei Tsikhanouski",
      summary:
        "Five Belarusians were released on June 21 and taken to Lithuania, Reuters reported citing a spokesman of the Lithuanian government. Foreign citizens travelled with them.",
    },
    {
      feed: "zerkalo",
      slug: "2025-06-21-eismont",
      title: "На свободу вышли четверо белорусов, среди них Сергей Тихановский",
      summary:
        "21 июня освободили Сергея Тихановского и еще троих граждан Беларуси, сообщила пресс-секретарь Лукашенко. Остальные освобожденные — иностранцы.",
    },
    {
      feed: "cepa",
      slug: "2025-06-gambit",
      title: "What Minsk wants for its prisoners",
      summary:
        "Analysis: letting Siarhei Tsikhanouski and five other Belarusians go is a tactic, not a thaw. Nearly 1,200 people stay in prison, and more could be freed only if sanctions are eased.",
      trap: "analysis",
    },
    {
      feed: "svaboda",
      slug: "2025-06-21-call",
      title: "Праваабаронцы заклікаюць вызваліць усіх палітвязняў",
      summary: "Арганізацыі патрабуюць неадкладна вызваліць Алеся Бяляцкага і Марыю Калеснікаву.",
      trap: "a call for release",
    },
    {
      feed: "kyivindependent",
      slug: "2025-06-21-manhattan",
      title: "Man arrested in New York over sanctions evasion",
      summary:
        "A jury in Manhattan convicted a businessman who was arrested in July 2022; sentencing is set for the autumn.",
      trap: "a New York arrest",
    },
    {
      feed: "kyivindependent",
      slug: "2025-06-21-pow",
      title: "Ukraine brings home prisoners of war in new exchange with Russia",
      summary:
        "Hundreds of soldiers were released from Russian captivity and crossed through Belarus on their way home.",
      trap: "prisoners of war",
    },
  ],
  rows: [
    {
      id: "70001",
      cells: {
        status: "former",
        prison: "",
        release_date: "2025-06-21",
        description: "помилован, принудительно вывезен в Литву",
      },
    },
  ],
};

const SUMMER_2025: DemoMoment = {
  at: "2025-07-25T09:00:00Z",
  heading: {
    be: "25 ліпеня 2025: навіны, якія не павінны трывожыць, і адна сапраўдная",
    ru: "25 июля 2025: новости, которые не должны тревожить, и одна настоящая",
    en: "25 July 2025: news that must not alarm, and one that must",
  },
  items: [
    {
      feed: "nee",
      slug: "2025-07-25-release",
      title: "After the release: what freedom means for those let go in June",
      summary:
        "Fourteen people were released a month ago; hundreds remain. Releasing Maryia Kalesnikava could be the next signal, observers say.",
      trap: "a look back and a hypothesis",
    },
    {
      feed: "kyivindependent",
      slug: "2025-07-17-skies",
      title: "'Open the skies and Bialiatski will be free': opposition split over talks with Minsk",
      summary:
        "Would sanctions relief free over 1,100 people? In 2015 political prisoners were released before elections.",
      trap: "a conditional offer, and history of 2015",
    },
    {
      feed: "nashaniva",
      slug: "2025-07-25-anniversary",
      title: "Чатыры гады таму затрымалі Алеся Бяляцкага",
      summary: "14 ліпеня 2021 года праваабаронцу затрымалі ў Мінску. Успамінаем, як гэта было.",
      trap: "an anniversary",
    },
    {
      feed: "viasna",
      slug: "2025-07-25-prykladnaja",
      title: "У Гомелі затрымалі Алену Прыкладную",
      summary:
        "Праваабаронцам стала вядома, што 24 ліпеня ў Гомелі затрымалі Алену Прыкладную. (Асоба выдуманая.)",
    },
  ],
  rows: [],
};

const SEPTEMBER_2025: DemoMoment = {
  at: "2025-09-11T11:00:00Z",
  heading: {
    be: "11 верасня 2025: 52 чалавекі",
    ru: "11 сентября 2025: 52 человека",
    en: "11 September 2025: fifty-two people",
  },
  items: [
    {
      feed: "viasna",
      slug: "2025-09-11-52",
      title: "Вызвалілі 52 палітвязняў, сярод іх Мікалай Статкевіч, Ігар Лосік і Мікола Дзядок",
      summary:
        "11 верасня на волю выйшлі 52 чалавекі. Сярод вызваленых: Мікалай Статкевіч, Ігар Лосік, Мікола Дзядок, Уладзімір Мацкевіч. Іх вывозяць у Літву.",
    },
    {
      feed: "zerkalo",
      slug: "2025-09-11-52",
      title: "Освободили 52 политзаключенных, среди них Игорь Лосик и Николай Статкевич",
      summary: "О прибытии 52 человек 11 сентября сообщил президент Литвы Гитанас Науседа.",
    },
    {
      feed: "belta",
      slug: "2025-09-11-14",
      title: "Лукашенко помиловал 52 осужденных, в том числе 14 иностранцев",
      summary:
        "Указ подписан 11 сентября. Среди помилованных граждане Литвы, Латвии, Польши, Германии, Франции и Великобритании.",
    },
  ],
  rows: [],
};

const STATKEVICH_REFUSES: DemoMoment = {
  at: "2025-09-11T18:00:00Z",
  heading: {
    be: "11 верасня, увечары: Статкевіч адмовіўся выязджаць і зноў у няволі",
    ru: "11 сентября, вечером: Статкевич отказался уезжать и снова в заключении",
    en: "11 September, evening: Statkevich refuses to leave and is back in prison",
  },
  items: [
    {
      feed: "viasna",
      slug: "2025-09-11-statkevich",
      title: "Мікалай Статкевіч не вызвалены: ён адмовіўся пакідаць Беларусь, яго вярнулі ў калонію",
      summary:
        "11 верасня Мікалай Статкевіч выйшаў з аўтобуса на мяжы і адмовіўся ехаць у Літву. Яго вярнулі ў калонію ў Глыбокім.",
    },
  ],
  rows: [
    {
      id: "70007",
      cells: {
        status: "former",
        prison: "",
        release_date: "2025-09-11",
        description: "помилован, принудительно вывезен в Литву",
      },
    },
  ],
};

const DECEMBER_2025: DemoMoment = {
  at: "2025-12-13T14:00:00Z",
  heading: {
    be: "13 снежня 2025: 123 чалавекі",
    ru: "13 декабря 2025: 123 человека",
    en: "13 December 2025: one hundred and twenty-three people",
  },
  items: [
    {
      feed: "viasna",
      slug: "2025-12-13-123",
      title: "Вызваленыя 123 палітвязні, сярод іх Алесь Бяляцкі, Марыя Калеснікава і Віктар Бабарыка",
      summary:
        "13 снежня на волю выйшлі 123 чалавекі. Сярод вызваленых: Алесь Бяляцкі, Марыя Калеснікава, Віктар Бабарыка, Максім Знак, Марына Золатава. Частку людзей вывезлі ва Украіну, частку ў Літву.",
    },
    {
      feed: "nashaniva",
      slug: "2025-12-13-bialiatski",
      title: "Нобелеўскі лаўрэат Алесь Бяляцкі на волі",
      summary: "Алесь Бяляцкі вызвалены 13 снежня і прыехаў у Вільню, паведамляе «Вясна».",
    },
    {
      feed: "kyivindependent",
      slug: "2025-12-13-114",
      title:
        "Ukraine receives 114 freed from Belarusian prisons, including Maria Kolesnikova and Viktor Babaryko",
      summary:
        "Ukraine's coordination headquarters said on December 13 that 114 released people had been taken to Ukraine.",
    },
    {
      feed: "cepa",
      slug: "2025-12-15-potash",
      title: "Potash for people: reading the December deal",
      summary:
        "Commentary: over a hundred were let go after Washington eased sanctions on Belaruskali. Questions remain.",
      trap: "analysis",
    },
  ],
  rows: [
    ...["70002", "70003", "70004"].map((id) => ({
      id,
      cells: {
        status: "former",
        prison: "",
        release_date: "2025-12-13",
        description: "помилован, принудительно вывезен",
      },
    })),
    { id: "70012", cells: null },
  ],
};

const FEBRUARY_2026: DemoMoment = {
  at: "2026-02-19T16:00:00Z",
  heading: {
    be: "19 лютага 2026: Мікалай Статкевіч дома",
    ru: "19 февраля 2026: Николай Статкевич дома",
    en: "19 February 2026: Mikalai Statkevich is home",
  },
  items: [
    {
      feed: "viasna",
      slug: "2026-02-19-statkevich",
      title: "Мікалай Статкевіч вызвалены і вярнуўся дадому",
      summary:
        "19 лютага Мікалай Статкевіч вызвалены з калоніі паводле стану здароўя, паведаміла яго жонка Марына Адамовіч. Ён застаецца ў Беларусі.",
    },
    {
      feed: "zerkalo",
      slug: "2026-02-19-film",
      title: "«Освобождение»: в прокат выходит фильм о политзаключенных",
      summary: "Премьера картины о белорусских политзаключенных пройдет в марте в Варшаве.",
      trap: "a film",
    },
  ],
  rows: [],
};

const APRIL_2026: DemoMoment = {
  at: "2026-04-28T13:00:00Z",
  heading: {
    be: "28 красавіка 2026: абмен, на волі Анджэй Пачобут",
    ru: "28 апреля 2026: обмен, на свободе Анджей Почобут",
    en: "28 April 2026: an exchange frees Andrzej Poczobut",
  },
  items: [
    {
      feed: "svaboda",
      slug: "2026-04-28-pachobut",
      title: "Журналіст Анджэй Пачобут на волі: яго абмянялі і перадалі Польшчы",
      summary: "28 красавіка Анджэя Пачобута вызвалілі ў выніку абмену.",
    },
    {
      feed: "kyivindependent",
      slug: "2026-04-28-poczobut",
      title: "Andrzej Poczobut released from Belarusian prison in exchange",
      summary:
        "The journalist Andrzej Poczobut was freed on April 28 and handed over to Poland, officials in Warsaw said.",
    },
    {
      feed: "zerkalo",
      slug: "2026-04-28-question",
      title: "Кого освободят следующим? Эксперты о возможном обмене",
      summary: "Если переговоры продолжатся, на свободу могут выйти еще несколько десятков человек.",
      trap: "a question and a forecast",
    },
  ],
  rows: [
    {
      id: "70006",
      cells: {
        status: "former",
        prison: "",
        release_date: "2026-04-28",
        description: "освобожден в результате обмена, вывезен в Польшу",
      },
    },
    {
      id: "70010",
      cells: {
        status: "former",
        prison: "Освобождена",
        release_date: "2026-04-27",
        description: "освобождена по отбытии срока",
      },
    },
    {
      id: "70013",
      cells: {
        url: "https://prisoners.spring96.org/ru/person/novy-zmicier",
        name: "Зміцер Новы",
        status: "active",
        gender: "male",
        birthday: "1999-12-19",
        arrested: "2026-04-25",
        articles: "ч. 1 ст. 361-4 Уголовного кодекса",
        prison: "СИЗО №91",
        declaration: "https://spring96.org/ru/news/900010",
        description: "вымышленный человек",
      },
    },
  ],
};

export const MOMENTS: readonly DemoMoment[] = [
  JUNE_2025,
  SUMMER_2025,
  SEPTEMBER_2025,
  STATKEVICH_REFUSES,
  DECEMBER_2025,
  FEBRUARY_2026,
  APRIL_2026,
];
