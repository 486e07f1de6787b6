import type { Reading } from "./claims.ts";
import { isPeople } from "./plural.ts";
import { isUnit } from "./units.ts";

export function isUnitAt(reading: Reading, at: number): boolean {
  const token = reading.sentence.tokens[at];
  return token !== undefined && isUnit(token.word);
}

/** Numbers that name, measure or tell of somebody else's life. @param end the number's last token */
export function isNoCount(reading: Reading, at: number, end: number): boolean {
  return isLabel(reading, at) || isMeasure(reading, at, end) || isEach(reading, at, end);
}

/** «Артыкул 342», «калонія 15», "day 23", «узрост 40»: the number is a name or a measure. */
const NUMBERED =
  /^(?:арт|артык\p{L}*|ст|стать\p{L}*|articles?|art|ч|част\p{L}*|пункт\p{L}*|ік|ик|пк|вк|no|nr|нумар\p{L}*|номер\p{L}*|number|калоні[яіюй]|калоніяй|колони[яиюей]|колонией|тюрьм[аеуы]|турм[аеуы]|colony|prison|д|day|дзень|день|aged?|узрост\p{L}*|возраст\p{L}*|wieku|сіза|сизо|school|школ\p{L}*|january|february|march|april|may|june|july|august|september|october|november|december)$/u;

/** A year, «№ 7», «артыкул 342», an age between commas: the number names something. */
function isLabel(reading: Reading, at: number): boolean {
  const { tokens, text, start } = reading.sentence;
  const [before, first, next] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (first === undefined) return true;
  if (!first.afterBreak && NUMBERED.test(before?.word ?? "")) return true;
  if (/^(?:19|20)\d\d$/u.test(first.raw)) return true;
  // «411-ы», "the 5th".
  if (
    /^\d/u.test(first.raw) &&
    /^-?(?:[ыій]|га|го|му|ая|ую|ый|я|е|th|st|nd|rd)(?!\p{L})/u.test(text.slice(first.end - start))
  )
    return true;
  if (/[№#/]\s?$|(?:^|\s)No?\.\s?$/u.test(text.slice(0, first.start - start).slice(-5))) return true;
  // «8:40», «Віцьба-3».
  if (
    /(?:\d:|\p{L}[-–])$/u.test(text.slice(0, first.start - start)) ||
    /^:\d/u.test(text.slice(first.end - start))
  )
    return true;
  // "Political prisoner, 41, found dead".
  return (
    /^\d\d$/u.test(first.raw) &&
    /,\s*$/u.test(text.slice(0, first.start - start)) &&
    /^\s*,/u.test(text.slice(first.end - start, first.end - start + 2)) &&
    next?.afterBreak === true
  );
}

/** «Маці траіх», «своё пятёркой», «два з паловай гады»: a number that belongs to somebody else's life. */
function isMeasure(reading: Reading, at: number, end: number): boolean {
  const { tokens } = reading.sentence;
  const [before, second] = [tokens[at - 1]?.word ?? "", tokens[at - 2]?.word ?? ""];
  if (PARENT.test(before) && tokens[at]?.afterBreak !== true) return true;
  if (/^(?:of|з|с)$/u.test(before) && PARENT.test(second)) return true;
  if (/^(?:сваю|свае|свой|свои|свою|his|her|their|swoje)$/u.test(before))
    return !isPeopleBehind(reading, end);
  if (
    /^(?:котор(?:ой|ого|ых)|як(?:ой|ога|іх)|has|have|had|raises|мае|маюць|имеет|есть|ёсць|гадуе|гадавала|воспитывает|выхоувае|споунілася|исполнилось|исполняется|turned|turns)$/u.test(
      before,
    )
  )
    return true;
  const [next, third] = [tokens[end + 1]?.word ?? "", tokens[end + 2]?.word ?? ""];
  // «Четыреста одиннадцатая»: an article's nickname.
  if (/(?:надцат|дцат|десят|сот)(?:ая|ой|ую|ы|ый|ага|ого|ай)$/u.test(next)) return true;
  return (
    /^(?:з|с|z) (?:пал|полов)/u.test(`${next} ${third}`) ||
    (/^(?:and) (?:a)$/u.test(`${next} ${third}`) && tokens[end + 3]?.word === "half")
  );
}
const PARENT =
  /^(?:маці|маци|мать|матер\p{L}+|мама|мамы|маму|маме|баць?ка|баць?ку|отец|отца|отцу|папа|father|mother|mom|mum|dad|parent|grandmother|grandfather|matka|matkę|matki|ojciec|ojca|мати|батько|батька|бабул\p{L}+|бабушк\p{L}+|дзядул\p{L}+|дедушк\p{L}+|шматдзетн\p{L}+|многодетн\p{L}+)$/u;

export function isPeopleBehind(reading: Reading, end: number): boolean {
  return [1, 2].some((step) => {
    const token = reading.sentence.tokens[end + step];
    return (
      token !== undefined &&
      (isPeople(token.word) || reading.hits.some((hit) => hit.tag === "person" && hit.start === end + step))
    );
  });
}

/** «Па пяць чалавек у кожным»: so many in each of several. */
function isEach(reading: Reading, at: number, end: number): boolean {
  const { tokens } = reading.sentence;
  return (
    /^(?:па|по)$/u.test(tokens[at - 1]?.word ?? "") &&
    [1, 2, 3, 4].some((step) => /^(?:кожн|кажд)/u.test(tokens[end + step]?.word ?? ""))
  );
}

/** «Год к шести», «от трёх до восьми»: a bare number behind a preposition of measure. */
export function isBareAim(reading: Reading, at: number, end: number): boolean {
  const { tokens } = reading.sentence;
  const next = tokens[end + 1];
  if (next !== undefined && !next.afterBreak && !/^(?:і|и|and|for|за|as)$/u.test(next.word)) return false;
  return /^(?:к|ко|до|да|ад|от|од|від|from|to|through|z|od)$/u.test(tokens[at - 1]?.word ?? "");
}
