import type { EventKind } from "../domain/kind.ts";
import type { Reading } from "./claims.ts";
import { assertedIn } from "./events.ts";
import { FIRM, HAPPENED, type Asserted } from "./strength.ts";
import { isAnniversary } from "./anniversary.ts";
import { isAboutNobody, isAboutWork, isExemption, isPhrase, takesAThing } from "./objects.ts";
import { spansMonths, sumsUp } from "./periods.ts";
import type { Scope } from "./scope.ts";
import { isQuotation, isSpeech } from "./speech.ts";

/** A named rule: when it holds, the sentence is no event. */
interface Rule {
  readonly name: string;
  readonly holds: (reading: Reading, context: MoodContext) => boolean;
}

export interface MoodContext {
  readonly scope: Scope;
  /** What the sentence says happened. */
  readonly happened: readonly Asserted[];
  /** Strong signs of a political case anywhere near. */
  readonly political: boolean;
  /** The sentence names a person. */
  readonly named: boolean;
}

export function moodContext(reading: Reading, scope: Scope, political: boolean, named: boolean): MoodContext {
  return { scope, political, named, happened: assertedIn(reading).filter((it) => it.strength >= HAPPENED) };
}

const firm = (context: MoodContext): boolean => context.happened.some((it) => it.strength >= FIRM);

/** Nothing but a setting free: the verbs that films, trams and taxes share with prisoners. */
function onlyFreed(context: MoodContext): boolean {
  return context.happened.every((it) => FREEING.has(it.kind));
}
const FREEING: ReadonlySet<EventKind> = new Set([
  "release",
  "pardon",
  "deal",
  "recognition",
  "health",
  "other_repression",
  "not_released",
]);

/** A year before anybody of ours was arrested: archives and memory. */
const LONG_AGO =
  /(?:(?:^|(?<!\p{L})(?:в|у|ў|с|з|зь|са|до|да|после|пасля|летом|осенью|зимой|весной|in|of|since|from|by|w|od)\s+|[(«])(?:1[0-8]\d\d|19[0-8]\d)(?![\d\p{L}])|(?<!\d)(?:1[0-8]\d\d|19[0-8]\d)(?:\s*(?:год|гад|г\.|roku|році|рік)|-|–|\)))(?!\s*(?:дн|дзён|дзен|сут|руб|челов|чалав|политз|палітв|узн|вязн|залож|заключ|осужд|days?|people|prisoners|hostages|names|hours))/iu;
const OLD_CRIMES =
  /асвенцім|аўшвіц|освенцим|auschwitz|гулаг|gulag|нкус|нквд|nkvd|галакост|холокост|holocaust|сталінск|сталинск|stalin/iu;
const BORN = /народ|нарад|рожд|родил|born|г\.\s?р\.|г\.\s?н\./iu;

/** Another matter altogether. The first that holds names the reason. */
export const NOISE: readonly Rule[] = [
  { name: "prisoners of war", holds: (r) => r.has("pow") && !r.has("byWeak") },
  { name: "another country", holds: (_, c) => c.scope === "foreign" },
  {
    name: "film, album or book",
    holds: (r, c) =>
      r.has("art") &&
      onlyFreed(c) &&
      !r.has("other_repression.done") &&
      (isAboutWork(r) ||
        PREMIERES.test(r.sentence.text) ||
        isTitle(r) ||
        (r.count("art") > 2 && !firm(c)) ||
        (!r.has("custody") && !(c.political && r.has("polit")))),
  },
  {
    name: "no person is concerned",
    holds: (r, c) =>
      (r.has("thing") &&
        onlyFreed(c) &&
        !r.has("pardon.done") &&
        (isAboutWork(r) ||
          (!r.has("custody", "polit") && (c.happened.length === 0 || isAboutNobody(r, c))))) ||
      takesAThing(r) ||
      (GRADUATES.test(r.sentence.text) && !r.has("custody", "polit")),
  },
  {
    name: "long ago",
    holds: (r) =>
      (LONG_AGO.test(r.sentence.text) || OLD_CRIMES.test(r.sentence.text)) &&
      !BORN.test(r.sentence.text) &&
      !r.has("byWeak"),
  },
  { name: "exempted from something", holds: (r, c) => onlyFreed(c) && isExemption(r) },
  {
    name: "ordinary crime",
    holds: (r, c) =>
      r.has("crime") &&
      (!isPolitical(r) || isPhrase(r, "crime")) &&
      !(c.named && c.political) &&
      !r.has("death.done"),
  },
];

/** «Медколледж выпустил полторы сотни фельдшеров». */
const GRADUATES =
  /(?:кале?дж|коллед?ж|[уі]н[иі]верс[иі]т[эе]т|акад[эе]м|л[іи]ц[эе]й|школ|гімназ|гимназ|вучылішч|училищ)\p{L}*(?:\s+\p{L}+){0,3}\s+вып[уў][сш]т?[цтч]?[иіцчалшў]/iu;

/** "Gets a theatrical release", "sets release date". */
const PREMIERES =
  /(?<!\p{L})(?:theatrical|streaming|digital|dvd|vinyl|cinema|festival|worldwide|album|game|software|console)\s+release|(?:gets?|sets?|announces?)\s+(?:an?\s+|its\s+)?(?:\p{L}+\s+)?release(?:\s+date)?\s*$|release date/iu;

const SPEECH_KINDS = [
  "arrest.done",
  "charge.done",
  "sentence.done",
  "death.done",
  "deportation.done",
  "other_repression.done",
  "regime.done",
] as const;

/** It speaks of events and reports none. */
export const MOODS: readonly Rule[] = [
  { name: "question", holds: (r) => r.sentence.question },
  {
    name: "asks why or how",
    holds: (r) => ASKS_WHY.test(r.sentence.text) && !r.has("incommunicado.done"),
  },
  { name: "who, when, how many", holds: (r, c) => isAsked(r, firm(c)) },
  { name: "opinion", holds: (r) => OPINION.test(r.sentence.text) },
  { name: "call in the imperative", holds: (r) => IMPERATIVE.test(r.sentence.text) },
  { name: "advice", holds: (r) => ADVICE.test(r.sentence.text) },
  { name: "digest", holds: (r) => DIGEST.test(r.sentence.text) },
  {
    name: "petition for pardon",
    holds: (r) => r.has("petition") && !r.has("pardon.done", "release.done", "not_released.done"),
  },
  { name: "denial or rumour", holds: isDenied },
  { name: "sums up a period", holds: (r, c) => isStatistics(r, c) },
  { name: "anniversary", holds: (r, c) => r.has("anniv") && isAnniversary(r, firm(c)) },
  { name: "call", holds: (r, c) => r.has("call") && !firm(c) },
  {
    name: "hope",
    holds: (r, c) => !firm(c) && HOPE.test(r.sentence.text) && r.claims.some((it) => HOPED.has(it.kind)),
  },
  { name: "condition or plan", holds: (r, c) => r.has("cond", "plan") && !firm(c) },
  {
    name: "contact restored",
    holds: (r) =>
      r.has("restored") &&
      !r.has("release.done", "arrest.done", "death.done", "pardon.done", "deportation.done", "sentence.done"),
  },
  { name: "explainer", holds: (r, c) => r.has("analysis") && !firm(c) && r.has("regime.part") },
  { name: "somebody speaks", holds: (r) => isSpeech(r) || isQuotation(r) },
  {
    name: "after the event",
    holds: (r, c) =>
      r.has("analysis", "interview") &&
      !firm(c) &&
      r.has("release.noun", "release.part", "pardon.noun", "arrest.noun") &&
      !r.has("not_released.done", "learned"),
  },
  {
    name: "interview",
    holds: (r, c) => r.has("interview") && (!firm(c) || (r.has("former") && !r.has(...SPEECH_KINDS))),
  },
  {
    name: "how many remain",
    holds: (r, c) => (r.has("tally", "remain") || sumsUp(r)) && !firm(c) && !r.has("recognition.done"),
  },
];

/** «Колькі чалавек выйшла», «кого освободили»: the number or the name is what the text behind it tells. */
function isAsked(reading: Reading, isFirm: boolean): boolean {
  if (reading.has("incommunicado.done") || (isFirm && namesFollow(reading))) return false;
  return ASKS.test(reading.sentence.text) && (!isFirm || ASKS_WHOM.test(reading.sentence.text));
}
/** «Хто выйшаў на волю: імёны»: it asks nothing, it tells; of a whole year it is history. */
export function namesFollow({ sentence: { text } }: Reading): boolean {
  return NAMES_FOLLOW.test(text) && !/\d{4}/u.test(text);
}
const NAMES_FOLLOW =
  /[:—–]\s*(?:(?:поўны|полный|the|full)\s+)*(?:імёны|имена|прозвішчы|фамилии|спіс|список|names|list)(?!\p{L})/iu;
const ASKS_WHOM =
  /^\s*(?:дзе|калі|где|когда|where|when|(?:спіс|список|list of) (?:тых|тех|those)|хто|каго|каму|колькі|кто|кого|кому|сколько|who|whom|kto|kogo)(?!\p{L})/iu;
/** "Seek clemency for", «ждет, что помилует», "only after everybody is freed". */
const HOPE =
  /(?<!\p{L})(?:seeks?\s+(?:clemency|pardon|release|freedom)|(?:hopes?|expects?|fears?)\s+(?:that\s+)?\p{Lu}|(?:жд[её]т|ждут|чакае|чакаюць|надеется|надеются|спадзяецца|спадзяюцца),\s+(?:что|што)|(?:only|толькі|только|лишь)\s+(?:after|пасля|после))(?!\p{Ll})/u;
const HOPED: ReadonlySet<EventKind> = new Set(["release", "pardon", "deal"]);
const DIGEST =
  /^\s*(?:дайджэст|дайджест|галоўн(?:ае|ыя) (?:за|навін|пад)|галоўнае:|главн(?:ое|ые) (?:за|новост|событ|дня|недел)|главное:|вынікі|итоги|хроніка|хроника|агляд|обзор|digest|weekly|daily|roundup|што адбылося|что произошло|\d{1,2} \p{L}+: (?:што|что|галоўн|главн)|коротко:|коратка:)/iu;
const OPINION =
  /[:—–|]\s*(?:(?:што|что) (?:мы )?(?:ведаем|знаем|вядома|известно) (?:пра|об?) (?:\p{L}+ )?(?:указ|пам[іи]л|помил|амн[іи]ст)|кто эти люди|хто гэтыя людзі|что (?:изменилось|стоит за|известно об? каждом)|што (?:змянілася|стаіць за|вядома пра кожн)|reading \p{L}+|меркаванн|мнение|думка|аналіз|анализ|каментар|комментарий|калонка|колонка|opinion|analysis|commentary|the (?:price|cost) of)/iu;
const IMPERATIVE =
  /(?:^|[:—–«"“]\s*)(?:(?:падтрымайце|напішыце|поддержите|напишите)(?!\p{L})|let (?:them|him|her|us|my|our|everyone|all)|free (?:all|them|him|her|the|our|my)|release (?:all|them|him|her|our|my)|(?:отпустите|освободите|выпустите|помилуйте|адпусціце|вызваліце|вызваляйце|выпусціце|памілуйце)(?!\p{L}))/iu;
const ADVICE =
  /(?:^\s*(?:вы|вас|ты|тебя|вам|калі вас|если вас|если вы|цябе|you|if you)(?!\p{L})|(?:[.:—–]|^)\s*(?:инструкция|інструкцыя|памятка|чек-?лист|гайд|how to)(?!\p{L})|што рабіць|что делать|what to do|як паводзіць|как вести себя|як сябе паводз|(?:тлумачыць|объясняет|explains),? (?:што|як|что|как|what|how))/iu;
const ASKS_WHY =
  /^\s*(?:чаму|навошта|як|што|гісторыя|меркаванне|інтэрв|размова|почему|зачем|как|что|история|мнение|интервью|разговор|why|how|what|inside|opinion|analysis|explainer|interview|dlaczego|jak|co|чому|що|warum|wie|was|kodėl|kaip|kas)(?!\p{L})/iu;
const ASKS =
  /^\s*(?:(?:спіс|список|list of) (?:тых|тех|those)|хто|каго|каму|колькі|калі|дзе|кто|кого|кому|сколько|когда|где|who|whom|when|where|czy|kto|kogo)(?!\p{L})/iu;

/** Thieves and drunkards get their fifteen days too, doctors and lawyers take bribes: those alone are no politics. */
function isPolitical(reading: Reading): boolean {
  const { tokens } = reading.sentence;
  return (
    reading.has("byWeak") ||
    reading.hits.some((hit) => hit.tag === "polit" && !NEUTRAL.test(tokens[hit.start]?.word ?? ""))
  );
}

const NEUTRAL =
  /^(?:сут|врач|медик|медык|учител|настаўн|настаун|преподават|выклад|адвокат|адвакат|юрист|юрыст|музыкант|художни|мастак|писател|пісьменн|поэт|паэт|историк|гісторык|программист|праграміст|айт[иі]шн|депутат|дэпутат|кандидат|кандыдат|администратор|адміністрат|священник|святар|пастор|пастар|ксендз|ксёндз|волонтер|валанц|телеграм|тэлеграм|telegram|чат|пост|соцсет|сацсет|рядов|doctor|teacher|lawyer|priest|musician|artist|writer|poet|engineer|professor)/u;

/** "Drama 'Pardoned' sets a date": all that happened is the name of a work. */
function isTitle(reading: Reading): boolean {
  const claims = reading.claims.filter((claim) => claim.form === "done");
  return claims.length > 0 && claims.every((claim) => isNameOfWork(reading, claim));
}

function isNameOfWork({ sentence }: Reading, { start, end }: Reading["claims"][number]): boolean {
  const first = sentence.tokens[start];
  const last = sentence.tokens[end];
  if (first === undefined || last === undefined) return false;
  const before = sentence.text.slice(0, first.start - sentence.start);
  const after = sentence.text.slice(last.end - sentence.start);
  return /[«"“„'‘]\s*$/u.test(before) && /^\s*[»"”'’]/u.test(after);
}

/** «Чуткі пра вызваленне», «абверглі затрыманне»; a verb that happened and is denied stands right by the denial. */
function isDenied(reading: Reading, context: MoodContext): boolean {
  if (DENIES_RUMOUR.test(reading.sentence.text) && context.happened.every((it) => it.kind === "not_released"))
    return true;
  if (!reading.has("deny")) return false;
  if (!firm(context)) return true;
  const { tokens } = reading.sentence;
  if (
    reading.hits.some(
      (hit) =>
        hit.tag === "deny" &&
        context.happened.every(
          (it) =>
            isNext(hit.end, it) || (THAT.test(tokens[hit.end + 1]?.word ?? "") && it.claim.start > hit.end),
        ),
    )
  )
    return true;
  return (
    reading.hits.some((hit) => hit.tag === "deny" && hit.start < 4) &&
    context.happened.every((it) => it.kind === "release" || it.kind === "not_released")
  );
}
/** «Не, яе ня выпусьцілі: сям'я абвяргае»: an answer to a rumour. */
const DENIES_RUMOUR = /^\s*(?:не|нет|no)\s*,/iu;

const THAT = /^(?:што|что|that|нібыта|якобы)$/u;

/** «Отрицает облаву», "denies arresting": what is denied stands right behind. */
function isNext(end: number, { claim }: Asserted): boolean {
  return claim.start > end && claim.start - end <= 2;
}

/** «За год асудзілі 1 207 чалавек»: how many in a month or a year; of those freed it is told as news. */
function isStatistics(reading: Reading, context: MoodContext): boolean {
  if (!spansMonths(reading)) return false;
  return context.happened.length > 0 && context.happened.every((it) => COUNTED_UP.has(it.kind));
}
const COUNTED_UP: ReadonlySet<EventKind> = new Set(["arrest", "charge", "sentence", "other_repression"]);
/** @returns the name of the first rule that holds, or null */
export function firstHolding(rules: readonly Rule[], reading: Reading, context: MoodContext): string | null {
  return rules.find((rule) => rule.holds(reading, context))?.name ?? null;
}

export function speaksOfLiberty(reading: Reading): boolean {
  return reading.has(
    "release.done",
    "release.noun",
    "release.part",
    "release.will",
    "pardon.done",
    "pardon.noun",
    "pardon.will",
    "arrest.done",
    "arrest.noun",
  );
}
