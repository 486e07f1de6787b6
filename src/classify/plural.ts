import type { Reading } from "./claims.ts";
import { isUnit } from "./units.ts";

const PLURAL =
  /^(?:тых$|тыя$|тех$|those$|іх|их|them|усе|все|усіх|всех|некальк|нескольк|кілька|декільк|kilk|several|entire$|dozens|дзясят|десятк|сотн|hundreds|група$|групу$|группа$|группу$|group$|some|many|некоторы|некаторы|масав|массов|mass|шмат$|многих|prisoners|activists|journalists|people|musicians|members|priests|detainees)/u;
const PLURAL_ENDING =
  /(?:зняволеных|зняволеныя|вязняу|вязнямі|вязні|заключенных|заключенные|узников|узники|журналістау|журналісты|журналистов|журналисты|актывістау|активистов|людзей|людей|асобау|замежнікау|иностранцев|сьвятароу|святароу|священников|жыхароу|жителей|музыкау|музыкантов|супрацоунікау|сотрудников|рабочых|студэнтау|студентов|мужчын|мужчин|жанчын|женщин|беларусау|белорусов|беларусов|удзельнікау|участников|экстрэмістау|экстремистов|семью|семья|сям.?[юя]|веруючых|верующих|więźniów|więźniowie|więźniami|osób|ludzi|dziennikarzy|dziennikarze|dziennikarki|aktywistów|aktywiści|aktywistek|księży|polaków|kobiet|mężczyzn|studentów|studenci|działaczy|działacze|działaczek|opozycjonistów|в'язнів|в'язні|політв'язнів|політв'язні|журналістів|журналісти|журналісток|активістів|активісти|священників|музикантів|жінок|чоловіків|українців|білорусів|людей)$/u;
/**
 * Words for several people behind a number, by their stems: what the lexicons' words for one person leave out.
 * Participles stand for people too: «дзесяцёх памілаваных», "eight detained".
 */
const PEOPLE =
  /^(?:памілаван[ых]|вызвален[ых]|затрыман[ых]|арыштаван[ых]|асуджан[ых]|абвінавач|падазраван|падсудн|вывезен[ых]|дэпартаван[ых]|выдален[ых]|выгнан|рэпрэсаван|незаконн\p{L}+ асудж|помилован[ных]|освобожд[её]нн|освобожденн|задержанн|арестованн|осужд[её]нн|осужденн|обвиняем|подозреваем|подсудим|высланн|изгнанн|депортированн|репрессированн|фігурант|фигурант|эмігрант|эмигрант|палітэмігрант|праціўнік(?:аў|ау|і|ам)|противник(?:ов|и|ам)|апазіцы[яё]н|апанент|оппонент|оппозиционер|іншадум|инакомыс|дысідэнт|диссидент|сукамер|сакамер|сокамер|суседз|соседей|сябр(?:оу|ы|ам|оў)|друзей|паплечн|соратн|падначален|подчин[её]нн|хірург|хирург|пацыент|пациент|дзяўчат|дзяучат|девуш|хлопц|парней|мужык|бранц|бранців|палонн|апальн|землякоў|землякоу|земляк|суайчынн|соотечествен|гараджан|горожан|гарадзенц|гродненц|берасцейц|аршанц|мінчан|минчан|гамяльчан|гомельчан|магіляуц|могилевчан|вязынь|вязен|вязьн|вязн|узник(?:ов|и|ам)|волонт[её]р|валанц[ёе]р|активист|актывіст|журналист|журналіст|невольни|нявольні|закладні|заложни|цывільн|гражданск(?:их|им)$|мірн(?:ых|ым)$|цивільн|політв'язн|в'язн|засуджен|затриман|звільнен|помилуван|осіб|асоб|лиц$|лицам$|людей|людзей|чалавек|человек|громадян|чоловік|жінок|skazan|przeciwnik|opozycjonist|więźni|osób|osoby|osobom|ludzi|mężczyzn|kobiet|zatrzyman|uwolnion|ułaskawion|dziennikarz|aktywist|obywatel|białorusin|regime?gegner|gefangen|häftling|belarus(?:s?en|inn)|männer|frauen|menschen|personen|oppositionel|kalini|kalin[ių]|žmon|asmen|politini|opponents?$|dissidents?$|exiles?$|emigres?$|émigrés?$|cellmates?$|captives?$|hostages?$|convicts?$|detainees?$|inmates?$|prisoners?$|defendants?$|suspects?$|ukrainians$|belarusians?$|lithuanians$|americans$|foreigners$|nationals$|citizens$|civilians$|critics$|friends$|brothers$|sisters$|others$|people$|men$|women$|villagers$|residents$|\p{L}{3,}(?:ians|ists|women|men|ologists|eers)$|сын(?:оу|ов|овей|оў|амі|ам|ами|овьями|ы|овья)$|дачок|дочерей|дочек|дочерьми|sons$|daughters$|kids$|сяброу|сябровак|подруг$|друзей|братьев|братоу|сестёр|сестер|сясц[её]р|сястр[оа]у|родственник|свая[кч]|сваяк|родны[хм]$|родных|relatives$|convicted$|detained$|jailed$|imprisoned$|arrested$|pardoned$|freed$|released$|exiled$|sentenced$|accused$|амістын|амнісціраван|амнистированн|новых політ|белару[сз]|белорус|літоўц|литовц|паляк|поляк|латыш|украінц|украинц|японц|немц|немцев|грамадзян|граждан|замежн|иностран|мужч|мужчин|жанчын|женщин|пенсіян|пенсион|студэнт|студент|музык|святар|священ|настаўн|настаун|учител|урач|врач|адвакат|рабоч|работник|работніц|супрацоў|супрацоу|сотрудн|жыхар|жител|адміністрат|администрат|чиновн|чыноўн|чыноун|вайскоўц|вайскоуц|силовик|сілавік|милиц|міліц)/u;

/** Whether a word behind a number can only mean people. */
export function isPeople(word: string): boolean {
  return PEOPLE.test(word);
}

/** Endings that a noun for people has in the plural only. */
const MANY = /(?:[аяоёе]у|ов|ев|ей|ых|іх|их|амі|ямі|ами|ями|ів|їв|ów|owie|arzy|eli|\p{L}[^sui]s)$/u;
/** Plural endings of every case: such a word is not clearly one person. */
const SEVERAL =
  /(?:[аяоёе]у|ов|ев|ей|ых|іх|их|ам|ям|амі|ямі|ами|ями|ах|ях|ы|и|і|ыя|ие|ые|\p{L}[^su]s|men|people)$/u;
/** They did it themselves, so there are several: «вышли», «асуджаныя»; "they detained" says nothing of whom. */
const THEY =
  /^(?:выйшлі|вызваліліся|апынуліся|вярнуліся|трапілі|пакінулі|адбылі|вышли|освободились|оказались|вернулись|попали|покинули|отбыли|задержания|затрыманні|аресты|арышты|приговоры|прысуды|выракі|detentions|arrests|\p{L}+(?:аныя|еныя|янены|атыя)|(?:осуж|задерж|освобож|отпущ|помилов|арестов|приговор|призн|вывез|депортиров|обвин)\p{L}*ны|were|are)$/u;
const PART_OF = /^(?:з|са|із|из|of|сярод|среди|among|адзін|одного|один|one)$/u;

export function isVague(reading: Reading): boolean {
  return reading.sentence.tokens.some((token) => PLURAL.test(token.word));
}

/** Several people without a number. Words are folded: ў is у. */
export function isPlural(reading: Reading): boolean {
  const { tokens } = reading.sentence;
  return tokens.some(
    (token, at) =>
      PLURAL.test(token.word) ||
      PLURAL_ENDING.test(token.word) ||
      THEY.test(token.word) ||
      (MANY.test(token.word) && isPersonAt(reading, at) && !isAttribute(reading, at)),
  );
}

/** «Лідара анархістаў», «адзін з палітвязняў»: the plural only tells whose. */
function isAttribute(reading: Reading, at: number): boolean {
  return [1, 2].some(
    (step) =>
      reading.hits.some((hit) => hit.tag === "person" && hit.start === at - step && hit.end < at) ||
      PART_OF.test(reading.sentence.tokens[at - step]?.word ?? ""),
  );
}

function isPersonAt(reading: Reading, at: number): boolean {
  return reading.hits.some((hit) => hit.tag === "person" && hit.start === at);
}

/** Plural endings of nouns for people that no singular has, in whatever case. */
const MANY_PEOPLE =
  /^рабоч[иы][мехя]$|\p{L}{2}(?:ні[кц][іы]|нікау|нікам|нікамі|ники|ников|никам|никами|ницы|ниц|ніц|[иі]сты|истов|істау|[иі]стам|истами|істамі|[чжд]ане|[чждз]ан|[чжд]анам|тян|тяне|[ае]нцы|[ае]нцев|[ае]нцау|[ое][вуў]цы|овцев|оуцау|тели|телей|телям|телями|целі|целяу|целям|[чщ]ики|[чщ]иков|[чщ]икам|чыкі|чыкау|чыкам|логи|логов|лагі|логам|лагам|кины|ists|ians|workers|leaders|teachers|priests|students|poles|lithuanians|doctors|managers|officers|defenders)$/u;

/** «Айцішнікі атрымалі тэрміны», «прыхаджан аштрафавалі»: who opens the sentence or stands at its verb. */
export function actsInPlural(reading: Reading, at: number): boolean {
  return MANY_PEOPLE.test(reading.sentence.tokens[at]?.word ?? "");
}

/** "Detains parishioners", "frees elderly choir members": a plural object within a few words of its verb. */
export function takesMany(reading: Reading, verb: number): boolean {
  for (let at = verb + 1; at <= verb + 4; at += 1) {
    const token = reading.sentence.tokens[at];
    if (token === undefined || token.afterBreak || LITTLE.test(token.word)) return false;
    if (/^[a-z]{3,}[^\Wsui]s$/u.test(token.raw) && !isUnit(token.word)) return true;
  }
  return false;
}
const LITTLE =
  /^(?:in|on|over|after|for|to|as|of|at|by|from|with|and|who|than|during|amid|before|a|an|his|her|while|since|until|under|despite|without|into|via|near|outside)$/u;

/** Words that no single person is: then nobody may say that there is one, whatever else stands there. */
export function namesSeveral(reading: Reading): boolean {
  return (
    EACH_HIS.test(reading.sentence.text) || reading.sentence.tokens.some((token) => GROUP.test(token.word))
  );
}
/** «Аднаму — пяць, другому — сем». */
const EACH_HIS = /(?<!\p{L})(?:аднаму|адной|одному|одной|one)\s+[—–-]/iu;
const GROUP =
  /^(?:пар[ауы]$|парай$|парой$|столько|столькі|гэтулькі|сколько|колькі|абодв\p{L}+|абедзв\p{L}+|абое|абаі[хм]|оба|обе|обоих|обеих|обоим|обеим|обое|both|neither|ніводзін|ніводны|кожн(?:ага|аму|ы|ай)|кажд(?:ого|ому|ый|ой)|дуэт\p{L}*|дуэт|трио|трыа|квартет\p{L}*|квартэт\p{L}*|квинтет\p{L}*|квінтэт\p{L}*|ансамбл\p{L}+|duo|trio|quartet|quintet|pairs?|сям.?[яюі]|сям.?ёй|сем.?[ьяюеи][яюией]?|семьёй|семьей|family|families|супруг(?:и|ов|ам|ами)|сужэнц\p{L}*|couples?|spouses|twins?|двайнят\p{L}*|блізнят\p{L}*|близнец\p{L}+|родител(?:и|ей|ям|ями)|баць?коу|parents|брат(?:ья|ьев|ьям|ьями|ьях|оу|амі)|браты|братах|brothers|сёстр\p{L}+|сестр(?:ам|ами|ах)|сест[её]р|сястроу|sisters|калегі|калегау|коллеги|коллег|colleagues|сябры|сяброу|друзья|друзей|friends)$/u;

/** One human being by trade or kin. */
export function isSingularAt(reading: Reading, at: number): boolean {
  const word = reading.sentence.tokens[at]?.word ?? "";
  if (/^\d/u.test(word) || PRONOUN.test(word) || PLURAL_ENDING.test(word)) return false;
  return (
    KIN.test(word) ||
    TRADE.test(word) ||
    (!SEVERAL.test(word) && (isPersonAt(reading, at) || isAnimateWord(word)))
  );
}

/** Somebody's husband, daughter, friend: never another word for who stands before. */
export function isKinAt(reading: Reading, at: number): boolean {
  return KIN.test(reading.sentence.tokens[at]?.word ?? "");
}

/** Several people by a plural noun without a number. */
export function isSeveralAt(reading: Reading, at: number): boolean {
  const word = reading.sentence.tokens[at]?.word ?? "";
  return (MANY.test(word) && isPersonAt(reading, at) && !KIN.test(word)) || PLURAL_ENDING.test(word);
}

/** A verb or participle in the plural whose subject it is about. */
export function saysTheyDidIt(reading: Reading): boolean {
  return reading.claims.some(
    (claim) => claim.form === "done" && THEY.test(reading.sentence.tokens[claim.start]?.word ?? ""),
  );
}

const PRONOUN = /^(?:him|her|them|us|me|you|others?|people|person|head|family|#)$/u;
/** Trades that their ending does not betray. */
const TRADE =
  /^(?:кс[её]ндза?|ксяндза?|святара?|пастара?|пастыра?|доктар|доктара|лекара?|хірурга?|хирурга?|врача?|урача?|кухара?|повара?|слесара?|слесаря?|слесарь|токара?|токарь|токаря|пекара?|пекарь|пекаря|бухгалтара?|бухгалтера?|бухгалтарк[ау]|сантэхнік|сантехник|кур'ера?|курьера?|бард|барда|юрыста?|юриста?|дыдж[эе]я?|диджея?|повара?|стаматолага?|стоматолога?|асістэнтк[ау]|ассистентк[ау]|ассистента?|асістэнта?|спецыяліста?|баріста|priest|nurse|plumber|assistant|baker|dj|engineer|cook|driver|teacher|doctor|surgeon|lawyer|woman|man|girl|boy|chef|pilot|student|farmer|clerk|actor|singer|barber|waiter|waitress|tailor|welder|miner|poet|host|designer|photographer|cameraman|журналіста?|журналиста?|блогера?|вартаўнік|вартаунік|сторож|сторожа)$/u;
const KIN =
  /^(?:дзед|дзеда|дзядуля|дзядулю|дед|деда|дедушк[ау]|бабул[яю]|бабушк[ау]|унук|унука|унукам|внук|внука|внуком|мужу|жонцы|жене|сыну|дачцэ|дочери|брату|сястры|сестре|баць?ку|отцу|подругой|подругу|сяброукай|другом|сябрам|калегам|калегай|коллегой|сяброуку|баць?кай|матерью|маткай|маці|внучкой|цешчай|тещей|зяцем|зятем|дзедам|дедом|бабуляй|бабушкой|унучк[ау]|внучк[ау]|цешч[ау]|теща|тещу|тёщ[ау]|цесць|цесця|тесть|тестя|свякроу|свекровь|свёкар|свекра|зяць|зяця|зять|зятя|нявестк[ау]|невестк[ау]|швагра?|шурина?|дзядзь?к[ау]|дяд[яю]|цётк[ау]|тёт[яю]|тет[яю]|пляменнік|пляменніка|племянник|племянника|пляменніц[ау]|племянниц[ау]|хросн(?:ы|ага|ым|ая|ую|ай)|крестн(?:ый|ого|ым|ая|ую|ой)|нарачон\p{L}+|жаніх|жаніха|жених|жениха|аднакласнік|аднакласніка|одноклассник|одноклассника|grandfather|grandmother|grandson|granddaughter|uncle|aunt|nephew|niece|fiancee?|girlfriend|boyfriend|stepson|stepfather|stepmother|godfather|cousin|lodger|roommate|cellmate|neighbou?r|муж|мужа|мужам|мужем|жон[аку]+|жонк[ауі]|жонкай|жен[ауы]|женой|сын|сына|сынам|сыном|дачк[ау]|дачкой|доч\p{L}+|маці|мать|матерь\p{L}*|баць?к[ау]|баць?кам|отц[ау]|отцом|брат|брата|братам|братом|сястр[ау]|сястрой|сестр[ауы]|сестрой|невест\p{L}+|медсестр[ау]|медсястр[ау]|калег[ау]|коллег[ау]|сябра|сяброўк[ау]|подруг[ау]|друга|husband|wife|son|daughter|mother|father|brother|sister|colleague|friend|partner|nurse)$/u;

/** A trade by its ending, in the cases that verbs ask for. */
export function isAnimateWord(word: string): boolean {
  return ANIMATE.test(word);
}
const ANIMATE =
  /\p{L}{2}(?:ніка|ника|ніцу|ницу|ніца|ница|іста|иста|істку|истку|істка|истка|ист|іст|чыка|чика|чык|чик|чыцу|чицу|чыца|чица|шчыка|щика|шчык|щик|щицу|шчыцу|теля|целя|тель|тельницу|льніцу|тельница|льніца|ёра|ера|ора|яра|лога|лага|олог|олаг|гиню|гіню|гиня|гіня|ікаў|ников|істаў|истов|анку|янку|еўца|евца|еуца|оуца|оўца|овца|яніна|янина|чаніна|чанина|арку|яркк?у|ёрку|оршу|ёршу|ершу|аршу|орша|арша|ерша|ариста|ессу|эсу|исеса|графа|графиню|вода|веда|урга|певта|пеута|атика|матика|техника|механика|аря|арши|ачку|ачка|ячку|хара|лёра|доктора|лекаря|фершу|антку|ентку)$/u;

/** «Паэт і перакладчык выйшаў»: a verb in the singular. */
export function saysOneDidIt(reading: Reading): boolean {
  return reading.claims.some(
    (claim) =>
      claim.form === "done" &&
      !THEY.test(reading.sentence.tokens[claim.start]?.word ?? "") &&
      /(?:[аіыо]у|шоу|уся|лася|лся|лась|л|ла|[ае]ны|аная|еная|[ае]н|[ае]на|is|was|has|walks|leaves)$/u.test(
        reading.sentence.tokens[claim.start]?.word ?? "",
      ),
  );
}
