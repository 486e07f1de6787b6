/** Outlets by the names that others cite them under. */
const OUTLETS: readonly (readonly [id: string, name: RegExp])[] = [
  ["viasna", /viasna|vyasna|вясн|весн/iu],
  ["nashaniva", /nasha ?niva|naša niva|наш[ауе]й? н[іи]в/iu],
  ["svaboda", /svaboda|свабод|радыё свабод|радио свобод|rfe\/rl|radio free europe|radio liberty/iu],
  ["zerkalo", /zerkalo|зеркал|люстэрк/iu],
  ["mediazona", /mediazona|медиазон|медыязон/iu],
  ["reform", /reform(?:\.news)?\b|рэформ|реформ/iu],
  ["pozirk", /pozirk|позірк|позирк/iu],
  ["euroradio", /euroradio|еўрарады|еврорад/iu],
  ["belsat", /bie?lsat|biełsat|белсат/iu],
  ["charter97", /charter ?'?97|харты[яіи]/iu],
  ["baj", /\bbaj\b|беларуск\p{L}* асацыяцы\p{L}* журналіст|белорусск\p{L}* ассоциаци\p{L}* журналист/iu],
  ["belta", /belta|белта/iu],
  ["reuters", /reuters|рейтар|рэйтар|рейтер/iu],
  ["ap", /\bAP\b|associated press|асашыэйтэд|ассошиэйтед/u],
  ["afp", /\bAFP\b/u],
  ["tass", /\btass\b|тасс|тасc/iu],
  ["bbc", /\bbbc\b|би-би-си/iu],
  ["dw", /\bDW\b|deutsche welle|дойче велле/u],
  ["pul1", /пул\p{L}* перв|пул\p{L}* перш/iu],
  ["politzek", /politzek\.me|dissidentby|dissident\.by/iu],
];

const NAME = String.raw`([«"“„]?[\p{Lu}\d][^,;:!?\n«»"“”()]{1,40}[»"”]?|праваабаронц\p{L}*|правозащитник\p{L}*|сваяк\p{L}*|родственник\p{L}*)`;
const ATTRIBUTIONS: readonly RegExp[] = [
  new RegExp(
    String.raw`(?:[Пп]аведам\p{L}+|[Пп]іш\p{L}+|[Сс]ообща\p{L}+|[Сс]ообщил\p{L}*|[Пп]иш\p{L}+|[Пп]ереда(?:ет|ёт))\s+(?:тэлеграм-канал|telegram-канал|выданне|издание|агенцтва|агентство|праваабаронцы|правозащитники)?\s*${NAME}`,
    "gu",
  ),
  new RegExp(
    String.raw`(?:[Сс]а спасылкай на|[Сс]о ссылкой на|[Пп]аводле (?:звестак|інфармацыі|дадзеных)|[Пп]о (?:информации|данным|сведениям)|[Кк]ак (?:пишет|сообщает)|[Яя]к (?:піша|паведамляе))\s+${NAME}`,
    "gu",
  ),
  new RegExp(String.raw`(?:[Aa]ccording to|citing|reported by|reports|told)\s+(?:the\s+)?${NAME}`, "gu"),
];
const SAYS = String.raw`(?:паведамляе|піша|сообщает|пишет|reports|reported|said|says)(?!\p{L})`;
const NAME_SAYS = new RegExp(String.raw`${NAME}\s+${SAYS}`, "gu");
/** Every capital letter may begin a name: they are read only where such a word stands. */
const SOMEBODY_SAYS = new RegExp(String.raw`\s${SAYS}`, "u");

/** Long texts cite at the start or at the end; more would be background. Characters. */
const SAMPLE = 2000;

/** Whom a text names as its source: an id where the outlet is known, else the name as written. */
export function citesOf(text: string): string[] {
  const sample = text.slice(0, SAMPLE);
  const cites = new Set<string>();
  const patterns = SOMEBODY_SAYS.test(sample) ? [...ATTRIBUTIONS, NAME_SAYS] : ATTRIBUTIONS;
  for (const pattern of patterns) {
    for (const match of sample.matchAll(pattern)) {
      const written = (match[1] ?? "").replace(/[«»"“”„]/gu, "").trim();
      const known = OUTLETS.find(([, name]) => name.test(written));
      if (known !== undefined) cites.add(known[0]);
      else if (/^[«"“„]/u.test(match[1] ?? "")) cites.add(written);
    }
  }
  return [...cites].slice(0, 8);
}
