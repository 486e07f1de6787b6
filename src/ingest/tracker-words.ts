/* oxlint-disable max-lines -- a lexicon */
import type { ReleaseKind, ReleaseModifier } from "../domain/kind.ts";

/**
 * What a list's free text says about a person, in Belarusian, Russian and English. It is read clause by clause;
 * a clause that denies («не освобожден по амнистии», "denied parole") says nothing.
 */

/**
 * Word beginnings with nothing of a word before them: `\b` knows ASCII letters only. Clauses are lower-case
 * already; matching without the `i` flag is several times faster on Cyrillic.
 */
function words(alternatives: string): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${alternatives})`, "u");
}

/** Splits at strong marks and at commas: claims in such texts are short. */
export function clausesOf(text: string): readonly string[] {
  return text
    .slice(0, 8000)
    .toLowerCase()
    .replace(/(?<=(?<!\p{L})\p{L}{1,3})\.(?=\s?[\p{L}\d])/gu, "·") // «ст. 411», «г. Минск» end no sentence
    .split(/[.;!?\n]+|,\s+(?=\D)|\s+[—–-]\s+/u)
    .map((clause) => clause.replace(/·/gu, ".").replace(/\s+/gu, " ").trim())
    .filter((clause) => clause !== "");
}

/** What the new text says that the old one did not. An unchanged text says nothing new. */
export function addedClauses(before: string | null, after: string | null): readonly string[] {
  if (after === null || after === before) return [];
  const known = new Set(clausesOf(before ?? "").map(fold));
  return clausesOf(after).filter((clause) => !known.has(fold(clause)));
}

function fold(clause: string): string {
  return clause
    .replace(/ё/gu, "е")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

const DENIAL = words(
  [
    "не (?!только|толькі)",
    "ня ",
    "без (?:помилован|амнист)",
    "отказа(?:но|ли|л)(?!\\p{L})",
    "отказ в",
    "отклон(?:ен|или|ил)",
    "отмен(?:ен|или|ил)",
    "адмо(?:ўлен|віл)",
    "адмова ў",
    "адхіл(?:ен|іл)",
    "not ",
    "never ",
    "denied",
    "refused (?:parole|pardon|amnesty|release)",
    "rejected",
    "без применения",
    "ходатайств",
    "прошени[ею] о",
    "прашэнн[еі] аб",
    "просил",
    "прасі[лў]",
    "обеща",
    "абяца",
    "может быть",
    "можа быць",
    "could be",
    "may be",
    "will be",
    "будет ",
    "будзе ",
    "должен ",
    "павінен ",
    "павінна ",
    "ожида",
    "чакае",
    "expected",
    "appealed for",
    "asked for",
    "request(?:ed)? (?:for )?",
  ].join("|"),
);

function says(clauses: readonly string[], pattern: RegExp): boolean {
  return clauses.some((clause) => pattern.test(clause) && !DENIAL.test(clause));
}

/** A term made shorter by an amnesty is no release by amnesty. */
const TERM_CUT = words(
  "(?:срок|тэрмін|наказани|пакаранн|term|sentence).{0,40}(?:сокра|скар|зменш|умень|сниж|зніж|reduc|cut|short)|(?:сокра|скар|зменш|умень|сниж|reduc|cut|shorten)\\p{L}*.{0,30}(?:срок|тэрмін|наказани|пакаранн|term|sentence)",
);

// Most telling first: an exchange is carried out by pardons, a pardon may follow a deal.
const RELEASE_WORDS: readonly (readonly [ReleaseKind, RegExp])[] = [
  [
    "exchange",
    words(
      "обменян|обменяли|(?:в (?:ходе|рамках|результате)|по|при) обмен|обмен\\p{L}{0,2} (?:заключ|пленн|узник)|на обмен|абмянян|абмянялі|абмен(?!\\p{L}{0,2} (?:думк|паведам|інфарм))|exchang|swap|(?:prisoner )swap",
    ),
  ],
  ["pardon", words("помилова|памілава|pardon|clemency|(?:указ\\p{L}* )?о помилов|аб памілав")],
  ["amnesty", words("амнист|амніст|amnest")],
  [
    "deal",
    words(
      "договор[её]нност|дамоўленас|сделк|здзелк|при посредничеств|посредничеств|пры пасярэдніцтв|пасярэдніцтв|mediat|переговор|перамов|negotiat|(?:as part of|under|in|by) (?:a |the |an )?(?:deal|agreement)|deal with|сувяз\\p{L}* з угодай|паводле пагаднен|по соглашени",
    ),
  ],
  [
    "health",
    words(
      "(?:по|из-за|в связи со?|па|праз|з-за|у сувязі (?:з|са)) (?:\\p{L}+ )?(?:болезн|заболеван|состояни\\p{L} здоровья|здоровь|хвароб|захворванн|стан\\p{L}* здароўя|здароў)|(?:on|for|due to|because of) (?:\\p{L}+ )?(?:health|medical|illness|ill(?!\\p{L}))|тяж[её]л\\p{L}+ болезн|цяжк\\p{L}+ хвароб|по медицинск|па медыцынск",
    ),
  ],
  [
    "parole_or_softening",
    words(
      "удо(?!\\p{L})|условно-? ?досрочн|[уў]моўна-? ?датэрмінов|уд[авз](?!\\p{L})|замен\\p{L}* (?:\\p{L}+ ){0,3}(?:наказани|срок|на более)|замен\\p{L}* (?:\\p{L}+ ){0,3}(?:пакаранн|больш)|более мягк|мягк\\p{L}+ (?:вид|наказ)|больш мякк|(?:наказани|пакаранн)\\p{L}* (?:\\p{L}+ )?замен|мяккае пакаранне|смягч|змякч|parole|conditional(?:ly)? release|released conditionally|milder|commut|early conditional",
    ),
  ],
  [
    "case_closed",
    words(
      "оправда|апраўда|acquit|(?:дел|преследовани)\\p{L}* (?:\\p{L}+ )?прекра|прекра\\p{L}+ (?:\\p{L}+ ){0,2}(?:дел|преслед)|спын\\p{L}+ (?:\\p{L}+ ){0,2}(?:справ|перасл)|(?:справ|перасл)\\p{L}* (?:\\p{L}+ )?спын|(?:case|charges|prosecution) (?:was |were |has been |have been |is )?(?:closed|dropped|dismissed|discontinued|terminated)|dropped (?:the )?(?:case|charges)|обвинения сняты|сняты обвинения|абвінавач\\p{L}+ (?:\\p{L}+ )?знят|знят\\p{L}* абвінавач|снят\\p{L}* обвинен|(?:изменен|изменён|змен[её]н)\\p{L}* (?:мер|меры)|мер\\p{L} пресечения (?:изменен|изменён)|под подписку|пад падпіску|под залог|пад заклад|on bail|own recogni[sz]ance",
    ),
  ],
  [
    "term_served",
    words(
      "(?:отбыл|отбыв(?!а)|отбыт(?!ь)|отсидел|адбыў(?!ся)|адбыла(?!ся)|адбыт|адседзе)\\p{L}*\\s(?:[\\p{L}\\d]+\\s){0,4}?(?:срок|наказ|тэрмін|пакар|полность|цалкам|поўнас)|(?:срок\\p{L}?|наказани\\p{L}|тэрмін\\p{L}?|пакаранне|полностью|цалкам|поўнасцю)\\s(?:\\p{L}+\\s){0,2}?(?:отбы[лт](?!ь)|отсид|адбы[ўт](?!ся)|адбыла(?!ся)|адсед)|(?:по|после) (?:окончани|отбыти|истечени)\\p{L} (?:\\p{L}+ )?(?:срок|наказ)|(?:по|после) (?:отбыти|окончани)|(?:истечени|окончани)\\p{L}* (?:\\p{L}+ )?(?:срок|наказ)|(?:заканчэнн|сканчэнн|скончанн)\\p{L}* (?:\\p{L}+ )?(?:тэрмін|пакаран)|по звонку|от звонка|ад званка|(?:пасля|па) (?:заканчэнн|адбыцц|сканчэнн)|срок\\p{L}* (?:истек|истёк|закончил|окончен|вышел)|(?:истек|истёк|закончился|вышел) срок|тэрмін (?:скончы|выйш)|(?:скончыўся|выйшаў|закончыўся) тэрмін|serv(?:ed|ing) (?:his |her |their |the |out )?(?:full|entire|whole|term|sentence|out)|(?:full|entire|whole) (?:term|sentence) served|(?:term|sentence) (?:was )?(?:served|expired|ended)|(?:completed|finished|ended) (?:serving|(?:his|her) (?:term|sentence))|fully served|(?:term|sentence) (?:was |is )?completed|(?:completed|completion of|expiry of|end of|finished) (?:his |her |the |a )?(?:term|sentence)",
    ),
  ],
  ["case_closed", words("из-под стражи|з-пад варты|released from (?:custody|remand|pre-trial)")],
];

/** How the text says that the person came out; `unknown` when nothing says: it is never guessed. */
export function releaseKindOf(clauses: readonly string[]): ReleaseKind {
  if (clauses.length === 0) return "unknown";
  const whole = clauses.join("; ");
  for (const [kind, pattern] of RELEASE_WORDS) {
    // Most texts hold none of the words: one look at the whole spares one at each clause.
    if (!pattern.test(whole)) continue;
    const fits = clauses.some(
      (clause) =>
        pattern.test(clause) && !DENIAL.test(clause) && !(kind === "amnesty" && TERM_CUT.test(clause)),
    );
    if (fits) return kind;
  }
  return "unknown";
}

const REFUSED_TO_LEAVE = words(
  "отказа\\p{L}* (?:\\p{L}+ ){0,2}(?:поки[дн]|выезж|выех|уезж|уех|от (?:\\p{L}+ )?(?:депорт|выезд|вывоз|высыл))|адмо\\p{L}* (?:\\p{L}+ ){0,2}(?:пакі|выязджа|выехаць|з'?яз|ад (?:\\p{L}+ )?(?:дэпарт|выезд|вывоз))|refus\\p{L}* (?:to (?:be )?(?:leave|deport|cross|go)|deport|exile|expulsion)",
);

const MODIFIER_WORDS: readonly (readonly [ReleaseModifier, RegExp])[] = [
  [
    "forced_exile",
    words(
      "вывез(?:ен|ли|л)|вывезен|депорт|выдвор|выслан|выслал|изгна|принудительн\\p{L}* (?:выезд|вывоз|эмигр)|вывезл|вывезен|дэпарт|выдвар|выслал|выдал[еі]н\\p{L}* з краіны|прымусов\\p{L}* (?:вые|выв|эмігр)|forc\\p{L}* (?:(?:in)?to )?(?:exile|out|expul|emigr|to leave)|exiled|deport|expel|(?:taken|brought|driven|transported|transferred|moved|bussed|flown) (?:out|to (?:lithuania|poland|ukraine|vilnius|warsaw|kyiv|germany|latvia|the border)|abroad)",
    ),
  ],
  [
    "stays_in_belarus",
    words(
      "оста(?:лся|лась|лись|ется|ётся|ются|вл)\\p{L}* (?:\\p{L}+ )?в (?:республике )?беларус|оста(?:лся|лась|ется|ётся) (?:на родине|в стране|дома)|заста(?:ўся|лася|ліся|ецца|нецца|юцца) (?:\\p{L}+ )?[уў] (?:рэспубліцы )?беларус|заста(?:ўся|лася|ецца) (?:на радзіме|[уў] краіне|дома)|(?:stay|remain)(?:s|ed|ing)? in (?:belarus|the country)|stay(?:s|ed)? at home",
    ),
  ],
  [
    "repatriated",
    words(
      "репатри|рэпатры|repatriat|экстради|экстрады|extradit|(?:переда|перада)\\p{L}* (?:\\p{L}+ )?(?:украин|украін|польш|польск|литв|літв|герман|герман|япон|латви|латві|эстон|швец)\\p{L}*|handed (?:over )?to (?:ukraine|poland|lithuania|latvia|germany|japan|estonia|his|her|their)|вернул\\p{L}* в украину|returned to (?:his|her|their) (?:home )?country",
    ),
  ],
];

/** What came with the release. A refusal to leave is no exile. */
export function releaseModifiersOf(clauses: readonly string[]): readonly ReleaseModifier[] {
  const whole = clauses.join("; ");
  return MODIFIER_WORDS.filter(
    ([, pattern]) =>
      pattern.test(whole) &&
      says(
        clauses.filter((clause) => !REFUSED_TO_LEAVE.test(clause)),
        pattern,
      ),
  ).map(([modifier]) => modifier);
}

/** «отказался покидать страну», "refused to leave": released on paper, and not out. */
export function saysRefusedToLeave(clauses: readonly string[]): boolean {
  return clauses.some((clause) => REFUSED_TO_LEAVE.test(clause));
}

const RELEASED = words(
  "освобожд[её]н|освободил|освободился|освободилась|вышел на (?:свобод|вол)|вышла на (?:свобод|вол)|на свободе|отпущен|отпустил|вызвален|вызваліў|вызваліл|выйшаў на (?:вол|свабод)|выйшла на (?:вол|свабод)|на волі|адпушчан|адпусці|released|freed|set free|is free",
);
const NOT_YET = words(
  "до начала|да пачатку|awaiting|pending|before (?:the )?(?:start|serving|beginning)|до суда|да суда",
);

/** The text says that the person is out. «На свободе до начала отбывания наказания» is not that. */
export function saysReleased(clauses: readonly string[]): boolean {
  return clauses.some((clause) => RELEASED.test(clause) && !DENIAL.test(clause) && !NOT_YET.test(clause));
}

/** «Находится на свободе до начала отбывания наказания», "Released awaiting the commencement of the sentence". */
export function saysAtLiberty(text: string): boolean {
  return NOT_YET.test(text.toLowerCase()) && /свобод|вол[іи]|liberty|released|free/iu.test(text);
}

const DEATH = words(
  "умер(?!ен)|умерла|скончал|погиб|покончил|памёр|памерла|сканаў|сканала|загіну|died(?!\\p{L})|passed away|deceased|found dead|(?:смерть|смерці|death) (?:в|у|in) (?:колони|сизо|тюрьм|заключ|калоні|сіза|турм|няволі|зняволен|custody|prison|detention|colony)",
);
const KIN = words(
  "отец|отца|мать|матер|жен[аыу]|муж|мужа|сын|дочь|дочери|брат|сестр|бабушк|дедушк|родител|бацьк|маці|жонк|дачк|дзед|бабул|father|mother|wife|husband|son|daughter|brother|sister|parent|grand",
);

/** Somebody's claim that the person died: always a moderator's case, so it may err on this side. */
export function saysDied(clauses: readonly string[]): boolean {
  return clauses.some(
    (clause) => DEATH.test(clause) && !KIN.test(clause) && !/не умер|не памёр/u.test(clause),
  );
}

/** Whether it is worth while to look at the clauses of a text for a death. */
export function mayTellOfDeath(text: string): boolean {
  return DEATH.test(text.toLowerCase());
}

const EMBARGO = words(
  "не публиков|не публик|не разглаша|не для публикац|не публікава|ня публікава|не для публікац|эмбарго|эмбарга|embargo|do not publish|not for publication|don't publish|не распространя",
);

/** The list itself asks not to publish. */
export function saysEmbargo(text: string | null): boolean {
  return text !== null && EMBARGO.test(text.toLowerCase());
}

export type LifeSign =
  | "left_country"
  | "returned"
  | "shizo"
  | "pkt"
  | "regime_tightened"
  | "incommunicado_start"
  | "contact_restored"
  | "re_arrest"
  | "case_411";

const LIFE_WORDS: readonly (readonly [LifeSign, RegExp])[] = [
  [
    "contact_restored",
    words(
      "связь (?:\\p{L}+ )?(?:восстанов|появил)|восстановил\\p{L}* связь|вышел на связь|вышла на связь|сувязь (?:\\p{L}+ )?(?:аднов|адноў|з'?яв)|выйшаў на сувязь|contact (?:was |has been |is )?(?:restored|resumed)|(?:restored|resumed) contact",
    ),
  ],
  [
    "incommunicado_start",
    words(
      "инкоммуникадо|інкамунікада|incommunicado|связь (?:с ним |с ней )?(?:пропал|потерян|прерва|отсутств)|нет (?:никакой )?связи|сувязь (?:з ім |з ёй )?(?:страчан|перарва|прапа|знік)|няма сувязі|contact (?:was |has been |is )?lost|no contact",
    ),
  ],
  [
    "shizo",
    words(
      "шизо|штрафн\\p{L}* изолятор|шіза|штрафн\\p{L}* ізалятар|shizo|punishment cell|punitive (?:cell|confinement)",
    ),
  ],
  ["pkt", words("пкт(?!\\p{L})|помещени\\p{L}* камерн|памяшканн\\p{L}* камерн|pkt(?!\\p{L})|cell-type")],
  [
    "regime_tightened",
    words(
      "(?:перев\\p{L}+|отправ\\p{L}+|пакіра\\p{L}+|перавед\\p{L}+|ужесточ\\p{L}+|узмацн\\p{L}+|узмоцн\\p{L}+) (?:\\p{L}+ ){0,3}(?:тюремн|турэмн|режим|рэжым)|тюремн\\p{L}+ режим|турэмн\\p{L}+ рэжым|(?:transferred|moved|sent) to (?:a )?(?:prison|strict|closed|cell)[- ]?regime|prison regime",
    ),
  ],
  [
    "re_arrest",
    words(
      "повторно задерж|снова задерж|вновь задерж|опять задерж|повторно арест|зноў затрым|паўторна затрым|ізноў затрым|re-?arrest|detained again|arrested again|again (?:detained|arrested)",
    ),
  ],
  [
    "returned",
    words(
      "вернул(?:ся|ась) (?:\\p{L}+ )?в (?:беларусь|страну)|возвратил\\p{L}* в беларусь|вярну(?:ўся|лася) [уў] (?:беларусь|краіну)|returned to (?:belarus|hrodna|minsk|the country)",
    ),
  ],
  [
    "left_country",
    words(
      "выехал|выехала|уехал|уехала|покинул|эмигрир|выехаў|з'?ехаў|з'?ехала|пакінуў|пакінула|эміграв|left (?:belarus|the country)|emigrat|fled|moved abroad|за границей|за мяжой",
    ),
  ],
  ["case_411", words("(?:ст|арт|art|article|стать\\p{L}+|артыкул\\p{L}*)\\.?\\s?411(?!\\d)")],
];

/** Further happenings of which the clauses speak, denials left out. */
export function lifeSignsOf(clauses: readonly string[]): readonly LifeSign[] {
  const usable = clauses.filter((clause) => !REFUSED_TO_LEAVE.test(clause));
  const found = LIFE_WORDS.filter(([sign, pattern]) =>
    // "No contact" is a denial by its words and a claim by its sense.
    sign === "incommunicado_start" ? usable.some((clause) => pattern.test(clause)) : says(usable, pattern),
  ).map(([sign]) => sign);
  return found.includes("returned") ? found.filter((sign) => sign !== "left_country") : found;
}

const EX_POST_FACTO = /постфактум|пост-фактум|ex\s?post\s?facto|after the fact/iu;

/** «признана постфактум», "recognized ex post facto". */
export function saysExPostFacto(text: string): boolean {
  return EX_POST_FACTO.test(text);
}
