/* oxlint-disable max-lines -- a table of sentences */
/**
 * Ordinary news in the words of releases and arrests: sport, culture, animals, taxes, crime, other countries. Sentences
 * with slots, each filled with every word of its slot, each with and without an outlet. Nothing of it may alert.
 */
interface Ordinary {
  readonly slots: Readonly<Record<string, readonly string[]>>;
  readonly outlets: readonly string[];
  readonly sentences: readonly string[];
}

const list = (text: string): string[] => text.split("|");

const BE: Ordinary = {
  outlets: ["Наша Ніва", "БелТА"],
  slots: {
    P: list(
      "у Мінску|у Брэсце|пад Гомелем|у Лідзе|на Гродзеншчыне|у Полацку|каля Пінска|у Слуцку|у Бабруйску|пад Оршай",
    ),
    C: list("«Дынама»|БАТЭ|«Шахцёр»|«Нёман»"),
    A: list("варону|ката|сабаку|лася|бусла|лебедзя|вожыка"),
    G: list("зладзея|рабаўніка|махляра|закладчыка|п'янага кіроўцу|забойцу|кантрабандыста|хулігана"),
    F: list("Расіі|Украіне|Турцыі|Грузіі|Іране|Венесуэле|Кітаі"),
    T: list("падаткаў|арэнднай платы|мытных збораў|доўгу|штрафу|экзаменаў"),
    W: list("альбом|фільм|раман|кліп|серыял|спектакль|сінгл"),
  },
  sentences: [
    "{C} адпусціў нападніка ў арэнду",
    "Трэнер {C} вызвалены ад пасады",
    "Абаронца {C} выйшаў на замену і забіў гол",
    "{P} выратавальнікі вызвалілі {A} з пасткі",
    "{A} выпусцілі на волю {P}",
    "{P} затрымалі {G}",
    "Міліцыя {P} затрымала {G}",
    "Арыштавалі {G} {P}",
    "У {F} затрымалі дзясяткі пратэстоўцаў",
    "У {F} вызвалілі апазіцыйнага палітыка",
    "У {F} памілавалі асуджанага журналіста",
    "Прадпрыемствы вызвалілі ад {T}",
    "Пенсіянераў вызваляць ад {T} {P}",
    "Выйшаў {W} пра каханне",
    "Гурт выпусціў {W} пра вайну",
    "Рэжысёр зняў {W} пра турму",
    "{P} вызвалілі дарогу ад снегу",
    "{P} затрымалі рэйс праз туман",
    "{P} выйшла з ладу цеплатраса",
    "З палону вярнуліся вайскоўцы, якія служылі разам",
    "{P} адзначылі гадавіну вызвалення ад захопнікаў",
    "Дзень вызвалення адсвяткавалі {P}",
    "Салдаты тэрміновай службы выйшлі ў запас {P}",
    "Школьнікаў {P} адпусцілі на канікулы",
    "Жыхар вярнуўся дадому {P} пасля доўгага падарожжа",
    "Рынак {P} вызваліўся пад забудову",
    "Прадпрыемства {P} выпусціла новы трактар",
    "{P} забралі ў прытулак {A}",
    "Кватэра {P} выйшла на продаж",
    "Мытнікі {P} затрымалі груз цыгарэт",
    "{P} пачаўся суд над гаспадаром сабакі",
    "Суд {P} асудзіў {G}",
    "Навукоўца {P} узнагародзілі медалём",
  ],
};

const RU: Ordinary = {
  outlets: ["Зеркало", "Onliner"],
  slots: {
    P: list(
      "в Минске|в Бресте|под Гомелем|в Лиде|в Гродненской области|в Полоцке|возле Пинска|в Слуцке|в Бобруйске|под Оршей",
    ),
    C: list("«Динамо»|БАТЭ|«Шахтер»|«Неман»"),
    A: list("ворону|кота|собаку|лося|аиста|лебедя|ежа"),
    G: list("вора|грабителя|мошенника|закладчика|пьяного водителя|убийцу|контрабандиста|хулигана"),
    F: list("России|Украине|Турции|Грузии|Иране|Венесуэле|Китае"),
    T: list("налога|арендной платы|пошлин|долга|штрафа|экзаменов"),
    W: list("альбом|фильм|роман|клип|сериал|спектакль|сингл"),
  },
  sentences: [
    "{C} отпустил нападающего в аренду",
    "Тренер {C} освобожден от должности",
    "Защитник {C} вышел на замену и забил гол",
    "{P} спасатели освободили {A} из капкана",
    "{A} выпустили на волю {P}",
    "{P} задержали {G}",
    "Милиция {P} задержала {G}",
    "Арестовали {G} {P}",
    "В {F} задержали десятки протестующих",
    "В {F} освободили оппозиционного политика",
    "В {F} помиловали осужденного журналиста",
    "Предприятия освободили от {T}",
    "Пенсионеров освободят от {T} {P}",
    "Вышел {W} о любви",
    "Группа выпустила {W} о войне",
    "Режиссер снял {W} о тюрьме",
    "{P} освободили дорогу от снега",
    "{P} задержали рейс из-за тумана",
    "{P} вышла из строя теплотрасса",
    "Из плена вернулись военные, которые служили вместе",
    "{P} отметили годовщину освобождения от захватчиков",
    "День освобождения отпраздновали {P}",
    "Солдаты срочной службы ушли в запас {P}",
    "Школьников {P} отпустили на каникулы",
    "Житель вернулся домой {P} после долгого путешествия",
    "Участок {P} освободился под застройку",
    "Завод {P} выпустил новый трактор",
    "{P} забрали в приют {A}",
    "Квартира {P} вышла на продажу",
    "Таможенники {P} задержали груз сигарет",
    "{P} начался суд над хозяином собаки",
    "Суд {P} осудил {G}",
    "Ученого {P} наградили медалью",
  ],
};

const EN: Ordinary = {
  outlets: ["Reuters", "BelTA"],
  slots: {
    P: list(
      "in Minsk|in Brest|near Homiel|in Lida|in Hrodna region|in Polatsk|near Pinsk|in Slutsk|in Babrujsk|near Orsha",
    ),
    C: list("Dynamo|BATE|Shakhtyor|Neman"),
    A: list("crow|cat|dog|elk|stork|swan|hedgehog"),
    G: list("thief|robber|fraudster|drug dealer|drunk driver|murderer|smuggler|hooligan"),
    F: list("Russia|Ukraine|Turkey|Georgia|Iran|Venezuela|China"),
    T: list("tax|rent|customs duty|debt|fines|exams"),
    W: list("album|film|novel|video|series|play|single"),
  },
  sentences: [
    "{C} release striker on loan",
    "{C} coach released from contract",
    "Rescuers free {A} from trap {P}",
    "{A} set free {P}",
    "Police {P} detain {G}",
    "{G} arrested {P}",
    "{G} jailed {P}",
    "{F} arrests dozens of protesters",
    "{F} frees opposition politician",
    "{F} pardons jailed journalist",
    "Companies freed from {T} {P}",
    "Band releases {W} about war",
    "Director releases {W} about prison",
    "Snow cleared and road freed {P}",
    "Flight held over fog {P}",
    "Soldiers swapped as prisoners of war return home to {F}",
    "City marks anniversary of liberation {P}",
    "Conscripts released into reserve {P}",
    "Pupils let go early for holidays {P}",
    "Plant {P} releases new tractor",
    "Bank releases figures on inflation {P}",
    "Customs officers {P} hold cargo of cigarettes",
    "Court {P} convicts {G}",
    "Gas released after accident {P}",
    "New phone released {P}",
    "Family returns home {P} after long journey",
    "Trial of dog owner opens {P}",
    "Scientist {P} awarded medal",
  ],
};

export interface OrdinaryItem {
  readonly title: string;
  readonly outlet: string | null;
}

/** Some thousands of different sentences, each once without an outlet and once with one. */
export function ordinaryItems(): OrdinaryItem[] {
  return [BE, RU, EN].flatMap(({ slots, outlets, sentences }) =>
    [...new Set(sentences.flatMap((sentence) => filled(sentence, slots)))].flatMap((title, at) => [
      { title, outlet: null },
      { title, outlet: outlets[at % outlets.length] ?? null },
    ]),
  );
}

function filled(sentence: string, slots: Ordinary["slots"]): string[] {
  const slot = /\{(\w)\}/u.exec(sentence);
  if (slot === null) return [sentence.charAt(0).toUpperCase() + sentence.slice(1)];
  return (slots[slot[1] ?? ""] ?? []).flatMap((word) => filled(sentence.replace(slot[0], word), slots));
}
