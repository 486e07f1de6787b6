/** Words around a name in a question: «Добры дзень! А дзе зараз Марыя Прыкладная?» They are nobody's name. */
const AROUND: ReadonlySet<string> = new Set(
  `добры дзень дабрыдзень вечар ранак вітаю вітанне прывітанне прывет дзе цяпер зараз што як з пра яна ён ёй ім скажыце
   падкажыце калі ласка дзякуй дзякую ці ведаеце а ў сядзіць знаходзіцца цікавіць шукаю
   здравствуйте здрасте привет приветствую добрый день утро где сейчас что как с про о об он она подскажите скажите
   пожалуйста спасибо ли известно знаете сидит находится ищу интересует судьба
   вітаю доброго дня де зараз що будь ласка
   hello hi hey good morning day evening where is now what about tell me please thanks the of how`
    .split(/\s+/u)
    .filter((word) => word !== ""),
);

const SIGNS = /[.,!?:;…«»“”"()[\]—–]+/gu;
const BETWEEN_NAMES = /[\n,;]|\s(?:і|й|и|ды|та|and|&)\s/u;
const MOST_NAMES = 6;

/** The question without greeting and asking; the same text when nothing of it is around a name. */
export function withoutGreeting(text: string): string {
  const words = text.replace(SIGNS, " ").split(/\s+/u);
  return words
    .filter((word) => !AROUND.has(word.toLowerCase()))
    .join(" ")
    .trim();
}

/** Several names in one message, a line or a comma or an «і» between them; none when it is one. */
export function severalNames(text: string): readonly string[] {
  const parts = text.split(BETWEEN_NAMES).map(withoutGreeting);
  const names = parts.filter((part) => /\p{L}{3}/u.test(part));
  return names.length > 1 ? names.slice(0, MOST_NAMES) : [];
}
