import type { Token } from "./text.ts";

const table = (pairs: string): ReadonlyMap<string, number> =>
  new Map(
    pairs
      .trim()
      .split(/\s*;\s*/u)
      .flatMap((group) => {
        const [n = "", names = ""] = group.split("=");
        return names.split(",").map((name): [string, number] => [name, Number(n)]);
      }),
  );

/**
 * Numbers in words, all cases, collectives too. ё is е in Russian, ў is у in Belarusian, as `foldWord` leaves them.
 * «Один» is missing on purpose: it is mostly a pronoun.
 */
const UNITS = table(`
2=дваім,обоим,zwei,двох,двом,дзьвюх,два,дзве,двух,двум,двума,дзвюх,дзвюм,двое,дваіх,абодва,абодвух,абедзве,пара,две,двумя,двоих,двоим,оба,обоих,обе,two,both,dwóch,dwie,dwa,dwoje,двоє;
3=тройка,тройку,траім,drei,тры,трох,тром,трыма,трое,траіх,три,трех,трем,тремя,троих,троим,three,trzy,trzech,troje,trio,троє,трьох;
4=чацвёрка,чацвёрку,четверка,четверку,четверым,чацвярым,четверыми,чатыры,чатырох,чатыром,чацвёра,чацвярых,четыре,четырех,четырем,четверо,четверых,four,cztery,czterech,чотири,чотирьох;
5=пяцёрка,пяцёрку,пятерка,пятерку,пяццю,pięcioro,пятерым,пяць,пецярых,пяцярым,пяцёх,пяцём,пяці,пяцёра,пяцярых,пяцьма,пять,пяти,пятеро,пятерых,пятью,five,pięć,pięciu,пятьох,п'ять,п'ятьох;
6=шасцю,шестью,шестерым,шасцярым,шэсць,шасцёх,шасцём,шасці,шасцёра,шасцярых,шесть,шести,шестеро,шестерых,six,sześć,sześciu,шість;
7=сямю,семерым,сем,семярых,сямярых,семярым,сямёх,сямі,сямёра,сямярых,семь,семи,семеро,семерых,seven,siedem,siedmiu,сім;
8=васьмю,восемью,восьмерым,восем,васмёх,васьмёх,васьмі,васмі,васьмёра,васмёра,васьмярых,васмярых,восемь,восьми,восьмеро,восьмерых,eight,osiem,ośmiu,вісім;
9=дзевяццю,девятью,девятерым,дзевяцярым,neun,дзевяцёх,дзевяць,дзевяці,дзевяцёра,дзевяцярых,девять,девяти,девятеро,девятерых,nine,dziewięć,dziewięciu,девять;
10=дзесяццю,десятью,десятерым,дзесяцярым,zehn,дзесяцёх,дзесяць,дзесяці,дзясяці,дзесяцёра,дзясяцера,дзесяцярых,десять,десяти,десятеро,десятерых,ten,dziesięć,dziesięciu;
11=адзінаццаць,адзінаццаці,одиннадцать,одиннадцати,eleven;12=дванаццаць,дванаццаці,тузін,двенадцать,двенадцати,twelve,dozen,дюжина,дюжину;
13=trzynaście,trzynastu,трынаццаць,трынаццаці,тринадцать,тринадцати,thirteen;14=чатырнаццаць,чатырнаццаці,четырнадцать,четырнадцати,fourteen;
15=пятнаццаць,пятнаццаці,пятнадцать,пятнадцати,fifteen;16=шаснаццаць,шаснаццаці,шестнадцать,шестнадцати,sixteen;
17=сямнаццаць,сямнаццаці,семнадцать,семнадцати,seventeen;18=васямнаццаць,васямнаццаці,восемнадцать,восемнадцати,eighteen;
19=дзевятнаццаць,дзевятнаццаці,девятнадцать,девятнадцати,nineteen;20=zwanzig,дваццаць,дваццаці,двадцать,двадцати,twenty,dvidešimt;
30=трыццаць,трыццаці,тридцать,тридцати,thirty;40=сорак,сарака,сорок,сорока,forty;50=паўсотні,паусотні,полсотни,полусотни,пяцьдзясят,пяцідзесяці,пяцдзясят,пяцьдзесят,пятьдесят,пятидесяти,fifty;
60=шэсцьдзясят,шэсцдзясят,шасцідзесяці,шестьдесят,шестидесяти,sixty;70=семдзесят,сямідзесяці,семьдесят,семидесяти,seventy;
80=восемдзесят,васьмідзесяці,васмідзесяці,восемьдесят,восьмидесяти,eighty;90=дзевяноста,девяносто,ninety;
1000=тысяча,тысячу,thousand;100=сто,ста,сотня,сотню,hundred,stu;200=дзвесце,двухсот,двести;300=трыста,трохсот,триста,трехсот;400=чатырыста,четыреста;500=пяцьсот,пяцсот,пятьсот
`);

/** The number that a token writes, else null. Ordinals, decimals and huge numbers are none. */
export function numberOf(token: Token): number | null {
  const { raw, word } = token;
  const first = raw.charCodeAt(0);
  if (first >= 48 && first <= 57) {
    const digits = raw.replace(/[ \u00a0\u202f]/gu, "");
    return /^\d{1,6}$/u.test(digits) ? Number(digits) : null;
  }
  return UNITS.get(word) ?? null;
}

/** «дваццаць два» is 22, "two hundred" is 200. @returns value and the last token used, or null */
export function numberAt(
  tokens: readonly Token[],
  at: number,
): { readonly value: number; readonly end: number } | null {
  const first = tokens[at];
  const value = first === undefined ? null : numberOf(first);
  if (first === undefined || value === null) return null;
  const next = tokens[at + 1];
  const added = next === undefined || next.afterBreak || /\d/u.test(first.raw) ? null : numberOf(next);
  if (added === null || /\d/u.test(next?.raw ?? "")) return { value, end: at };
  if (value >= 20 && added < 10 && value % 10 === 0) return { value: value + added, end: at + 1 };
  if (value >= 100 && added < 100) return { value: value + added, end: at + 1 };
  if (value < 10 && added === 100) return { value: value * 100, end: at + 1 };
  return { value, end: at };
}
