import type { ItemToClassify } from "../domain/finding.ts";
import type { TextLanguage } from "../domain/language.ts";
import type { Reading } from "./claims.ts";

/** Outlets that write of Belarus as a matter of course. State media of other countries are not among them. */
const BELARUSIAN_OUTLET =
  /viasna|в[яе]сна|nasha ?niva|naša niva|наша н[иі]ва|zerkalo|зеркало|люстэрка|mediazona ?bel|медиазона бел|медыязона|reform|рэформ|pozirk|позірк|пазірк|euroradio|еўрарадыё|еврорадио|bie?lsat|belsat|malanka|маланка|dev\.by|kyky|tribuna|мотольк|матольк|motolko|nexta|гаюн|hajun|bypol|губопик|biełsat|белсат|charter|хартыя|хартия|свабода|svaboda|belta|белта|belarus|беларус|белорус|рацыя|racyja|баж|бпц|bysol|палессе|полесье|хрысціянская|христианская виз|салідарнасць|solidar|пул первого|пул першага|onliner|dissident|politzek|палітвяз|^сб$|^baj$|^ант$|^онт$|moyby|мінск|минск|minsk|гродн|гарадз|hrodna|grodno|брэст|брест|brest|витеб|віцеб|vi[tc]+i?ebsk|могил|магіл|mahil|гомел|h[oo]mi?el|бобруй|бабруй|баранов|баранав|пинск|пінск|orsha|орша|флагшток|вот так|vot tak|новы час|звязда|^стб$|^ств$|^кгк$|^гай?и$|правозащитн|праваабарон|our house|libereco|media ?iq|ex-?press|рад[иі]о рац|cpj|pen belarus|бел.?пэн|cichanou|tsikhanou|тихановск|ціханоўск|бысол|прессбол|прэсбол|human constanta|christian vision|belapan|белапан|lawtrend|salidarnas|znad niemna|honest people|сумленныя|честные люди|plan ?b|flags?htok|brestskaya|intex|slutsk|^stv$|^ont$|^ctv$|tochka|^most$|^мост$|тайгерз|dekoder|салідар|солидар|белгазет|intex|интекс|ганцав|слуцк|slutsk|лидск|лідск|полоцк|полацк|борисов|барыса|солигор|салігор|молодеч|маладзеч/iu;

export type Scope =
  /** Belarus by its words, people, outlet or language. */
  | "belarus"
  /** Nothing tells where. */
  | "open"
  /** Another country's matter. */
  | "foreign";

/**
 * Where it happened: the register's people first, then words, then the outlet, then the language.
 *
 * @param registered the title names a person of the register
 */
export function scopeOf(
  item: ItemToClassify,
  language: TextLanguage,
  readings: readonly Reading[],
  registered: boolean,
): Scope {
  const title = readings.find((reading) => reading.sentence.inTitle) ?? readings[0];
  if (title === undefined) return "open";
  if (registered) return "belarus";
  if (isAnothersDeed(title)) return "foreign";
  const said = readings.some((reading) => reading.has("by"));
  const ownOutlet = item.outlet !== null && BELARUSIAN_OUTLET.test(item.outlet);
  const placed = isPlacedAbroad(title);
  if (placed && !title.has("by")) {
    if (!said && title.hits.some((hit) => hit.tag === "foreign" && opens(title, hit.start))) return "foreign";
    if (ownOutlet && title.has("byWeak") && !title.has("arrest.done", "sentence.done", "charge.done"))
      return "belarus";
    if (isSentAway(title, ownOutlet || language === "be")) return "belarus";
    return isTakenOrFreed(title) && said ? "belarus" : "foreign";
  }
  if (placed && title.has("arrest.done", "sentence.done", "charge.done") && !isTakenOrFreed(title)) {
    return isSaidNear(title) ? "belarus" : "foreign";
  }
  if (said || language === "be" || ownOutlet) return "belarus";
  if (readings.some((reading) => reading.has("foreign"))) return "foreign";
  return language !== "en" && readings.some((reading) => reading.has("byWeak")) ? "belarus" : "open";
}

/** "Poland arrests …", «Літва выпусціла …»: the country that opens the headline did it. */
function isAnothersDeed(title: Reading): boolean {
  const [first] = title.sentence.tokens;
  return (
    first !== undefined &&
    COUNTRY.test(first.word) &&
    [1, 2].some((at) => DEED.test(title.sentence.tokens[at]?.word ?? ""))
  );
}
const DEED =
  /^(?:(?:arrest|detain|free|release|jail|pardon|charge|sentence|convict)(?:s|ed|d)?|затрым\p{L}+|задерж\p{L}+|арышт\p{L}+|арест\p{L}+|вызвал\p{L}+|освобод\p{L}+|выпус\p{L}+|памілав\p{L}+|помилов\p{L}+|асудз\p{L}+|осуд\p{L}+|пасадз\p{L}+|посад\p{L}+)$/u;
const COUNTRY =
  /^(?:poland|lithuania|latvia|estonia|ukraine|georgia|germany|serbia|turkey|israel|iran|russia|kazakhstan|armenia|azerbaijan|china|venezuela|польшча|літва|летува|латвія|украіна|германія|нямеччына|расія|расея|грузія|турцыя|сербія|іран|ізраіль|польша|литва|латвия|украина|германия|россия|грузия|турция|сербия|иран|израиль|китай|кітай)$/u;

/** "Russia frees …", «У Расіі вызвалілі …». */
function opens(title: Reading, start: number): boolean {
  return start === 0 || (start === 1 && /^(?:у|ў|в|во|ва|in)$/u.test(title.sentence.tokens[0]?.word ?? ""));
}

/** Words between an event and its place, or before a place that opens the headline. */
const NEAR = 4;

/** «Асудзілі за вайну ва Украіне» happened at home: only a country beside the verb, or in front, is the place. */
function isPlacedAbroad(title: Reading): boolean {
  const places = title.hits.filter((hit) => hit.tag === "foreign" || hit.tag === "abroad");
  if (title.claims.length === 0) return places.length > 0 && !title.has("by", "byWeak");
  return places.some(
    (place) =>
      (!AGAINST.test(title.sentence.tokens[place.start - 1]?.word ?? "") || isPrisonThere(title, place)) &&
      !isItsCause(title, place) &&
      (place.start < 2 || title.claims.some((claim) => distance(claim, place) <= NEAR)),
  );
}
const AGAINST = /^(?:супраць|против|against|вайн\p{L}*|войн\p{L}*|war|пра|о|за|для|з|из)$/u;

/** «З турэцкай турмы», «из тегеранской тюрьмы»: out of a prison that is there. */
function isPrisonThere(title: Reading, { start, end }: Span): boolean {
  return (
    /^(?:з|зь|из|from)$/u.test(title.sentence.tokens[start - 1]?.word ?? "") &&
    title.hits.some((hit) => hit.tag === "custody" && hit.start > end && hit.start - end <= 2)
  );
}

/** "Jailed over a concert in Vilnius", «за пратэст у Варшаве»: what they are punished for was there, they are here. */
function isItsCause({ sentence: { tokens } }: Reading, { start }: Span): boolean {
  return (
    DOINGS.test(tokens[start - 1]?.word ?? "") &&
    [2, 3, 4].some((step) => /^(?:over|for|за)$/u.test(tokens[start - step]?.word ?? ""))
  );
}
const DOINGS =
  /^(?:concert|gig|rally|protest|picket|demonstration|march|conference|forum|interview|speech|studies|канцэрт|концерт|мітынг|митинг|пратэст|протест|пікет|пикет|акцы|акци|марш|канферэнцы|конференци|форум|інтэрв|интервью|вучоб|учеб|учёб)/u;

type Span = { readonly start: number; readonly end: number };

function distance(a: Span, b: Span): number {
  return Math.max(a.start - b.end, b.start - a.end, 0);
}

/** A Belarusian place stands nearer to the event than the foreign one. */
function isSaidNear(title: Reading): boolean {
  const nearest = (tag: "by" | "foreign" | "abroad"): number =>
    Math.min(
      ...title.hits
        .filter((hit) => hit.tag === tag && !PEOPLE_OF.test(title.sentence.tokens[hit.start]?.word ?? ""))
        .flatMap((hit) => title.claims.map((claim) => distance(claim, hit))),
      Number.POSITIVE_INFINITY,
    );
  return nearest("by") < Math.min(nearest("foreign"), nearest("abroad"));
}
/** «Беларуса затрымалі ў Польшчы»: the word tells who, not where. */
const PEOPLE_OF = /^(?:бел[ао]рус(?:а|ку|ка|ы|ов|аў|ау|ам|ом|кі|ки)?|belarusian|belarusians)$/u;

/** «Аўтобус з памілаванымі ўжо ў Вільні»: a neighbour is where those of ours arrive. */
function isSentAway(title: Reading, ours: boolean): boolean {
  const opened = title.hits.some((hit) => hit.tag === "abroad" && hit.start < 2);
  if (!ours || title.has("foreign")) return false;
  // Diaspora speaks of ours from abroad: a rally in Vilnius is no foreign matter.
  if (title.has("call", "anniv", "former", "interview") && title.has("polit", "custody", "former"))
    return true;
  return !opened && title.has(...FREED_TAGS);
}
const FREED_TAGS = [
  "release.done",
  "release.part",
  "pardon.done",
  "pardon.part",
  "deportation.done",
  "not_released.done",
] as const;

/** Such news name the countries that people are taken to, or that asked for them. */
function isTakenOrFreed(title: Reading): boolean {
  return title.has(...FREED_TAGS, "deal.done", "deal.part");
}
