/**
 * What a number counts when it counts no people, by beginnings (`$` ends a word): prisons, places, chats and posts,
 * vehicles, fractions, time, money, articles, weights, months; Belarusian, Russian, English, Polish, Ukrainian.
 */
const UNITS = String.raw`
  утра$ раніц[ыу]$ ранку$ вечара$ вечера$ ночи$ ночы$ poranku$ am$ pm$
  строч радк(?:і|оу|ах|амі)$ строк(?:и|ах|ами)?$ абзац
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
