import type { TextLanguage } from "../domain/language.ts";

export interface LanguageReading {
  readonly language: TextLanguage;
  readonly script: "cyrillic" | "latin" | "mixed" | "none";
}

/** Enough to tell a headline; a whole text tells no more. Characters. */
const SAMPLE = 700;
/** A feed that declares its language is believed where the text leaves doubt. */
const HINT = 1.5;

/** Neither a Russian nor a Ukrainian headline does without the letter и. */
const NO_I = 3;

/** Words and endings with weights. Endings start with `-`. Letters decide first; these settle short headlines. */
interface Traits {
  readonly letters: RegExp;
  readonly alien: RegExp;
  readonly words: ReadonlySet<string>;
  readonly endings: RegExp;
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

const CYRILLIC: Readonly<Record<"be" | "ru" | "uk", Traits>> = {
  be: {
    letters: /[ўіыэё]|[жшч]ы|[ржшч]э|ць|дз[ьеіяёю]/gu,
    alien: /[ищъїєґ]|[ржшч]е|[тд][её]|[тдр]ь/gu,
    words: words(
      "і у ў пра што які якая якія яго яе ён яна яны каб яшчэ пасля пасьля гэта гэты гэтым ад да праз быў была былі цяпер толькі калі дзе хто ці альбо але па са з суд суда на краты гадоў дзён чалавек людзей вязень палітвязень палітвязня",
    ),
    endings: /(?:ць|цца|аў|еў|ілі|ага|ыя|ых|ам|амі|ці|дзе|дзь|ня|ння|льны|скі|ская)$/u,
  },
  ru: {
    letters: /[ыэъё]/gu,
    alien: /[іїєўґ]|[жшч]ы|[ржшч]э|ць|дз[ьеіяёю]/gu,
    words: words(
      "и в на что из по за от его ее был была были они она он как для после до не это этот уже еще или с со о об к ко у без суд при",
    ),
    endings: /(?:ть|ться|тся|ого|его|ый|ий|ая|ые|ие|ых|их|ами|ями|ение|ения|ов|ет|ли|ло)$/u,
  },
  uk: {
    letters: /[їєґ]/gu,
    alien: /[ыэёъў]/gu,
    words: words(
      "і й та у в на що з із про який яка які його її він вона вони після до від для не це цей вже ще або за під при як був була були суд",
    ),
    endings: /(?:ти|ться|ння|ого|ий|ів|ами|ої|ій|ську|ської|ли|ла)$/u,
  },
};

function cyrillicScore(text: string, tokens: readonly string[], traits: Traits): number {
  const own = text.match(traits.letters)?.length ?? 0;
  const alien = text.match(traits.alien)?.length ?? 0;
  const known = tokens.filter((word) => traits.words.has(word)).length;
  const ended = tokens.filter((word) => word.length > 3 && traits.endings.test(word)).length;
  return own + known + 0.5 * ended - 2 * alien;
}

/** @param whole with its names: neither language borrows the other's letters for them */
function readCyrillic(
  text: string,
  whole: string,
  tokens: readonly string[],
  hint: TextLanguage | null,
): TextLanguage {
  // Ukrainian alone has both і and и; Russian has и without і.
  const both = text.includes("и") && text.includes("і");
  const onlyRussianI = whole.includes("и") && !whole.includes("і");
  const scores: [TextLanguage, number][] = [
    [
      "be",
      cyrillicScore(text, tokens, CYRILLIC.be) +
        (whole.includes("и") ? 0 : /[іў]/u.test(whole) ? NO_I : 1) +
        (hint === "be" ? HINT : 0),
    ],
    ["ru", cyrillicScore(text, tokens, CYRILLIC.ru) + (onlyRussianI ? 2 : 0) + (hint === "ru" ? HINT : 0)],
    [
      "uk",
      cyrillicScore(text, tokens, CYRILLIC.uk) +
        3 * (text.match(/[їєґ]/gu)?.length ?? 0) +
        (both ? 3 : 0) +
        (hint === "uk" ? HINT : 0),
    ],
  ];
  return best(scores);
}

const LATIN: Readonly<Record<"be" | "en" | "pl" | "lt" | "de", Traits>> = {
  be: {
    letters: /ŭ|[čšž](?![ęąėųū])|[śźćńł]|dź|ia|va/gu,
    alien: /[ąęóżwqxėųūįöüß]|th|sz|cz|rz/gu,
    words: words(
      "u i na pra što jaki jakaja jakija jaho jaje jon jana jany kab jašče paśla heta ad da praz byŭ byla byli ciapier tolki kali dzie chto ci ale pa sa z za nie dla sud suda usich hadoŭ hod čałaviek vykazaŭ",
    ),
    endings:
      /(?:ali|ili|aŭ|iŭ|aha|amu|yja|aja|ych|ami|oj|aj|cca|ć|aść|skaja|ski|iach|ni|ku|viazień|viaźnia|ła|ava|ovi)$/u,
  },
  en: {
    letters: /th|wh|ck|ee|oo|[qxw]/gu,
    alien: /[ąęółżźśćńčšžŭėųūįöüß]/gu,
    words: words(
      "the of in to and for on with by is was are were has have had been after from as at an a his her their its it he she they who that this will would not new two three over about into out more than says said free freed jailed released arrested political prisoners prisoner belarus belarusian trial court years prison deal pardons frees activist journalist gets get former days jail days day ten man woman police teacher host official colony sentence term custody arrests detains charged sentenced sentences jails kgb priest poet teacher lawyer opposition leader officials security forces family health wife husband mother father home again set back behind bars no",
    ),
    endings: /(?:ed|ing|tion|ly|ers|ment|ian|ians|ity)$/u,
  },
  pl: {
    letters: /[ąęółżźśćń]|sz|cz|rz|w/gu,
    alien: /[čšžŭėųūįvqxöüß]|th/gu,
    words: words(
      "w z na i do się nie że za po o od jest są został zostali została został przez dla jak to co ze już po przed po białoruś białorusi więźniów więźniowie politycznych uwolniony",
    ),
    endings: /(?:ych|ego|emu|ów|ami|ach|ość|ości|ski|ska|skich|ował|ano|ono|ła|li|nia)$/u,
  },
  lt: {
    letters: /[ėųūįąęčšž]/gu,
    alien: /[łśźćńóżŭwqxöüß]|th/gu,
    words: words(
      "ir iš į su už po per kad bei yra buvo apie dėl nuo prie jau dar ne tai kaip kuris į lietuvą baltarusijos baltarusijoje",
    ),
    endings: /(?:as|is|us|os|ai|ių|ų|uose|iai|imas|imo|ti|ta|tas|ti)$/u,
  },
  de: {
    letters: /[äöüß]|sch|ei|ie/gu,
    alien: /[ąęłżźśćńčšžŭėųūįóv]|th/gu,
    words: words(
      "kommen kamen kommt kam zwanzig zehn zwei drei neun haft häftlinge gefangene freigelassen freigelassene frei der die das und von in aus nach mit für auf ist sind wurde wurden ein eine einen im am zu zum zur den dem des nicht auch frei seine",
    ),
    endings: /(?:en|ung|ungen|lich|er|ern|isch|ische|ischen|keit|haft)$/u,
  },
};

function readLatin(text: string, tokens: readonly string[], hint: TextLanguage | null): TextLanguage {
  const score = (name: keyof typeof LATIN, weight = 1): number => {
    const traits = LATIN[name];
    const own = text.match(traits.letters)?.length ?? 0;
    const alien = text.match(traits.alien)?.length ?? 0;
    const known = tokens.filter((word) => traits.words.has(word)).length;
    const ended = tokens.filter((word) => word.length > 3 && traits.endings.test(word)).length;
    return weight * (0.4 * own + 1.2 * known + 0.5 * ended) - 0.8 * alien + (hint === name ? HINT : 0);
  };
  const scores: [TextLanguage, number][] = [
    ["en", score("en")],
    ["be", score("be")],
    ["pl", score("pl")],
    ["lt", score("lt")],
    ["und", score("de")],
  ];
  return best(scores);
}

function best(scores: readonly [TextLanguage, number][]): TextLanguage {
  let [language, top] = scores[0] ?? ["und", 0];
  for (const [name, score] of scores) if (score > top) [language, top] = [name, score];
  return language;
}

/** Names keep the letters of their own language: «Dźmitryj Hałavač» in an English text says nothing. */
function withoutNames(text: string): string {
  const rest = text.replace(/(?<=[\p{L}\p{N},;]["»”']?\s["«“']?)\p{Lu}[\p{L}\p{M}'’-]+/gu, "");
  return (rest.match(/\p{L}/gu)?.length ?? 0) >= ENOUGH ? rest : text;
}
/** Letters that tell a language. */
const ENOUGH = 14;

/** Tells be (both orthographies, both scripts), ru, uk, pl, lt and en apart, on a headline too. */
export function readLanguage(text: string, hint: TextLanguage | null): LanguageReading {
  const sample = withoutNames(text.slice(0, SAMPLE)).toLowerCase();
  const whole = text.slice(0, SAMPLE).toLowerCase();
  const cyrillic = sample.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  const latin = sample.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (cyrillic + latin === 0) return { language: hint ?? "und", script: "none" };
  const share = cyrillic / (cyrillic + latin);
  const script = share > 0.8 ? "cyrillic" : share < 0.2 ? "latin" : "mixed";
  const tokens = sample.match(/[\p{L}\p{M}]+/gu) ?? [];
  const language = share >= 0.5 ? readCyrillic(sample, whole, tokens, hint) : readLatin(sample, tokens, hint);
  return { language, script };
}
