import type { Finding, NamedPerson } from "../../src/domain/finding.ts";
import type { EventKind } from "../../src/domain/kind.ts";
import { aFinding, type Told } from "../merge/finding.ts";

/** Something that truly happened, or was only said to have. */
interface Happening {
  readonly id: string;
  readonly kind: EventKind;
  /** Told in a way that confirms it. */
  readonly confirmed: boolean;
  /** It never was: nobody may hear of it as confirmed. */
  readonly isFalse?: boolean;
}

export interface Quarter {
  readonly happenings: readonly Happening[];
  /** In the order in which they came. The happening's id stands in front of each finding's id. */
  readonly reports: readonly Finding[];
}

const GIVEN = [
  ["Алесь", "Алесь", "Ales"],
  ["Мікалай", "Николай", "Mikalai"],
  ["Марыя", "Мария", "Maryia"],
  ["Ганна", "Анна", "Hanna"],
  ["Ігар", "Игорь", "Ihar"],
  ["Вольга", "Ольга", "Volha"],
  ["Сяргей", "Сергей", "Siarhei"],
  ["Юлія", "Юлия", "Yuliya"],
] as const;
const STEMS = [
  "Бар",
  "Вал",
  "Гар",
  "Дуб",
  "Жук",
  "Зен",
  "Кал",
  "Лап",
  "Мар",
  "Наг",
  "Пят",
  "Рак",
  "Сак",
  "Тар",
  "Хад",
  "Шпак",
];
const MIDDLES = [
  "адэл",
  "ермал",
  "ольчук",
  "укас",
  "імар",
  "аназ",
  "едаб",
  "ошал",
  "унар",
  "апат",
  "ібар",
  "эгам",
  "отак",
  "узан",
  "акал",
  "ошыр",
];
const ENDINGS = ["овіч", "ук", "энка", "эня"];
const LATIN: Readonly<Record<string, string>> = Object.fromEntries(
  "а a б b в v г h д d е e ж zh з z і i к k л l м m н n о o п p р r с s т t у u х kh ч ch ш sh ы y э e я ia ь"
    .split(/ (?=[а-яіў] ?)/u)
    .map((pair) => pair.split(" "))
    .map(([from = "", to = ""]) => [from, to]),
);
const LANGUAGES = ["be", "ru", "en"] as const;

/** Invented people; every second one is in the register. Those who are not are written in the report's language. */
function invented(n: number, language: number): NamedPerson {
  const given = GIVEN[n % GIVEN.length]?.[language] ?? "";
  const stem = `${STEMS[n % 16] ?? ""}${MIDDLES[Math.floor(n / 16) % 16] ?? ""}`;
  const surname = `${stem}${ENDINGS[Math.floor(n / 256) % 4] ?? ""}`;
  const written =
    language === 0
      ? surname
      : language === 1
        ? surname.replace("овіч", "ович").replaceAll("і", "и").replaceAll("э", "е")
        : titleCase(Array.from(surname.toLowerCase(), (letter) => LATIN[letter] ?? letter).join(""));
  return { personId: n % 2 === 0 ? `p:${String(n)}` : null, name: `${given} ${written}`, suspicious: false };
}

function titleCase(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/** A reproducible chance. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

const OUTLETS: readonly (readonly [string, 0 | 1 | 2, "primary" | "media" | "state"])[] = [
  ["Viasna", 0, "primary"],
  ["Nasha Niva", 0, "media"],
  ["Zerkalo", 1, "media"],
  ["Reform", 1, "media"],
  ["Reuters", 2, "media"],
  ["BelTA", 1, "state"],
];

class Diary {
  readonly happenings: Happening[] = [];
  readonly reports: Finding[] = [];
  #serial = 0;

  happen(happening: Happening): void {
    this.happenings.push(happening);
  }

  tell(id: string, outlet: number, people: readonly number[], told: Told): void {
    const [name, language, tier] = OUTLETS[outlet] ?? ["Viasna", 0, "primary"];
    this.reports.push(
      aFinding({
        ...told,
        id: `${id}/${String(++this.#serial)}:1:0`,
        outlet: name,
        tier,
        language: LANGUAGES[language],
        people: people.map((n) => invented(n, language)),
        title: `${name} ${String(this.#serial)}`,
      }),
    );
  }
}

/** 90 days: single arrests, sentences and releases, three rounds, two false releases, two people who come back. */
export function aQuarter(seed: number): Quarter {
  const diary = new Diary();
  const chance = dice(seed);
  for (let i = 0; i < 100; i++) single(diary, chance, i);
  round(diary, chance, "round14", 12, 14, 300);
  round(diary, chance, "round52", 31, 52, 330);
  round(diary, chance, "round123", 66, 123, 400);
  falseReleases(diary);
  statkevich(diary);
  poczobut(diary);
  const reports = diary.reports.toSorted((a, b) => a.foundAt.getTime() - b.foundAt.getTime());
  return { happenings: diary.happenings, reports };
}

const KINDS: readonly EventKind[] = ["arrest", "sentence", "arrest", "release", "charge"];

/** One person: a primary source or two outlets, reprints that cite, a recap weeks later. */
function single(diary: Diary, chance: () => number, i: number): void {
  const kind = KINDS[i % KINDS.length] ?? "arrest";
  const day = 1 + Math.floor(chance() * 80) + chance() / 2;
  const id = `single${String(i)}`;
  const lone = i % 10 === 9;
  const releaseKind = kind === "release" ? ({ releaseKind: "term_served" } as const) : {};
  const tell = (outlet: number, at: number, more: Told = {}): void =>
    diary.tell(id, outlet, [i * 2 + (i % 2)], { kind, at, ...releaseKind, ...more });
  diary.happen({ id, kind, confirmed: !lone });
  tell(1 + (i % 4), day);
  if (lone) return;
  if (i % 3 === 0) tell(1 + ((i + 1) % 4), day + 0.2);
  else tell(0, day + 0.1);
  if (i % 2 === 0) tell(2, day + 0.7, { cites: ["Вясна"] });
  if (i % 4 === 0 && kind === "release") tell(1, Math.min(89.5, day + 25));
}

/** Vague words first, numbers that disagree, names that come in for days, recaps. */
function round(diary: Diary, chance: () => number, id: string, day: number, n: number, first: number): void {
  const all = Array.from({ length: n }, (_, i) => first + i);
  const some = (count: number): number[] => all.filter(() => chance() < count / n).slice(0, count);
  const [known = first] = all;
  diary.happen({ id, kind: "release", confirmed: true });
  const deal = { releaseKind: "deal" } as const;
  diary.tell(id, 5, [], { kind: "pardon", n, at: day + 0.1 });
  diary.tell(id, 4, [known], { n, at: day + 0.12, ...deal });
  diary.tell(id, 2, [known, ...some(4)], {
    at: day + 0.15,
    n: { n: Math.floor(n * 0.9), qualifier: "about" },
  });
  diary.tell(id, 0, all.slice(0, Math.floor(n * 0.6)), { n, at: day + 0.3, ...deal });
  for (let i = 0; i < 8; i++) diary.tell(id, 1 + (i % 4), some(6), { n, at: day + 0.3 + i / 10, ...deal });
  for (let i = 0; i < 6; i++) {
    const name = all.at(-1 - i) ?? first;
    diary.tell(id, i % 3, [name], { at: day + 0.5 + i / 3, on: day, ...deal });
  }
  diary.tell(id, 0, all, { n, at: day + 4, on: day, type: "tracker", ...deal });
  for (let i = 0; i < 5; i++) diary.tell(id, 1 + (i % 4), some(5), { n, at: Math.min(89, day + 6 + i * 3) });
}

function falseReleases(diary: Diary): void {
  diary.happen({ id: "false1", kind: "release", confirmed: false, isFalse: true });
  diary.tell("false1", 3, [601], { at: 20 });
  diary.tell("false1", 2, [601], { at: 20.2, cites: ["Reform"] });
  diary.tell("false1", 0, [601], { kind: "not_released", at: 20.5 });
  diary.happen({ id: "false2", kind: "release", confirmed: false, isFalse: true });
  diary.tell("false2", 1, [602], { at: 50 });
  diary.tell("false2", 1, [602], { kind: "not_released", at: 50.3 });
  diary.tell("false2", 4, [602], { at: 50.4, cites: ["Nasha Niva"] });
}

/** Listed among the 52, refused to leave and was back in prison the same day; freed for his health months later. */
function statkevich(diary: Diary): void {
  const he = 330 + 3;
  diary.tell("round52", 1, [he], { at: 31.2, n: 52, releaseKind: "deal" });
  diary.tell("round52", 0, [he], { kind: "not_released", at: 31.9 });
  diary.tell("round52", 2, [he], { kind: "not_released", at: 32.1, cites: ["Viasna"] });
  diary.happen({ id: "health", kind: "release", confirmed: true });
  diary.tell("health", 0, [he], { at: 86, releaseKind: "health" });
  diary.tell("health", 3, [he], { at: 86.2, releaseKind: "health", cites: ["Viasna"] });
}

/** Exchanged; months later he returns of his own will, which some texts tell as if he was released. */
function poczobut(diary: Diary): void {
  diary.happen({ id: "exchange", kind: "release", confirmed: true });
  diary.tell("exchange", 0, [610], { at: 41, releaseKind: "exchange" });
  diary.tell("exchange", 4, [610], { at: 41.1, releaseKind: "exchange" });
  diary.tell("exchange", 1, [610], { at: 80 });
  diary.tell("exchange", 2, [610], { at: 80.2 });
}
