import type { Token } from "./text.ts";

const table = (pairs: string): ReadonlyMap<string, number> =>
  new Map(
    pairs
      .trim()
      .split(/\s*;\s*/u)
      .flatMap((group) => {
        const [n = "", names = ""] = group.split("=");
        return names
          .split(",")
          .flatMap(endings)
          .map((name): [string, number] => [name.trim(), Number(n)]);
      }),
  );

/** `слов/а/у` is «слова», «слову»; `слов/` the stem itself. */
function endings(written: string): string[] {
  const [stem = "", ...rest] = written.trim().split("/");
  return rest.length === 0 ? [stem] : rest.map((ending) => stem + ending);
}

/**
 * Numbers in words, all cases, collectives too; Belarusian, Russian, Ukrainian, English, Polish, some German and
 * Lithuanian. ё is е in Russian, ў is у in Belarusian, as `foldWord` leaves them; Belarusian collectives stand with е
 * for ё too, for people write both. «Один» is missing on purpose: it is mostly a pronoun.
 */
const UNITS = table(`
2=два,две,двух,двум,двума,двумя,двое,двоих,двоим,двоими,оба,обе,обоих,обеих,обоим,обеим,обоими,обеими,пара,двойка,двойку,
  дзве,дзвюх,дзвюм,дзвюма,дзьве,дзьвюх,дзьвюм,дзьвюма,двох,двом,двае,дваіх,дваім,дваімі,абодва,абодвух,абодвум,абодвума,абедзве,абедзвюх,абедзвюм,абедзвюма,абое,абаіх,абаім,абаімі,абодвы,
  двома,двоє,обоє,обох,обом,обидва,обидві,обидвоє,дві,two,both,duo,dwa,dwie,dwaj,dwóch,dwu,dwóm,dwom,dwoma,dwiema,dwoje,dwojga,dwojgu,oboje,obojga,obaj,obie,obu,zwei,beide,beiden,du,dvi,dviejų,dviem,abu,abi;
3=три,трех,трем,тремя,трое,троих,троим,троими,тройка,тройку,трио,тры,трох,тром,трыма,траіх,траім,траімі,трыа,троє,трьох,трьом,трьома,three,trio,threesome,
  trzy,trzech,trzej,trzem,trzema,troje,trojga,trojgu,drei,trys,tris,trijų,trims;
4=четыре,четырех,четырем,четырьмя,четверо,четверых,четверым,четверыми,четверка,четверку,квартет,квартета,квартету,квартэт,квартэта,квартэту,чатыры,чатырох,чатыром,чатырма,чацвёра,чацвера,чацвярых,чацвярым,чацвярымі,чацвёрка,чацвёрку,
  чотири,чотирьох,чотирьом,чотирма,четверо,four,foursome,quartet,cztery,czterech,czterej,czterem,czterema,czworo,czworga,czworgu,vier,keturi,keturis,keturių,keturiems;
5=пят/ь/и/ью/еро/ерых/ерым/ерыми/ерка/ерку,квинтет,квинтета,квинтету,квінтэт,квінтэта,квінтэту,пяц/ь/і/ёх/ём/ьма/ма/ёра/ера/ярых/ярым/ярымі/ёрка/ёрку,пецярых,пецярым,пяццю,п'ят/ь/и/ьох/ьом/ьма/еро,five,fivesome,quintet,
  pięć,pięciu,pięcioma,pięcioro,pięciorga,fünf,penki,penkis,penkių,penkiems;
6=шест/ь/и/ью/еро/ерых/ерым/ерыми/ерка/ерку,шэсць,шэсьць,шасц/і/ёх/ём/ьма/ю/ёра/ера/ярых/ярым/ярымі/ёрка/ёрку,шасьц/і/ёх/ём/ьма/ю/ёра/ера/ярых/ярым/ярымі,шасцю,шість,шістьох,шістьом,шести,шестеро,six,sextet,
  sześć,sześciu,sześcioma,sześcioro,sześciorga,sechs,šeši,šešis,šešių;
7=сем,сем/ь/и/еро/ерых/ерым/ерыми/ерка/ерку,сямі,сямёх,сямём,сямю,сямёра,сямера,сямярых,сямярым,сямярымі,сямёрка,сямёрку,семярых,сім,сімох,сімом,семи,семеро,seven,septet,
  siedem,siedmiu,siedmioma,siedmioro,siedmiorga,sieben,septyni,septynis,septynių;
8=восемь,восьм/и/ью/еро/ерых/ерым/ерыми,восемью,восем,васьм/і/ёх/ём/ю/ёра/ера/ярых/ярым,васм/і/ёх/ём/ю/ёра/ера/ярых/ярым,вісім,восьми,вісьмох,вісьмом,восьмеро,eight,octet,
  osiem,ośmiu,ośmioma,ośmioro,ośmiorga,acht,aštuoni,aštuonis,aštuonių;
9=девят/ь/и/ью/еро/ерых/ерым/ерыми,дзевяц/ь/і/ёх/ём/ьма/ёра/ера/ярых/ярым/ярымі,дзевяццю,дзявяц/і/ёх/ём/ёра/ера/ярых/ярым,дев'ят/ь/и/ьох/ьом/ьма/еро,nine,dziewięć,dziewięciu,dziewięcioma,dziewięcioro,dziewięciorga,neun,devyni,devynis,devynių;
10=десят/ь/и/ью/еро/ерых/ерым/ерыми/ок/ка/ку/ком,дзесяц/ь/і/ёх/ём/ьма/ёра/ера/ярых/ярым/ярымі,дзесяццю,дзясяц/і/ёх/ём/ёра/ера/ярых/ярым,дзясят/ак/ка/ку/кам,дзесят/ак/ка/ку,десят/ьох/ьом/ьма,ten,dziesięć,dziesięciu,dziesięcioma,dziesięcioro,dziesięciorga,zehn,dešimt,dešimties;
11=одиннадцат/ь/и/ью/еро/ерых,адзінаццац/ь/і/ю/цю/ёх/ём/ёра/ярых,одинадцят/ь/и/ьох,eleven,jedenaście,jedenastu,jedenaścioro,elf,vienuolika;
12=двенадцат/ь/и/ью/еро/ерых,дванаццац/ь/і/ю/цю/ёх/ём/ёра/ярых,дванадцят/ь/и/ьох,тузін/,тузіна,дюжин/а/у/ы/ой,twelve,dozen,dwanaście,dwunastu,dwanaścioro,tuzin,zwölf,dvylika;
13=тринадцат/ь/и/ью/еро/ерых,трынаццац/ь/і/ю/цю/ёх/ём/ёра/ярых,тринадцят/ь/и/ьох,thirteen,trzynaście,trzynastu,trzynaścioro,dreizehn,trylika;
14=четырнадцат/ь/и/ью/еро/ерых,чатырнаццац/ь/і/ю/цю/ёх/ём/ёра/ярых,чотирнадцят/ь/и/ьох,fourteen,czternaście,czternastu,czternaścioro,vierzehn,keturiolika;
15=пятнадцат/ь/и/ью/еро/ерых,пятнаццац/ь/і/ю/цю/ёх/ём/ёра/ярых,п'ятнадцят/ь/и/ьох,fifteen,piętnaście,piętnastu,piętnaścioro,fünfzehn,penkiolika;
16=шестнадцат/ь/и/ью/еро/ерых,шаснаццац/ь/і/ю/цю/ёх/ём/ёра/ярых,шэснаццац/ь/і/ю,шістнадцят/ь/и/ьох,sixteen,szesnaście,szesnastu,szesnaścioro,sechzehn,šešiolika;
17=семнадцат/ь/и/ью/еро/ерых,сямнаццац/ь/і/ю/цю/ёх/ём/ёра/ярых,семнаццац/ь/і/ю,сімнадцят/ь/и/ьох,seventeen,siedemnaście,siedemnastu,siedemnaścioro,siebzehn,septyniolika;
18=восемнадцат/ь/и/ью/еро/ерых,васямнаццац/ь/і/ю/цю/ёх/ём/ёра/ярых,васемнаццац/ь/і/ю,восемнаццац/ь/і,вісімнадцят/ь/и/ьох,eighteen,osiemnaście,osiemnastu,osiemnaścioro,achtzehn,aštuoniolika;
19=девятнадцат/ь/и/ью/еро/ерых,дзевятнаццац/ь/і/ю/цю/ёх/ём/ёра/ярых,дзевятнадцаць,дев'ятнадцят/ь/и/ьох,nineteen,dziewiętnaście,dziewiętnastu,dziewiętnaścioro,neunzehn,devyniolika;
20=двадцат/ь/и/ью/еро,дваццац/ь/і/ю/цю/ёх/ём/ьма,двадцац/ь/і,двадцят/ь/и/ьох/ьом/ьма,twenty,dwadzieścia,dwudziestu,dwudziestoma,dwadzieścioro,zwanzig,dvidešimt;
30=тридцат/ь/и/ью,трыццац/ь/і/ю/цю/ёх/ём/ьма,трыдцац/ь/і,тридцят/ь/и/ьох/ьом,thirty,trzydzieści,trzydziestu,trzydzieścioro,dreißig,trisdešimt;
40=сорок,сорока,сорак,сарака,forty,czterdzieści,czterdziestu,czterdzieścioro,vierzig,keturiasdešimt;
50=полсотни,полусотни,полусотня,паусотні,паусотня,паусотню,півсотні,пятьдесят,пятидесяти,пятьюдесятью,пяцьдзясят,пяцьдзесят,пяцдзясят,пяцідзесяці,пяцідзясяці,пяццюдзесяццю,п'ятдесят,п'ятдесяти,п'ятдесятьох,fifty,pięćdziesiąt,pięćdziesięciu,pięćdziesięcioro,fünfzig,penkiasdešimt;
60=шестьдесят,шестидесяти,шестьюдесятью,шэсцьдзясят,шэсцьдзесят,шэсцдзясят,шэсьцьдзясят,шасцідзесяці,шасцідзясяці,шістдесят,шістдесяти,шістдесятьох,sixty,sześćdziesiąt,sześćdziesięciu,sechzig,šešiasdešimt;
70=семьдесят,семидесяти,семьюдесятью,семдзясят,семдзесят,сямідзесяці,сямідзясяці,сімдесят,сімдесяти,seventy,siedemdziesiąt,siedemdziesięciu,siebzig;
80=восемьдесят,восьмидесяти,восемдзясят,восемдзесят,васьмідзесяці,васмідзесяці,васьмідзясяці,вісімдесят,вісімдесяти,eighty,osiemdziesiąt,osiemdziesięciu,achtzig;
90=девяносто,девяноста,дзевяноста,дев'яносто,ninety,dziewięćdziesiąt,dziewięćdziesięciu,neunzig;
100=сто,ста,сотня,сотню,hundred,stu,hundert,šimtas;200=двести,двухсот,двумстам,дзвесце,дзьвесьце,двухсот,двохсот,двісті,dwieście,dwustu;
300=триста,трехсот,тремстам,трыста,трохсот,трьохсот,trzysta,trzystu;400=четыреста,четырехсот,чатырыста,чатырохсот,чотириста,czterysta,czterystu;
500=пятьсот,пятисот,пяцьсот,пяцсот,пяцісот,п'ятсот,pięćset,pięciuset;600=шестьсот,шестисот,шэсцьсот,шэсцсот,шасцісот;700=семьсот,семисот,семсот,сямісот;800=восемьсот,восьмисот,восемсот,васьмісот;900=девятьсот,девятисот,дзевяцьсот,дзевяцісот;
1000=тысяча,тысячу,thousand,tysiąc
`);

/** The number that a token writes, else null. Ordinals, decimals and huge numbers are none. */
export function numberOf(token: Token): number | null {
  const { raw, word } = token;
  const first = raw.charCodeAt(0);
  if (first >= 48 && first <= 57) {
    const digits = raw.length < 4 ? raw : raw.replace(/[ \u00a0\u202f]/gu, "");
    return /^\d{1,6}$/u.test(digits) ? Number(digits) : null;
  }
  return UNITS.get(word) ?? null;
}

export interface NumberAt {
  readonly value: number;
  /** The last token used. */
  readonly end: number;
}

/** «дваццаць два» is 22, "two hundred" is 200, «паўтара дзясятка» 15, "half a dozen" 6. */
export function numberAt(tokens: readonly Token[], at: number): NumberAt | null {
  const round = dozensAt(tokens, at);
  if (round !== null) return round;
  const first = tokens[at];
  const value = first === undefined ? null : numberOf(first);
  if (first === undefined || value === null) return null;
  const next = tokens[at + 1];
  const inDigits = /\d/u.test(first.raw);
  if (next === undefined || next.afterBreak || inDigits) return { value, end: at };
  if (value >= 20 && value % 10 === 0 && value % 100 !== 10 && ONE.test(next.word))
    return { value: value + 1, end: at + 1 };
  const added = numberOf(next);
  if (added === null || /\d/u.test(next.raw)) return { value, end: at };
  if (value >= 20 && added < 10 && value % 10 === 0) return { value: value + added, end: at + 1 };
  if (value >= 100 && added < 100) {
    const rest = numberAt(tokens, at + 1);
    return { value: value + (rest?.value ?? added), end: rest?.end ?? at + 1 };
  }
  if (value < 10 && added === 100) return { value: value * 100, end: at + 1 };
  return { value, end: at };
}

const ONE =
  /^(?:адзін|адна|аднаго|адну|аднаму|адным|адной|один|одна|одно|одного|одну|одному|одним|одной|one|jeden|jednego|jedna|jedną)$/u;
/** Measures that a number multiplies: «тры дзясяткі», "two dozen". «Десяткі» without a number are nobody's count. */
const DOZENS: ReadonlyMap<string, number> = new Map(
  [
    [10, "десяток десятка десятков десятки дзясятак дзясятка дзясяткі дзясяткау дзесятак дзесятка дзесяткі"],
    [12, "dozen dozens дюжина дюжины дюжину дюжин тузін тузіна тузіны тузінау tuzin tuziny"],
    [20, "score"],
    [2, "pairs couples пары пар парау двоек"],
  ].flatMap(([n, words]) =>
    String(words)
      .split(" ")
      .map((word): [string, number] => [word, Number(n)]),
  ),
);
const HALF = /^(?:half|пол|полу|пау|пів|палове|палова|половина|pół)$/u;
const ONE_AND_HALF = /^(?:паутар[аы]|полтор[аы]|полутора|пауторы|півтора|półtora)$/u;
const HALVES: ReadonlyMap<string, number> = new Map([
  ["полдюжины", 6],
  ["полудюжины", 6],
  ["паутузіна", 6],
  ["полдесятка", 5],
  ["паудзясятка", 5],
  ["полтораста", 150],
]);

function dozensAt(tokens: readonly Token[], at: number): NumberAt | null {
  const first = tokens[at];
  if (first === undefined) return null;
  const own = HALVES.get(first.word);
  if (own !== undefined) return { value: own, end: at };
  const next = tokens[at + 1];
  const third = tokens[at + 2];
  const measure = DOZENS.get(next?.word ?? "");
  if (measure === undefined) {
    if ((next?.word === "a" || next?.word === "of") && HALF.test(first.word) && DOZENS.has(third?.word ?? ""))
      return { value: (DOZENS.get(third?.word ?? "") ?? 0) / 2, end: at + 2 };
    return DOZENS.has(first.word) && numberOf(first) !== null ? withHalf(tokens, at, 1, first.word) : null;
  }
  if (next?.afterBreak === true) return null;
  if (HALF.test(first.word)) return { value: measure / 2, end: at + 1 };
  if (ONE_AND_HALF.test(first.word)) return { value: measure * 1.5, end: at + 1 };
  const times = numberOf(first);
  return times === null || times > 20 ? null : withHalf(tokens, at + 1, times, next?.word ?? "");
}

/** "A dozen and a half". */
function withHalf(tokens: readonly Token[], at: number, times: number, word: string): NumberAt {
  const measure = DOZENS.get(word) ?? 0;
  const half =
    tokens[at + 1]?.word === "and" && tokens[at + 2]?.word === "a" && tokens[at + 3]?.word === "half";
  return half ? { value: measure * (times + 0.5), end: at + 3 } : { value: measure * times, end: at };
}
