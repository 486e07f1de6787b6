import { nameIn } from "../../src/people/display.ts";

/** Invented people with the forms that writers would give them: syllables, not anybody's names. */

export type Random = () => number;

/** Repeatable random numbers (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function pick<T>(random: Random, list: readonly T[]): T {
  const picked = list[Math.floor(random() * list.length)];
  if (picked === undefined) throw new RangeError("an empty list");
  return picked;
}

/** Belarusian and Russian nominative and genitive of given names. */
const MEN = `Сяргей Сергей Сяргея Сергея|Аляксандр Александр Аляксандра Александра|Уладзімір Владимир Уладзіміра Владимира
Мікалай Николай Мікалая Николая|Дзмітрый Дмитрий Дзмітрыя Дмитрия|Яўген Евгений Яўгена Евгения|Ігар Игорь Ігара Игоря
Алег Олег Алега Олега|Андрэй Андрей Андрэя Андрея|Віктар Виктор Віктара Виктора|Павел Павел Паўла Павла|Пётр Пётр Пятра Петра
Юрый Юрий Юрыя Юрия|Рыгор Григорий Рыгора Григория|Кірыл Кирилл Кірыла Кирилла|Цімафей Тимофей Цімафея Тимофея|Мікіта Никита Мікіту Никиты
Васіль Василий Васіля Василия|Сцяпан Степан Сцяпана Степана|Мацвей Матвей Мацвея Матвея|Ягор Егор Ягора Егора|Генадзь Геннадий Генадзя Геннадия
Анатоль Анатолий Анатоля Анатолия|Арцём Артём Арцёма Артёма|Глеб Глеб Глеба Глеба|Ілья Илья Ільі Ильи|Раман Роман Рамана Романа|Якаў Яков Якава Якова`;
const WOMEN = `Вольга Ольга Вольгі Ольги|Алена Елена Алены Елены|Святлана Светлана Святланы Светланы|Наталля Наталья Наталлі Натальи
Таццяна Татьяна Таццяны Татьяны|Ганна Анна Ганны Анны|Марыя Мария Марыі Марии|Кацярына Екатерина Кацярыны Екатерины|Ірына Ирина Ірыны Ирины
Аксана Оксана Аксаны Оксаны|Юлія Юлия Юліі Юлии|Дар'я Дарья Дар'і Дарьи|Паліна Полина Паліны Полины|Вікторыя Виктория Вікторыі Виктории
Людміла Людмила Людмілы Людмилы|Ларыса Лариса Ларысы Ларисы|Валянціна Валентина Валянціны Валентины|Вераніка Вероника Веранікі Вероники
Яна Яна Яны Яны|Крысціна Кристина Крысціны Кристины|Надзея Надежда Надзеі Надежды|Анастасія Анастасия Анастасіі Анастасии`;

/** Belarusian and Russian spellings of invented roots: the first is one, the second may be any. */
const HEADS =
  "ба бо|бе бе|вя ве|га го|гра гро|дзе де|да до|жу жу|за за|зя зе|ка ко|кра кра|лу лу|ля ле|ма мо|мя ме|на на|ня не|па по|пра про|ра ро|ры ри|са со|ся се|ці ти|ту ту|хве хве|ха хо|хры хри|ча че|ша ша|шчу щу|ю ю|я я|аў ав|гаў гав|у у|э э";
const MIDDLES =
  "браж браж|віл вил|гар гор|дзір дир|жур жур|зел зел|каль коль|лаш лаш|мар мар|нік ник|пан пан|рас рас|сям сем|тар тар|цер тер|чыр чир|шар шар|рэс рес|вал вал|буд буд|мат мат|кас кас|пек пек|ляд ляд";
/** Belarusian and Russian endings: men's nominative and genitive, women's nominative and genitive. */
const TAILS = `чык чик чыка чика чык чик чык чик|овіч ович овіча овича овіч ович овіч ович|эвіч евич эвіча евича эвіч евич эвіч евич
энка енко энкі енко энка енко энкі енко|оўскі овский оўскага овского оўская овская оўскай овской|чук чук чука чука чук чук чук чук
оў ов ова ова ова ова овай овой|ін ин іна ина іна ина інай иной|ец ец ца ца ец ец ец ец|эйка ейко эйкі ейко эйка ейко эйкі ейко|інскі инский інскага инского інская инская інскай инской`;

function rows(table: string): string[][] {
  return table.split(/[|\n]/u).map((row) => row.split(" "));
}

export interface InventedPerson {
  readonly id: string;
  readonly be: string;
  readonly ru: string;
  /** In the genitive. */
  readonly ofBe: string;
  readonly ofRu: string;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** @returns people whose names all differ in both languages */
export function inventPeople(count: number, seed: number): InventedPerson[] {
  const random = seeded(seed);
  const lists = {
    men: rows(MEN),
    women: rows(WOMEN),
    heads: rows(HEADS),
    middles: rows(MIDDLES),
    tails: rows(TAILS),
  };
  const people: InventedPerson[] = [];
  const taken = new Set<string>();
  while (people.length < count) {
    const isMan = random() < 0.6;
    const [be, ru, ofBe, ofRu] = pick(random, isMan ? lists.men : lists.women);
    const [head, middle, second] = [
      pick(random, lists.heads),
      pick(random, lists.middles),
      pick(random, lists.middles),
    ];
    const tail = pick(random, lists.tails).slice(isMan ? 0 : 4);
    const isLong = random() < 0.5;
    const stem = (at: number): string =>
      (head[at] ?? "") + (middle[at] ?? "") + (isLong ? `а${second[at] ?? ""}` : "");
    const surname = (at: number, ending: number): string => capital(stem(at) + (tail[ending] ?? ""));
    const name = `${be ?? ""} ${surname(0, 0)}`;
    if (taken.has(name)) continue;
    taken.add(name);
    people.push({
      id: `p${String(people.length)}`,
      be: name,
      ru: `${ru ?? ""} ${surname(1, 1)}`,
      ofBe: `${ofBe ?? ""} ${surname(0, 2)}`,
      ofRu: `${ofRu ?? ""} ${surname(1, 3)}`,
    });
  }
  return people;
}

const LACINKA: Readonly<Record<string, string>> = Object.fromEntries(
  "аa бb вv гh дd жž зz іi йj кk лl мm нn оo пp рr сs тt уu ўŭ фf цc чč шš ыy эe"
    .split(" ")
    .map((pair) => [pair.charAt(0), pair.slice(1)]),
);
const SOFT: Readonly<Record<string, string>> = { е: "e", ё: "o", ю: "u", я: "a" };

/** «Яўген» → `Jaŭhien`. */
function lacinka(name: string): string {
  const lower = name.toLowerCase();
  const letters = Array.from(lower, (letter, at) => {
    const soft = SOFT[letter];
    const glides = at === 0 || /[аеёіоуыэюя' ]/u.test(lower.charAt(at - 1));
    if (soft !== undefined) return (glides ? "j" : "i") + soft;
    return letter === "х" ? "ch" : letter === "ь" || letter === "'" ? "" : (LACINKA[letter] ?? letter);
  });
  return letters.join("").split(" ").map(capital).join(" ");
}

/** As a Polish newspaper would write it. */
function polish(name: string): string {
  return lacinka(name)
    .replaceAll("v", "w")
    .replaceAll("V", "W")
    .replaceAll("ž", "ż")
    .replaceAll("č", "cz")
    .replaceAll("š", "sz")
    .replaceAll("ŭ", "u")
    .replaceAll("Č", "Cz")
    .replaceAll("Š", "Sz")
    .replaceAll("Ž", "Ż");
}

const ALPHABETS = ["абвгдежзійклмнопрстуўфхцчшыэюя", "abcdefghijklmnopqrstuvwxyz"] as const;

/** A letter dropped, doubled by another, replaced or swapped with its neighbour. */
export function mistyped(name: string, random: Random): string {
  const letters = Array.from(name);
  const alphabet = /\p{Script=Cyrillic}/u.test(name) ? ALPHABETS[0] : ALPHABETS[1];
  const places = letters.flatMap((letter, at) => (/\p{L}/u.test(letter) ? [at] : []));
  const at = pick(random, places);
  const kind = Math.floor(random() * 4);
  const next = letters[at + 1] ?? " ";
  if (kind === 0) letters.splice(at, 1);
  else if (kind === 1) letters.splice(at, 0, pick(random, Array.from(alphabet)));
  else if (kind === 2 || next === " ") letters[at] = pick(random, Array.from(alphabet));
  else letters.splice(at, 2, next, letters[at] ?? "");
  return letters.join("");
}

const LOOK_ALIKES: readonly (readonly [string, string])[] = [
  ["а", "a"],
  ["о", "o"],
  ["е", "e"],
  ["с", "c"],
  ["і", "i"],
];

/** The ways in which writers give a name, by class; `clean` ones are without any fault. */
export const SPELLINGS: Readonly<Record<string, (person: InventedPerson, random: Random) => string>> = {
  belarusian: ({ be }) => be,
  russian: ({ ru }) => ru,
  passport: ({ be }) => nameIn("en", [be]),
  "russian in Latin": ({ ru }) => nameIn("en", [ru]),
  łacinka: ({ be }) => lacinka(be),
  polish: ({ be }) => polish(be),
  "no diacritics": ({ be }) => lacinka(be).normalize("NFD").replace(/\p{M}/gu, ""),
  "case be": ({ ofBe }) => ofBe,
  "case ru": ({ ofRu }) => ofRu,
  swapped: ({ ru }) => ru.split(" ").toReversed().join(" "),
  "russian keyboard": ({ be }) => be.replaceAll("і", "и").replaceAll("ў", "у").replaceAll("'", ""),
  "look-alikes": ({ be }) => LOOK_ALIKES.reduce((name, [from, to]) => name.replace(from, to), be),
  initial: ({ ru }) => `${ru.split(" ")[1] ?? ""} ${ru.charAt(0)}.`,
  "one typing error": ({ be }, random) => mistyped(be, random),
  "two typing errors": ({ ru }, random) => mistyped(mistyped(ru, random), random),
};
export const CLEAN: ReadonlySet<string> = new Set([
  "belarusian",
  "russian",
  "passport",
  "russian in Latin",
  "łacinka",
  "polish",
  "swapped",
]);
