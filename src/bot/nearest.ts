import type { Command } from "../locales/common-text.ts";
import { otherLayouts } from "../people/keyboard.ts";

/** What people type in Cyrillic where a command stands in Latin: Belarusian and Russian words, the likeliest first. */
const WORDS: Readonly<Partial<Record<string, readonly string[]>>> = {
  subscribe: ["падпіска", "падпісацца", "подписка", "подписаться", "підписка"],
  unsubscribe: ["адпіска", "адпісацца", "отписка", "отписаться", "відписка", "спыніць", "стоп"],
  status: ["статус", "колькі", "сколько", "скільки"],
  person: ["чалавек", "человек", "людзі", "люди", "імя", "имя", "пошук", "поиск", "знайсці", "найти"],
  latest: ["апошняе", "апошнія", "навіны", "последнее", "последние", "новости", "новини"],
  stats: ["статыстыка", "статистика", "лічбы", "цифры"],
  rounds: ["вызваленні", "освобождения", "раўнды", "раунды", "абмен", "обмен"],
  follow: ["сачыць", "следить"],
  following: ["сачу", "слежу"],
  letter: ["ліст", "лісты", "письмо", "письма", "лист", "напісаць", "написать", "адрас", "адрес"],
  birthdays: ["народзіны", "нараджэнне", "рождение", "дні", "дни"],
  channel: ["канал"],
  settings: ["налады", "настройки", "налаштування"],
  language: ["мова", "язык"],
  sources: ["крыніцы", "источники", "джерела"],
  privacy: ["прыватнасць", "приватность", "бяспека", "безопасность"],
  forget: ["забыць", "забыть", "сцерці", "стереть", "выдаліць", "удалить"],
  help: ["дапамога", "помощь", "допомога", "каманды", "команды"],
  start: ["старт", "пачаць", "начать"],
};

/** The two commands nearest to what somebody typed, by the fewest changed letters, on whatever keyboard. */
export function nearestCommands(typed: string, commands: readonly Command[]): readonly Command[] {
  const word = typed.toLowerCase().slice(0, 32);
  const isCyrillic = /\p{Script=Cyrillic}/u.test(word);
  const meant = isCyrillic ? [word, ...otherLayouts(word)] : [word];
  return commands
    .map((command) => {
      const names = isCyrillic ? [command, ...(WORDS[command] ?? [])] : [command];
      const distances = meant.flatMap((one) => names.map((name) => between(one, name)));
      return { command, distance: Math.min(...distances) };
    })
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, 2)
    .map(({ command }) => command);
}

/** Whoever typed a beginning may have meant the whole. */
function between(word: string, name: string): number {
  return word !== "" && name.startsWith(word) ? 0 : distance(word, name);
}

/** Levenshtein's distance, by rows. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (const [i, letter] of Array.from(a).entries()) {
    const next = [i + 1];
    for (const [j, other] of Array.from(b).entries()) {
      const changed = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
