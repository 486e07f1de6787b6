import type { Language } from "../../domain/language.ts";

/** Words of `/alias`. */
export interface AliasTexts {
  readonly usage: string;
  readonly choose: (name: string) => string;
  readonly notFound: (name: string) => string;
  readonly added: (name: string, spelling: string) => string;
  readonly known: (name: string, spelling: string) => string;
  readonly taken: (name: string) => string;
  readonly unreadable: string;
  readonly missing: string;
}

const TEXTS: Readonly<Record<Language, AliasTexts>> = {
  be: {
    usage: "/alias ІМЯ = НОВАЕ НАПІСАННЕ https://крыніца. Пошук і навіны пазнаюць чалавека і па ім.",
    choose: (name) => `Каму належыць новае напісанне? Пад «${name}» падыходзяць некалькі чалавек.`,
    notFound: (name) => `Нікога з імем «${name}» у рэестры няма.`,
    added: (name, spelling) => `Запісана: «${spelling}» — гэта ${name}.`,
    known: (name, spelling) => `«${spelling}» ужо вядома: гэта ${name}.`,
    taken: (name) => `Так завуць іншага чалавека: ${name}. Не запісана.`,
    unreadable: "Гэта не падобна да імя. Патрэбныя літары, не болей за 100.",
    missing: "Такога чалавека ў рэестры няма.",
  },
  ru: {
    usage: "/alias ИМЯ = НОВОЕ НАПИСАНИЕ https://источник. Поиск и новости узнают человека и по нему.",
    choose: (name) => `Кому принадлежит новое написание? Под «${name}» подходят несколько человек.`,
    notFound: (name) => `Никого с именем «${name}» в реестре нет.`,
    added: (name, spelling) => `Записано: «${spelling}» — это ${name}.`,
    known: (name, spelling) => `«${spelling}» уже известно: это ${name}.`,
    taken: (name) => `Так зовут другого человека: ${name}. Не записано.`,
    unreadable: "Это не похоже на имя. Нужны буквы, не больше 100.",
    missing: "Такого человека в реестре нет.",
  },
  en: {
    usage: "/alias NAME = NEW SPELLING https://source. Search and news will know the person by it too.",
    choose: (name) => `Whose is the new spelling? Several people fit “${name}”.`,
    notFound: (name) => `Nobody in the register fits “${name}”.`,
    added: (name, spelling) => `Stored: “${spelling}” is ${name}.`,
    known: (name, spelling) => `“${spelling}” is known already: ${name}.`,
    taken: (name) => `That is somebody else's name: ${name}. Not stored.`,
    unreadable: "That does not look like a name. Letters only, 100 at most.",
    missing: "The register has no such person.",
  },
};

export function aliasTextsIn(language: Language): AliasTexts {
  return TEXTS[language];
}
