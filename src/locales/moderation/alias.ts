import type { Language } from "../../domain/language.ts";

/** Words of `/alias`. */
export interface AliasTexts {
  readonly usage: string;
  readonly choose: (name: string) => string;
  readonly notFound: (name: string) => string;
  readonly added: (name: string, spelling: string) => string;
  readonly known: (name: string, spelling: string) => string;
  readonly removed: (name: string, spelling: string) => string;
  /** It stands in the list itself, or nobody has it. */
  readonly not_added: (name: string, spelling: string) => string;
  readonly taken: (name: string) => string;
  /** Names that are unlike. */
  readonly secondNeeded: string;
  readonly unreadable: string;
  readonly missing: string;
}

const TEXTS: Readonly<Record<Language, AliasTexts>> = {
  be: {
    usage:
      "/alias ІМЯ = НОВАЕ НАПІСАННЕ https://крыніца\n\nПошук і навіны пазнаюць чалавека і па ім.\n\nПрыбраць напісанне: /alias ІМЯ = НАПІСАННЕ off",
    choose: (name) => `Каму належыць новае напісанне? На запыт «${name}» знайшлося некалькі чалавек.`,
    notFound: (name) => `У спісе палітвязняў няма нікога з імем «${name}».`,
    added: (name, spelling) => `Запісана: «${spelling}» — гэта ${name}.`,
    known: (name, spelling) => `Ужо вядома: «${spelling}» — гэта ${name}.`,
    removed: (name, spelling) => `Прыбрана: «${spelling}» больш не значыць, што гэта ${name}.`,
    not_added: (name, spelling) =>
      `Напісання «${spelling}» мадэратары не дадавалі (${name}). Тое, што стаіць у самім спісе палітвязняў, не прыбіраецца.`,
    taken: (name) => `Так завуць іншага чалавека: ${name}. Нічога не запісана.`,
    secondNeeded:
      "Запісана. Імёны не падобныя, таму патрэбны другі мадэратар: ён мусіць даслаць такую самую каманду.",
    unreadable: "Гэта не падобна на імя. Патрэбныя толькі літары, не больш за 100.",
    missing: "Такога чалавека ў спісе няма.",
  },
  ru: {
    usage:
      "/alias ИМЯ = НОВОЕ НАПИСАНИЕ https://источник\n\nПоиск и новости узнают человека и по нему.\n\nУбрать написание: /alias ИМЯ = НАПИСАНИЕ off",
    choose: (name) => `Кому принадлежит новое написание? По запросу «${name}» нашлось несколько человек.`,
    notFound: (name) => `В списке политзаключённых нет никого с именем «${name}».`,
    added: (name, spelling) => `Записано: «${spelling}» — это ${name}.`,
    known: (name, spelling) => `Уже известно: «${spelling}» — это ${name}.`,
    removed: (name, spelling) => `Убрано: «${spelling}» больше не значит, что это ${name}.`,
    not_added: (name, spelling) =>
      `Написания «${spelling}» модераторы не добавляли (${name}). То, что стоит в самом списке политзаключённых, не убирается.`,
    taken: (name) => `Так зовут другого человека: ${name}. Ничего не записано.`,
    secondNeeded:
      "Записано. Имена не похожи, поэтому нужен второй модератор: он должен прислать такую же команду.",
    unreadable: "Это не похоже на имя. Нужны только буквы, не больше 100.",
    missing: "Такого человека в списке нет.",
  },
  en: {
    usage:
      "/alias NAME = NEW SPELLING https://source\n\nSearch and news will know the person by it too.\n\nTo take a spelling back: /alias NAME = SPELLING off",
    choose: (name) => `Whose is the new spelling? Several people fit “${name}”.`,
    notFound: (name) => `Nobody in the list fits “${name}”.`,
    added: (name, spelling) => `Stored: “${spelling}” is ${name}.`,
    known: (name, spelling) => `“${spelling}” is known already: ${name}.`,
    removed: (name, spelling) => `Taken back: “${spelling}” no longer means ${name}.`,
    not_added: (name, spelling) =>
      `No moderator added “${spelling}” (${name}). What the list itself says cannot be taken back.`,
    taken: (name) => `That is somebody else’s name: ${name}. Nothing was stored.`,
    secondNeeded:
      "Noted. The names are unlike each other, so a second moderator is needed: they must send the same command.",
    unreadable: "That does not look like a name. Letters only, 100 at most.",
    missing: "There is no such person in the list.",
  },
};

export function aliasTextsIn(language: Language): AliasTexts {
  return TEXTS[language];
}
