import type { Reading } from "./claims.ts";
import { isPeople } from "./plural.ts";

/**
 * What a number counts when it counts no people, by beginnings (`$` ends a word): prisons, places, chats and posts,
 * vehicles, fractions, time, money, articles, weights, months; Belarusian, Russian, English, Polish, Ukrainian.
 */
const UNITS = String.raw`
  калон(?:і|ій|ій|іях|іям) калён(?:і|ій|іях) турм турэм колон(?:ии|ий|иях|иям) тюр[ье]м ізалятар изолятор
  вязніц в'язниц więzie(?:nie|ni[au]?|niach)$ краін стран(?:ы|ах|ам|ами)?$ країн гарад(?:ы|оу|ах|ам|амі)?$
  гарадк город(?:а|ов|ах|ам)?$ міст(?:а|ах)?$ раён(?:ы|ау|ах) район(?:ы|ов|ах) вобласц област кватэр квартир
  камер(?:ы|ах|ам)?$ чат(?:ы|аў|ов|ау|ах)$ канал сайт суполк арганізац организац прадпрыем предприят эпізод
  эпизод аўтобус аутобус мікрааутобус микроавтобус автобус аутазак автозак машын(?:ы|ах|амі)?$
  машин(?:ы|ах|ами)?$ самал самолет рэйс рейс(?:а|ов) buses vans?$ cars?$ planes?$ flights?$ обыск ператрус
  супольн сообщест бот(?:ы|аў|ау|ов)$ акаунт аккаунт групп(?:ы|ах)$ книг кніг фільм филь?м песен песн
  каментар(?:ы|ыя|оу|ау|ах|я) комментари коммент(?:а|ов|ы)$ лайк репост рэпост пост(?:а|ов|ау|ы)$ допіс
  фотаздым фото(?:здым|граф(?:ии|ий|ия)) донат(?:ы|ов|ам|ах|а)?$ данат(?:ы|ау|оу|ах|а)?$ перевод(?:а|ов|ы)$
  пераказ пісьм письм ліст(?:оу|ы|ах)$ базав базов бв$ вялічын величин зав[её]лк кг$ kg$ kilos?$ kilograms?$
  г$ км$ km$ м$ трэц(?:і|яй|ія)$ трет(?:и|ей|ьи)$ чвэрц четверт(?:и|ей)$ prisons?$ colonies jails?$ cells?$
  countries nations?$ cities towns regions?$ apartments?$ flats?$ homes?$ houses?$ places?$ channels?$
  chats?$ posts?$ comments?$ likes?$ reposts?$ donations?$ transfers?$ books?$ letters?$ films?$ songs?$
  photos?$ pages?$ raids?$ searches episodes?$ base$ basic$ grams?$ metres?$ meters?$ miles?$ degrees?$
  thirds?$ quarters?$ halves$ год
  гад(?:оу|ы|оў|оу|амі|ам|ах|авін|авы|авая|авага|овы|овага|овую|овая|ов\p{L}+)?$
  лет(?:ия|ие|ний|ию|них|ним|ними|н\p{L}+|ам|ами)?$ летн сут содн дз[её]н дні днях дням днямі дня дней дню
  днями днём днем день дзень месяц месец тыдз тыдн недел нядзел гадзін час(?:а|ы|ов|оў|оу|ам|у|амі|ами)?$
  мин(?:ут|$) хвілін хвілінк секунд рубл руб капе копе долар доллар евро еўра еура працэнт процент відсотк
  тысяч мільён мильён миллион мільярд миллиард артык арт$ ст$ стать стат(?:ья|ье) статт статей стаття
  статями пункт частк част(?:ь|и|ей|ям|ях)$ частин абзац том(?:а|ов|ау|оу|ы|ах)$ старон(?:ак|кі) страниц
  аркуш лист(?:а|ов|ах)$ кілагр килогр кіло кило$ раз$ раз(?:а|оу|ов|у|ы|ам)$ санкц пакет(?:а|ау|ов|ы)$ метр
  кіламетр километр градус стол(?:а|ов|ау)$ нар$ верш стих years?$ days?$ nights?$ months?$ weeks?$ hours?$
  minutes?$ seconds?$ percent million billion thousand roubles?$ rubles?$ dollars?$ euros?$ pounds?$ times?$
  articles?$ parts?$ sections?$ paragraphs?$ sanction packages?$ counts?$ charges?$ cases?$ rounds?$
  stages?$ volumes?$ lat$ lata$ lat(?:ach|om|ami)$ latek$ letni\p{L}* rok(?:u|i|ów|iem)?$ mies[ií]ąc\p{L}*
  miesięcy tygod\p{L}* godzin\p{L}* minut\p{L}* dni$ dniach$ dob(?:y|ach|ie|ę|om|ami)?$ dób złot zarzut
  artyku рок(?:у|и|ів|ах|ам|ами)$ річн тиж діб доб(?:и|у|ам|і)$ днів дні$ місяц годин гривень metų metams
  parų dien jahr tage monat woche январ феврал март(?:а|е)?$ апрел мая$ мае$ июн июл август сентябр октябр
  ноябр декабр студз лют(?:ы|ага|ым|ого|ий) сакав красав тра[уў] чэрв ліп(?:ен|ня|еня) жні[вуў] верас кастр
  лістап снеж january february march april may$ june july august september october november december stycz
  lut(?:y|ego) marca kwiet maja$ czerw lipca sierp wrze paźdz listop grud січ березн квіт трав(?:ня|ень)
  черв липня серп верес жовт груд
`;
const UNIT = new RegExp(`^(?:${UNITS.trim().split(/\s+/u).join("|")})`, "u");

/** Whether a word is a measure or a thing that is counted. */
export function isUnit(word: string): boolean {
  return UNIT.test(word);
}

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
  const [next, third] = [tokens[end + 1]?.word ?? "", tokens[end + 2]?.word ?? ""];
  return (
    /^(?:з|с|z) (?:пал|полов)/u.test(`${next} ${third}`) ||
    (/^(?:and) (?:a)$/u.test(`${next} ${third}`) && tokens[end + 3]?.word === "half")
  );
}
const PARENT =
  /^(?:маці|маци|мать|матер\p{L}+|мама|мамы|маму|маме|бацька|бацьку|отец|отца|отцу|папа|father|mother|mom|mum|dad|parent|grandmother|grandfather|matka|matkę|matki|ojciec|ojca|мати|батько|батька|бабул\p{L}+|бабушк\p{L}+|дзядул\p{L}+|дедушк\p{L}+|шматдзетн\p{L}+|многодетн\p{L}+)$/u;

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
