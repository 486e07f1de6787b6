import type { Tier } from "../../src/domain/source.ts";
import type { Dice } from "./dice.ts";

export interface Feed {
  readonly id: string;
  readonly outlet: string;
  readonly tier: Tier;
}

export const FEEDS: readonly Feed[] = [
  { id: "primary", outlet: "Вясна", tier: "primary" },
  { id: "one", outlet: "Наша Ніва", tier: "media" },
  { id: "two", outlet: "Радыё Свабода", tier: "media" },
  { id: "state", outlet: "БелТА", tier: "state" },
  { id: "thoughts", outlet: "CEPA", tier: "analysis" },
];

/** Invented people; the stems find them in any of our languages and cases. */
export interface Hero {
  readonly id: string;
  /** Nominative and genitive, Belarusian; the name in the list, Russian. */
  readonly name: string;
  readonly genitive: string;
  readonly russian: string;
  readonly stem: RegExp;
}

const SURNAMES: readonly (readonly [be: string, ru: string, stem: RegExp])[] = [
  ["Прыкладн", "Прикладн", /Пр[ыи]кладн|Pr[yi]kladn/iu],
  ["Узорн", "Узорн", /Узорн|Uzorn/iu],
  ["Выдуман", "Выдуман", /Выдуман|V[yi]duman/iu],
  ["Паказн", "Показн", /П[ао]казн|P[ao]kazn/iu],
  ["Тэстав", "Тестов", /Т[эе]ст[ао]в|Test[ao][vŭu]/iu],
  ["Дэманстрацыйн", "Демонстрационн", /Д[эе]манстрац|Демонстрац|Demonstra/iu],
  ["Мадэльн", "Модельн", /М[ао]д[эе]льн|M[ao]de[lĺ]n/iu],
];

const GIVEN: readonly (readonly [be: string, genitive: string, ru: string])[] = [
  ["Алесь", "Алеся", "Алесь"],
  ["Сымон", "Сымона", "Сымон"],
  ["Віктар", "Віктара", "Виктор"],
  ["Антон", "Антона", "Антон"],
  ["Тарас", "Тараса", "Тарас"],
  ["Рыгор", "Рыгора", "Григорий"],
  ["Кірыл", "Кірыла", "Кирилл"],
];

/** As many people as there are surnames, each with one of his own. */
export function heroes(dice: Dice): Hero[] {
  return dice.shuffled(SURNAMES).map(([be, ru, stem], n) => {
    const [given, genitive, russian] = dice.pick(GIVEN);
    return {
      id: String(60_001 + n),
      name: `${given} ${be}ы`,
      genitive: `${genitive} ${be}ага`,
      russian: `${russian} ${ru}ый`,
      stem,
    };
  });
}

export interface StoryItem {
  readonly feed: string;
  /** Minutes after the story's first item. */
  readonly afterMinutes: number;
  readonly title: string;
  readonly summary: string;
}

/** What must come of a story: told to all who want the kind, only to those who asked for rumours, or to nobody. */
export type Outcome = "confirmed" | "unconfirmed" | "nothing";

export interface Story {
  readonly name: string;
  readonly hero: Hero;
  readonly kind: "release" | "pardon" | "arrest";
  readonly outcome: Outcome;
  readonly items: readonly StoryItem[];
  /** The hero stands on the list, and leaves it so many minutes after the first item. */
  readonly listedUntilMinutes: number | null;
  readonly isListed: boolean;
  readonly atMs: number;
}

type Plot = (hero: Hero, dice: Dice) => Omit<Story, "hero" | "atMs">;

const released = (hero: Hero, feed: string, afterMinutes: number): StoryItem => ({
  feed,
  afterMinutes,
  title: `Палітвязень ${hero.name} выйшаў на волю`,
  summary: `${hero.name} вызваліўся з калоніі, цалкам адбыўшы тэрмін.`,
});

/** Later texts that tell nothing new: a week summed up, and what somebody thinks about it. */
const echoes = (hero: Hero, dice: Dice): StoryItem[] => [
  ...(dice.chance(0.5)
    ? [
        {
          feed: dice.pick(["one", "two"]),
          afterMinutes: dice.between(30, 300),
          title: "Што адбылося за тыдзень: пяць падзей",
          summary: `Коратка пра галоўнае за тыдзень. Успамінаем і пра вызваленне ${hero.genitive}.`,
        },
      ]
    : []),
  ...(dice.chance(0.5)
    ? [
        {
          feed: "thoughts",
          afterMinutes: dice.between(60, 400),
          title: "What Minsk wants for its prisoners",
          summary:
            "Analysis: letting people go is a tactic, not a thaw. More could be freed only if sanctions are eased.",
        },
      ]
    : []),
];

const PLOTS: readonly Plot[] = [
  (hero, dice) => ({
    name: "release by a primary source",
    kind: "release",
    outcome: "confirmed",
    isListed: true,
    listedUntilMinutes: dice.chance(0.5) ? dice.between(20, 240) : null,
    items: [
      released(hero, "primary", 0),
      ...(dice.chance(0.6) ? [released(hero, dice.pick(["one", "two"]), dice.between(2, 90))] : []),
      ...echoes(hero, dice),
    ],
  }),
  (hero, dice) => ({
    name: "release by two outlets",
    kind: "release",
    outcome: "confirmed",
    isListed: dice.chance(0.5),
    listedUntilMinutes: null,
    items: [released(hero, "one", 0), released(hero, "two", dice.between(3, 120)), ...echoes(hero, dice)],
  }),
  (hero, dice) => ({
    name: "release by one outlet",
    kind: "release",
    outcome: "unconfirmed",
    isListed: dice.chance(0.5),
    listedUntilMinutes: null,
    items: [released(hero, dice.pick(["one", "two"]), 0)],
  }),
  (hero, dice) => ({
    name: "arrest by a primary source",
    kind: "arrest",
    outcome: "confirmed",
    isListed: false,
    listedUntilMinutes: null,
    items: [
      {
        feed: "primary",
        afterMinutes: 0,
        title: `У Гомелі затрымалі ${hero.genitive}`,
        summary: `Праваабаронцам стала вядома пра затрыманне ${hero.genitive}.`,
      },
      ...(dice.chance(0.5)
        ? [
            {
              feed: dice.pick(["one", "two"]),
              afterMinutes: dice.between(5, 60),
              title: `${hero.genitive} затрымалі ў Гомелі`,
              summary: `Пра затрыманне паведаміла «Вясна».`,
            },
          ]
        : []),
    ],
  }),
  (hero) => ({
    name: "pardon by a primary source",
    kind: "pardon",
    outcome: "confirmed",
    isListed: true,
    listedUntilMinutes: null,
    items: [
      {
        feed: "primary",
        afterMinutes: 0,
        title: `Палітвязня ${hero.genitive} памілавалі`,
        summary: "Яго вызвалілі паводле ўказа аб памілаванні.",
      },
    ],
  }),
  (hero, dice) => ({
    name: "release in the list",
    kind: "release",
    outcome: "confirmed",
    isListed: true,
    listedUntilMinutes: 0,
    items: dice.chance(0.5) ? [released(hero, "one", dice.between(10, 90))] : [],
  }),
];

const TRAPS: readonly ((hero: Hero) => Pick<StoryItem, "title" | "summary">)[] = [
  (hero) => ({
    title: `Праваабаронцы патрабуюць вызваліць ${hero.genitive}`,
    summary: "Арганізацыі заклікаюць улады неадкладна вызваліць яго.",
  }),
  (hero) => ({
    title: `Чатыры гады таму затрымалі ${hero.genitive}`,
    summary: `14 ліпеня 2021 года ${hero.genitive} затрымалі ў Мінску. Успамінаем, як гэта было.`,
  }),
  (hero) => ({
    title: `Ці вызваляць ${hero.genitive} да Калядаў?`,
    summary:
      "Эксперты спрачаюцца, што можа зрабіць улада. Калі перамовы працягнуцца, на волю могуць выйсці і іншыя.",
  }),
  (hero) => ({
    title: `У пракат выходзіць фільм пра вызваленне ${hero.genitive}`,
    summary: "Прэм'ера карціны пра палітвязняў пройдзе ў сакавіку ў Варшаве.",
  }),
];

function trap(hero: Hero, dice: Dice): Omit<Story, "hero" | "atMs"> {
  const text = dice.pick(TRAPS)(hero);
  return {
    name: "trap",
    kind: "release",
    outcome: "nothing",
    isListed: dice.chance(0.5),
    listedUntilMinutes: null,
    items: [{ ...text, feed: dice.pick(["primary", "one", "two"]), afterMinutes: 0 }],
  };
}

/** What happens in a run, in the order of its beginning. */
export function storiesOf(dice: Dice, people: readonly Hero[], fromMs: number, toMs: number): Story[] {
  const count = dice.between(4, 6);
  return people
    .slice(0, count)
    .map((hero, n) => {
      const plot = n === 0 ? trap(hero, dice) : dice.pick(PLOTS)(hero, dice);
      return { ...plot, hero, atMs: dice.between(fromMs, toMs) };
    })
    .toSorted((a, b) => a.atMs - b.atMs);
}
