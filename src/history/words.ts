/* oxlint-disable max-lines -- a data table */
import type { Language } from "../domain/language.ts";
import { formatDay } from "../locales/dates.ts";

type Translation = readonly [be: string, ru: string];

/**
 * What the data files say in English, for readers of Belarusian and Russian. Names of newsrooms and addresses stay as
 * they are; a text without an entry is shown as it stands.
 */
const TRANSLATIONS: Readonly<Record<string, Translation>> = {
  // Who gives a number.
  "AP: 'last month Lukashenko pardoned 30' (14 women, 16 men, siol.net)": [
    "AP: «у мінулым месяцы Лукашэнка памілаваў 30» (14 жанчын, 16 мужчын, siol.net)",
    "AP: «в прошлом месяце Лукашенко помиловал 30» (14 женщин, 16 мужчин, siol.net)",
  ],
  BelTA: ["БелТА", "БелТА"],
  "Bloomberg, 2024-08-02: Rico Krieger (Germany)": [
    "Bloomberg, 02.08.2024: Рыка Крыгер (Германія)",
    "Bloomberg, 02.08.2024: Рико Кригер (Германия)",
  ],
  "CEPA, summer 2025: 'Tsikhanouski and five other Belarusian political prisoners'": [
    "CEPA, лета 2025: «Ціханоўскі і яшчэ пяць беларускіх палітвязняў»",
    "CEPA, лето 2025: «Тихановский и ещё пять белорусских политзаключённых»",
  ],
  "Coale on X: 'another 156 released' (includes November)": [
    "Коўл у X: «яшчэ 156 вызвалены» (разам з лістападам)",
    "Коул в X: «ещё 156 освобождены» (вместе с ноябрём)",
  ],
  "DW Belarus on Telegram, 2026-09-08": [
    "DW Беларусь у Telegram, 08.09.2026",
    "DW Беларусь в Telegram, 08.09.2026",
  ],
  "DissidentBY mirror, '16 pardoned ... since July 2024 330 people'": [
    "люстэрка DissidentBY: «памілавана 16… з ліпеня 2024 года 330 чалавек»",
    "зеркало DissidentBY: «помиловано 16… с июля 2024 года 330 человек»",
  ],
  "Eismont / Viasna via reform.news": [
    "Эйсмант / «Вясна», паводле reform.news",
    "Эйсмонт / «Вясна», по данным reform.news",
  ],
  Kuchynski: ["Кучынскі", "Кучинский"],
  "Lukashenka's press service": ["прэс-служба Лукашэнкі", "пресс-служба Лукашенко"],
  "Lukashenka's press service (11 women, 18 men): 'seventh pardon', AP/rks.news": [
    "прэс-служба Лукашэнкі (11 жанчын, 18 мужчын): «сёмае памілаванне», AP/rks.news",
    "пресс-служба Лукашенко (11 женщин, 18 мужчин): «седьмое помилование», AP/rks.news",
  ],
  "Lukashenka's press service (12 women, 13 men), 24.kg 2025-09-17": [
    "прэс-служба Лукашэнкі (12 жанчын, 13 мужчын), 24.kg, 17.09.2025",
    "пресс-служба Лукашенко (12 женщин, 13 мужчин), 24.kg, 17.09.2025",
  ],
  "Lukashenka's press service (7 women, 23 men)": [
    "прэс-служба Лукашэнкі (7 жанчын, 23 мужчыны)",
    "пресс-служба Лукашенко (7 женщин, 23 мужчины)",
  ],
  "Lukashenka's press service; Reuters; New Eastern Europe, 2025-07-25; Kyiv Independent, mid-July 2025": [
    "прэс-служба Лукашэнкі; Reuters; New Eastern Europe, 25.07.2025; Kyiv Independent, сярэдзіна ліпеня 2025",
    "пресс-служба Лукашенко; Reuters; New Eastern Europe, 25.07.2025; Kyiv Independent, середина июля 2025",
  ],
  "Lukashenka's press service; Viasna; US embassy": [
    "прэс-служба Лукашэнкі; «Вясна»; амбасада ЗША",
    "пресс-служба Лукашенко; «Вясна»; посольство США",
  ],
  "M. Adamovich, Viasna": ["М. Адамовіч, «Вясна»", "М. Адамович, «Вясна»"],
  "Nauseda, US embassy in Vilnius": ["Навуседа, амбасада ЗША ў Вільні", "Науседа, посольство США в Вильнюсе"],
  "New Eastern Europe, 2025-07-25: 'release in April 2025'": [
    "New Eastern Europe, 25.07.2025: «вызваленне ў красавіку 2025»",
    "New Eastern Europe, 25.07.2025: «освобождение в апреле 2025»",
  ],
  "P. Eismont (menafn, unn), who lists 10 foreigners among the 14": [
    "Эйсмант (menafn, unn): называе 10 замежнікаў сярод 14",
    "Эйсмонт (menafn, unn): называет 10 иностранцев среди 14",
  ],
  "Polish MFA": ["МЗС Польшчы", "МИД Польши"],
  "Pul Pervoho (15 women, 7 men)": [
    "«Пул першага» (15 жанчын, 7 мужчын)",
    "«Пул первого» (15 женщин, 7 мужчин)",
  ],
  "Pul Pervoho, «extremist» articles": ["«Пул першага»", "«Пул первого»"],
  "Reuters, spokesman of the Lithuanian government": [
    "Reuters, прадстаўнік урада Літвы",
    "Reuters, представитель правительства Литвы",
  ],
  "Reuters/Viasna/Polish MFA": ["Reuters / «Вясна» / МЗС Польшчы", "Reuters / «Вясна» / МИД Польши"],
  "Ukraine coordination HQ / Budanov": [
    "Каардынацыйны штаб Украіны / Буданаў",
    "Координационный штаб Украины / Буданов",
  ],
  "Viasna cumulative, quoted in the same news": [
    "«Вясна», агульная лічба, прыведзеная ў той самай навіне",
    "«Вясна», общее число, приведённое в той же новости",
  ],
  "Viasna, early count: 7 men, 3 women (delfi.ee, July 2024)": [
    "«Вясна», першы падлік: 7 мужчын, 3 жанчыны (delfi.ee, ліпень 2024)",
    "«Вясна», первый подсчёт: 7 мужчин, 3 женщины (delfi.ee, июль 2024)",
  ],
  "Viasna, spring96.org/en/news/115706": [
    "«Вясна», spring96.org/en/news/115706",
    "«Вясна», spring96.org/en/news/115706",
  ],
  "White House: 1 American + 2": ["Белы дом: 1 амерыканец і яшчэ 2", "Белый дом: 1 американец и ещё 2"],
  "arithmetic from Reuters: Statkevich refused": [
    "падлік паводле Reuters: Статкевіч адмовіўся",
    "подсчёт по Reuters: Статкевич отказался",
  ],
  "arithmetic: 156 (Coale, BelTA; November and December) less 123": [
    "падлік: 156 (Коўл, БелТА; лістапад і снежань) мінус 123",
    "подсчёт: 156 (Коул, БелТА; ноябрь и декабрь) минус 123",
  ],
  "names published by R. Pratasevich": ["імёны апублікаваў Р. Пратасевіч", "имена опубликовал Р. Протасевич"],
  "opposition media before the event": ["апазіцыйныя СМІ да падзеі", "оппозиционные СМИ до события"],
  "press service, 'extremist' articles; Reuters headline": [
    "прэс-служба Лукашэнкі; загаловак Reuters",
    "пресс-служба Лукашенко; заголовок Reuters",
  ],
  "press service; Coale '18 political prisoners'": [
    "прэс-служба Лукашэнкі; Коўл: «18 палітвязняў»",
    "пресс-служба Лукашенко; Коул: «18 политзаключённых»",
  ],
  "reform.news; Lukashenka's press service via Georgian news": [
    "reform.news; прэс-служба Лукашэнкі, паводле грузінскіх СМІ",
    "reform.news; пресс-служба Лукашенко, по данным грузинских СМИ",
  ],
  "tsikhanouskaya.org Q&A": ["tsikhanouskaya.org, пытанні і адказы", "tsikhanouskaya.org, вопросы и ответы"],
  "tsikhanouskaya.org Q&A 2026-01-16": [
    "tsikhanouskaya.org, пытанні і адказы, 16.01.2026",
    "tsikhanouskaya.org, вопросы и ответы, 16.01.2026",
  ],
  "AP, September 2025": ["AP, верасень 2025", "AP, сентябрь 2025"],
  "Freedom House quoting Viasna, August 2024": [
    "Freedom House са спасылкай на «Вясну», жнівень 2024",
    "Freedom House со ссылкой на «Вясну», август 2024",
  ],
  "Kyiv Independent, mid-July 2025": [
    "Kyiv Independent, сярэдзіна ліпеня 2025",
    "Kyiv Independent, середина июля 2025",
  ],
  "Sviatlana Tsikhanouskaya": ["Святлана Ціханоўская", "Светлана Тихановская"],
  "Viasna via reform.news": ["«Вясна», паводле reform.news", "«Вясна», по данным reform.news"],
  "Viasna's list of prisoners (CSV export)": ["спіс палітвязняў «Вясны»", "список политзаключённых «Вясны»"],
  "New Eastern Europe, CEPA, Kyiv Independent (summer 2025)": [
    "New Eastern Europe, CEPA, Kyiv Independent (лета 2025)",
    "New Eastern Europe, CEPA, Kyiv Independent (лето 2025)",
  ],
  "a rewrite of AP, 2025-09": ["пераказ AP, верасень 2025", "пересказ AP, сентябрь 2025"],
  "an analysis of December 2025 ('over a hundred')": [
    "аналітычны агляд, снежань 2025 («больш за сотню»)",
    "аналитический обзор, декабрь 2025 («более сотни»)",
  ],
  // Who exactly is counted.
  "Polish citizens, not 2": ["грамадзяне Польшчы, а не 2", "граждане Польши, а не 2"],
  "Ukrainian citizens": ["грамадзяне Украіны", "граждане Украины"],
  "all releases since July 2024": ["усе вызваленні з ліпеня 2024", "все освобождения с июля 2024"],
  "citizens of Belarus": ["грамадзяне Беларусі", "граждане Беларуси"],
  "crossed the border": ["перасеклі мяжу", "пересекли границу"],
  "deported to Lithuania without passports": [
    "вывезены ў Літву без пашпартоў",
    "вывезены в Литву без паспортов",
  ],
  "expected in Vilnius": ["чакалі ў Вільні", "ждали в Вильнюсе"],
  "foreigners: 6 LT, 2 LV, 2 PL, 2 DE, 1 FR, 1 GB": [
    "замежнікі: 6 з Літвы, 2 з Латвіі, 2 з Польшчы, 2 з Германіі, 1 з Францыі, 1 з Вялікабрытаніі",
    "иностранцы: 6 из Литвы, 2 из Латвии, 2 из Польши, 2 из Германии, 1 из Франции, 1 из Великобритании",
  ],
  "freed inside Belarus": ["вызвалены ў Беларусі", "освобождены в Беларуси"],
  "identified by rights defenders": ["праваабаронцы ведаюць імёны", "правозащитники знают имена"],
  named: ["названы па імёнах", "названы поимённо"],
  "taken to Lithuania": ["вывезены ў Літву", "вывезены в Литву"],
  "taken to Ukraine": ["вывезены ва Украіну", "вывезены в Украину"],
  "taken to Ukraine (109 BY + 5 UA)": [
    "вывезены ва Украіну (109 беларусаў і 5 украінцаў)",
    "вывезены в Украину (109 белорусов и 5 украинцев)",
  ],
  "with the round of November": ["разам з лістападаўскім вызваленнем", "вместе с ноябрьским освобождением"],
  "«extremist» articles": ["«экстрэмісцкія» артыкулы", "«экстремистские» статьи"],
  // Where to, through whom, for what.
  "Belarus 235, Lithuania 15": ["Беларусь — 235, Літва — 15", "Беларусь — 235, Литва — 15"],
  Germany: ["Германія", "Германия"],
  Lithuania: ["Літва", "Литва"],
  Poland: ["Польшча", "Польша"],
  Ukraine: ["Украіна", "Украина"],
  "Ukraine 114/115, Lithuania 9/8": [
    "Украіна — 114 або 115, Літва — 9 або 8",
    "Украина — 114 или 115, Литва — 9 или 8",
  ],
  abroad: ["за мяжой", "за границей"],
  "stays in Belarus": ["засталіся ў Беларусі", "остались в Беларуси"],
  "Belarus-Russia-EU exchange": ["абмен паміж Беларуссю, Расіяй і ЕС", "обмен между Беларусью, Россией и ЕС"],
  "Turkey/US/Russia": ["Турцыя, ЗША, Расія", "Турция, США, Россия"],
  US: ["ЗША", "США"],
  "US (Gen. Keith Kellogg)": ["ЗША (генерал Кіт Келаг)", "США (генерал Кит Келлог)"],
  "US (John Coale)": ["ЗША (Джон Коўл)", "США (Джон Коул)"],
  "US (Trump/Rubio, A. Boehler, via Lithuania)": [
    "ЗША (Трамп, Рубіа, А. Болер, праз Літву)",
    "США (Трамп, Рубио, А. Болер, через Литву)",
  ],
  "US delegation": ["дэлегацыя ЗША", "делегация США"],
  "OFAC GL 13: Belaruskali potash": [
    "ліцэнзія OFAC GL 13: калійныя ўгнаенні «Беларуськалія»",
    "лицензия OFAC GL 13: калийные удобрения «Беларуськалия»",
  ],
  "US sanctions on Belavia eased": [
    "ЗША аслабілі санкцыі супраць «Белавія»",
    "США ослабили санкции против «Белавиа»",
  ],
  "agreement with the US, content not found": [
    "дамоўленасць з ЗША, змест невядомы",
    "договорённость с США, содержание неизвестно",
  ],
  "none announced ('down payment', Kyiv Independent, mid-July 2025)": [
    "не абвешчаная («першы ўзнос», Kyiv Independent, сярэдзіна ліпеня 2025)",
    "не объявлена («первый взнос», Kyiv Independent, середина июля 2025)",
  ],
  // Who was not taken out, and whose names are known.
  "4 refused to leave (Statkevich, Matskevich, Viniarski, Fiadynich): Viasna, babel.ua; «only Statkevich»: Reuters":
    [
      "4 адмовіліся з’язджаць (Статкевіч, Мацкевіч, Вінярскі, Фядыніч): «Вясна», babel.ua; «толькі Статкевіч»: Reuters",
      "4 отказались уезжать (Статкевич, Мацкевич, Винярский, Фединич): «Вясна», babel.ua; «только Статкевич»: Reuters",
    ],
  "2 of 3": ["2 з 3", "2 из 3"],
  "25 of 37, by a regime-linked person": [
    "25 з 37, апублікаваў чалавек, звязаны з уладай",
    "25 из 37, опубликовал человек, связанный с властью",
  ],
  "incomplete list by Viasna spring96.org/en/news/119263": [
    "няпоўны спіс «Вясны», spring96.org/en/news/119263",
    "неполный список «Вясны», spring96.org/en/news/119263",
  ],
  no: ["не", "нет"],
  "no (officially)": ["не (афіцыйна)", "нет (официально)"],
  "not found": ["не знойдзены", "не найдены"],
  "partial list by Viasna": ["частковы спіс «Вясны»", "частичный список «Вясны»"],
  partly: ["часткова", "частично"],
  "withheld by Viasna 'for security reasons'": [
    "«Вясна» не называе «з меркаванняў бяспекі»",
    "«Вясна» не называет «из соображений безопасности»",
  ],
  yes: ["так", "да"],
  // Public figures.
  "Alena Maushuk": ["Алена Маўшук", "Елена Мовшук"],
  "Ales Bialiatski": ["Алесь Бяляцкі", "Алесь Беляцкий"],
  "Aliaksandr Fiaduta": ["Аляксандр Фядута", "Александр Федута"],
  "Aliaksandr Yarashuk": ["Аляксандр Ярашук", "Александр Ярошук"],
  "Andrei Kuznechyk (RFE/RL)": ["Андрэй Кузнечык (Радыё Свабода)", "Андрей Кузнечик (Радио Свобода)"],
  "Andrzej Poczobut": ["Анджэй Пачобут", "Анджей Почобут"],
  "Dzmitry Dashkevich": ["Дзмітрый Дашкевіч", "Дмитрий Дашкевич"],
  "Ihar Losik": ["Ігар Лосік", "Игорь Лосик"],
  "Kseniya Lutskina": ["Ксенія Луцкіна", "Ксения Луцкина"],
  "Maksim Znak": ["Максім Знак", "Максим Знак"],
  "Maria Kalesnikava": ["Марыя Калеснікава", "Мария Колесникова"],
  "Maryna Zolatava": ["Марына Золатава", "Марина Золотова"],
  "Mikalai Statkevich": ["Мікалай Статкевіч", "Николай Статкевич"],
  "Mikola Dziadok": ["Мікола Дзядок", "Николай Дедок"],
  "Pavel Seviarynets": ["Павел Севярынец", "Павел Северинец"],
  "Rico Krieger": ["Рыка Крыгер", "Рико Кригер"],
  "Ryhor Kastusiou": ["Рыгор Кастусёў", "Григорий Костусев"],
  "Siarhei Tsikhanouski": ["Сяргей Ціханоўскі", "Сергей Тихановский"],
  "Uladz Labkovich": ["Уладзімір Лабковіч", "Владимир Лабкович"],
  "Uladzimir Matskevich": ["Уладзімір Мацкевіч", "Владимир Мацкевич"],
  "Valiantsin Stefanovic": ["Валянцін Стэфановіч", "Валентин Стефанович"],
  "Vasil Berasneu": ["Васіль Берасьнеў", "Василий Береснев"],
  "Viktar Babaryka": ["Віктар Бабарыка", "Виктор Бабарико"],
  "Yury (Yuras) Ziankovich, US lawyer": ["Юрась Зянковіч, адвакат з ЗША", "Юрий Зенкович, адвокат из США"],
  "unnamed US citizen": ["неназваны грамадзянін ЗША", "неназванный гражданин США"],
  // What a reader must know to read the numbers right.
  "Anastassia Nuhfer (US) was freed in the weeks before (abc30).": [
    "Анастасію Нуфер (ЗША) вызвалілі за некалькі тыдняў да таго (abc30).",
    "Анастасию Нуфер (США) освободили за несколько недель до того (abc30).",
  ],
  "Called the largest exchange; no political prisoner of Belarus was among the people exchanged.": [
    "Называлі самым вялікім абменам; палітвязняў Беларусі сярод абмененых не было.",
    "Называли крупнейшим обменом; политзаключённых Беларуси среди обменянных не было.",
  ],
  "He came back to Hrodna of his own will on 2026-09-08 (t.me/dw_belarus/20344). The size of the whole exchange was not found.":
    [
      "8 верасня 2026 года сам вярнуўся ў Гродна (t.me/dw_belarus/20344). Колькі людзей абмянялі ўсяго, невядома.",
      "8 сентября 2026 года сам вернулся в Гродно (t.me/dw_belarus/20344). Сколько людей обменяли всего, неизвестно.",
    ],
  "Headline '20 political prisoners', decree 22 people; DW attributes 569 since July 2024 to Viasna, the same 569 that reform.news dates 23 December.":
    [
      "У загалоўку «20 палітвязняў», ва ўказе 22 чалавекі. DW прыводзіць лічбу «Вясны»: 569 з ліпеня 2024; reform.news датуе тыя ж 569 днём 23 снежня.",
      "В заголовке «20 политзаключённых», в указе 22 человека. DW приводит число «Вясны»: 569 с июля 2024; reform.news датирует те же 569 днём 23 декабря.",
    ],
  "Names came from a regime-linked source, not from rights defenders.": [
    "Імёны прыйшлі ад крыніцы, звязанай з уладай, а не ад праваабаронцаў.",
    "Имена пришли от источника, связанного с властью, а не от правозащитников.",
  ],
  "Not all 'extremist' cases. Day: 16 or 17 (article of 17).": [
    "Не ўсе паводле «экстрэмісцкіх» артыкулаў. Дзень: 16 або 17 (навіна ад 17).",
    "Не все по «экстремистским» статьям. День: 16 или 17 (новость от 17).",
  ],
  "Official round number vs number of identified persons differ (30 vs 13).": [
    "Афіцыйная лічба і колькасць вядомых людзей разыходзяцца (30 і 13).",
    "Официальное число и число известных людей расходятся (30 и 13).",
  ],
  "Often attributed to the amnesty law by mistake; Viasna: released on pardon. About 25 new names were recognised in the same week (Freedom House, August 2024).":
    [
      "Часта памылкова звязваюць з законам аб амністыі; «Вясна»: вызвалены паводле памілавання. У той самы тыдзень прызналі каля 25 новых палітвязняў (Freedom House, жнівень 2024).",
      "Часто по ошибке связывают с законом об амнистии; «Вясна»: освобождены по помилованию. На той же неделе признали около 25 новых политзаключённых (Freedom House, август 2024).",
    ],
  "About half were near the end of their term (Viachorka, Guardian). Nauseda said 'not in exchange for lifting sanctions'; the US eased those on Belavia the same day.":
    [
      "Прыкладна ў паловы тэрмін ужо канчаўся (Вячорка, Guardian). Навуседа: «не ў абмен на зняцце санкцый»; ЗША ў той самы дзень аслабілі санкцыі супраць «Белавія».",
      "Примерно у половины срок уже кончался (Вечёрко, Guardian). Науседа: «не в обмен на снятие санкций»; США в тот же день ослабили санкции против «Белавиа».",
    ],
  "Second 'release' of a person already counted in the 52: pardoned 2025-09-11 → refused deportation → returned to IK-13 → stroke 2026-01-21 → home 2026-02-19.":
    [
      "Другое «вызваленне» чалавека, ужо ўлічанага сярод 52: памілаваны 11.09.2025 → адмовіўся ад вывазу → вернуты ў ПК №13 → інсульт 21.01.2026 → дома 19.02.2026.",
      "Второе «освобождение» человека, уже учтённого среди 52: помилован 11.09.2025 → отказался от вывоза → возвращён в ИК №13 → инсульт 21.01.2026 → дома 19.02.2026.",
    ],
  "State wording '123 citizens of various countries' became '123 foreign nationals' in some media (realtribune, haqqin). One digest (tid-1.pages.dev) still lists Stefanovich as jailed. Polish MFA spokesman's 'offer refused by Poczobut' was retracted the same day (TVN24). Deported without passports.":
    [
      "«123 грамадзяніны розных краін» дзяржаўных СМІ ў некаторых выданнях стала «123 замежнікамі» (realtribune, haqqin). Адзін агляд (tid-1.pages.dev) дагэтуль лічыць Стэфановіча зняволеным. Словы МЗС Польшчы, што Пачобут адмовіўся, адклікалі ў той самы дзень (TVN24). Вывезены без пашпартоў.",
      "«123 гражданина разных стран» государственных СМИ в некоторых изданиях стали «123 иностранцами» (realtribune, haqqin). Один обзор (tid-1.pages.dev) до сих пор считает Стефановича заключённым. Слова МИД Польши об отказе Почобута отозвали в тот же день (TVN24). Вывезены без паспортов.",
    ],
  "The date is not established. It lies after 5 March 2026 (605 pardoned in total, more than 1,100 remaining) and before 30 August 2026 (889 on the list).":
    [
      "Дата не ўстаноўлена: пасля 5 сакавіка 2026 (усяго памілавана 605, засталося больш за 1100) і да 30 жніўня 2026 (889 у спісе).",
      "Дата не установлена: после 5 марта 2026 (всего помиловано 605, осталось более 1100) и до 30 августа 2026 (889 в списке).",
    ],
  "The day is not verified, the month is. Spellings seen: Yury Ziankovich, Yuras Ziankovich, Yuras Zyankovych.":
    [
      "Месяц правераны, дзень не. Сустракаюцца напісанні: Yury Ziankovich, Yuras Ziankovich, Yuras Zyankovych.",
      "Месяц проверен, день нет. Встречаются написания: Yury Ziankovich, Yuras Ziankovich, Yuras Zyankovych.",
    ],
  "The exact day is not verified. Whether the cumulative 178 includes these 29 is not clear: totals are quotes, not sums.":
    [
      "Дакладны дзень не правераны. Ці ўваходзяць гэтыя 29 у агульную лічбу 178, незразумела: агульныя лічбы цытуюцца, а не складаюцца.",
      "Точный день не проверен. Входят ли эти 29 в общее число 178, неясно: общие числа цитируются, а не складываются.",
    ],
  "The other two of 33 are said to be Catholic priests; not verified.": [
    "Яшчэ двое з 33, як кажуць, каталіцкія святары; не праверана.",
    "Ещё двое из 33, как говорят, католические священники; не проверено.",
  ],
  "The page is undated; July 2025 is an inference.": [
    "На старонцы няма даты; ліпень 2025 — выснова.",
    "На странице нет даты; июль 2025 — вывод.",
  ],
  "Three counts of Belarusians among them (6, 5, 4): dual citizenship is the likely cause, an inference. Remaining then: 1,150 (Tsikhanouskaya), over 1,100 (Kyiv Independent), nearly 1,200 (CEPA).":
    [
      "Тры розныя лічбы беларусаў сярод іх (6, 5, 4), мабыць, праз двайное грамадзянства; гэта наша выснова. Тады заставалася: 1150 (Ціханоўская), больш за 1100 (Kyiv Independent), амаль 1200 (CEPA).",
      "Три разных числа белорусов среди них (6, 5, 4), видимо, из-за двойного гражданства; это наш вывод. Тогда оставалось: 1150 (Тихановская), более 1100 (Kyiv Independent), почти 1200 (CEPA).",
    ],
  "Viasna: 605 pardoned and 4,499 recognised since 2020; more than 1,100 remain (Tsikhanouskaya).": [
    "«Вясна»: з 2020 года 605 памілаваных і 4499 прызнаных; застаецца больш за 1100 (Ціханоўская).",
    "«Вясна»: с 2020 года 605 помилованных и 4499 признанных; остаётся более 1100 (Тихановская).",
  ],
  "One week of July 2024.": ["Адзін тыдзень ліпеня 2024.", "Одна неделя июля 2024."],
  "The 342 were pardoned with US assistance. 168 women and 968 men are 1,136, not 1,135.": [
    "342 памілаваны пры дапамозе ЗША. 168 жанчын і 968 мужчын — гэта 1136, а не 1135.",
    "342 помилованы при содействии США. 168 женщин и 968 мужчин — это 1136, а не 1135.",
  ],
  "The first half of 2025; «over 1,100» in custody.": [
    "Першая палова 2025 года; у няволі «больш за 1100».",
    "Первая половина 2025 года; в неволе «более 1100».",
  ],
  "The page is undated.": ["На старонцы няма даты.", "На странице нет даты."],
  "«Former» includes people of the cases of 2010–2011, so 889 + 3,953 is not comparable with the 4,499 recognised since 2020.":
    [
      "Сярод «былых» ёсць людзі са спраў 2010–2011 гадоў, таму 889 + 3953 нельга параўноўваць з 4499 прызнанымі з 2020 года.",
      "Среди «бывших» есть люди из дел 2010–2011 годов, поэтому 889 + 3953 нельзя сравнивать с 4499 признанными с 2020 года.",
    ],
  "«More than 1,100».": ["«Больш за 1100».", "«Более 1100»."],
  "«More than 300 in a year».": ["«Больш за 300 за год».", "«Более 300 за год»."],
};

/** The data files are written with the signs of a keyboard; readers get those of print, and dates in words. */
function typeset(text: string): string {
  return text
    .replace(/\b20\d\d-\d\d-\d\d\b/gu, (day) => formatDay("en", day))
    .replaceAll("«", "“")
    .replaceAll("»", "”")
    .replace(/(?<![\p{L}\d])'((?:[^']|(?<=\p{L})'(?=\p{L}))*)'(?!\p{L})/gu, "“$1”")
    .replaceAll("'", "’");
}

/** A text of the data files in a reader's language; as it stands when nobody translated it. */
export function historyWords(language: Language, text: string): string {
  const [be, ru] = TRANSLATIONS[text] ?? [text, text];
  if (language === "en") return typeset(text);
  return { be, ru }[language].replace(/\b(20\d\d)-(\d\d)-(\d\d)\b/gu, "$3.$2.$1");
}
