import type { CaseEvent } from "../domain/event.ts";
import type { Language } from "../domain/language.ts";
import { textsIn } from "../locales/texts.ts";
import type { DemoMoment } from "./scenario.ts";

/** What the demo says between the messages of the bot. */
export interface Narrator {
  opening(feeds: number): void;
  moment(moment: DemoMoment): void;
  /** Which of the moment's items rightly stayed silent. */
  silence(moment: DemoMoment): void;
  closing(facts: {
    readonly requests: number;
    readonly unchanged: number;
    readonly held: readonly CaseEvent[];
  }): void;
  question(command: string): void;
  invitation(canType: boolean): void;
}

interface Words {
  readonly opening: (feeds: number) => string;
  readonly silent: string;
  readonly closing: (requests: number, unchanged: number) => string;
  readonly held: string;
  readonly invitation: string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  be: {
    opening: (feeds) =>
      `Дэманстрацыя: запісаны год вызваленняў. Крыніц на гэтай машыне: ${String(feeds)} і спіс палітвязняў. Тэксты навін напісаныя намі паводле вядомых фактаў, людзі з нумарамі ад 70009 у спісе выдуманыя.`,
    silent: "Не патрывожыла:",
    closing: (requests, unchanged) =>
      `Запытаў да крыніц: ${String(requests)}, з іх «без змен» (304): ${String(unchanged)}.`,
    held: "Чакаюць мадэратара:",
    invitation: "Пішыце каманды, напрыклад /person Бяляцкі; канец — Ctrl+D.",
  },
  ru: {
    opening: (feeds) =>
      `Демонстрация: записанный год освобождений. Источников на этой машине: ${String(feeds)} и список политзаключённых. Тексты новостей написаны нами по известным фактам, люди с номерами от 70009 в списке вымышлены.`,
    silent: "Не потревожило:",
    closing: (requests, unchanged) =>
      `Запросов к источникам: ${String(requests)}, из них «без изменений» (304): ${String(unchanged)}.`,
    held: "Ждут модератора:",
    invitation: "Пишите команды, например /person Беляцкий; конец — Ctrl+D.",
  },
  en: {
    opening: (feeds) =>
      `Demo: a recorded year of releases. Sources on this machine: ${String(feeds)} and the list of prisoners. The news texts are ours, about public facts; people numbered from 70009 in the list are invented.`,
    silent: "Did not alarm:",
    closing: (requests, unchanged) =>
      `Requests to the sources: ${String(requests)}, answered “unchanged” (304): ${String(unchanged)}.`,
    held: "Waiting for a moderator:",
    invitation: "Type commands, such as /person Bialiatski; Ctrl+D ends.",
  },
};

/** Why an item stays silent, as the scenario says it in English. */
const TRAPS: Readonly<Record<string, readonly [be: string, ru: string]>> = {
  analysis: ["аналітыка", "аналитика"],
  "a call for release": ["заклік вызваліць", "призыв освободить"],
  "a New York arrest": ["затрыманне ў Нью-Ёрку", "арест в Нью-Йорке"],
  "prisoners of war": ["ваеннапалонныя", "военнопленные"],
  "a look back and a hypothesis": ["успаміны і гіпотэза", "воспоминания и гипотеза"],
  "a conditional offer, and history of 2015": [
    "прапанова з умовай і гісторыя 2015 года",
    "предложение с условием и история 2015 года",
  ],
  "an anniversary": ["гадавіна", "годовщина"],
  "a film": ["фільм", "фильм"],
  "a question and a forecast": ["пытанне і прагноз", "вопрос и прогноз"],
};

function trapWords(language: Language, trap: string): string {
  const [be, ru] = TRAPS[trap] ?? [trap, trap];
  return { be, ru, en: trap }[language];
}

export function createNarrator(language: Language, write: (text: string) => void): Narrator {
  const words = WORDS[language];
  return {
    opening: (feeds) => write(`${words.opening(feeds)}\n`),
    moment: ({ heading }) => write(`\n━━━ ${heading[language]} ━━━\n`),
    silence: ({ items }) => {
      const traps = items.filter(({ trap }) => trap !== undefined);
      if (traps.length === 0) return;
      write(
        `\n${words.silent}\n${traps.map(({ title, trap }) => `  · ${title} (${trapWords(language, trap ?? "")})\n`).join("")}`,
      );
    },
    closing: ({ requests, unchanged, held }) => {
      write(`\n━━━\n${words.closing(requests, unchanged)}\n`);
      if (held.length > 0) {
        write(
          `${words.held}\n${held.map(({ kind, people }) => `  · ${textsIn(language).vocabulary.kinds[kind]}: ${people.map(({ name }) => name).join(", ")}\n`).join("")}`,
        );
      }
    },
    question: (command) => write(`\n> ${command}\n`),
    invitation: (canType) => {
      if (canType) write(`\n${words.invitation}\n`);
    },
  };
}
