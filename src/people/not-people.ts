/* oxlint-disable max-lines -- tables of words */
/**
 * Capitalised words that are no part of a person's name, and the offices whose holders are named in the
 * news without being its subject. Belarusian, Russian, English; Łacinka and Polish where they differ.
 */

/** `word`: this word alone; `word*`: every word that begins so, up to five letters longer. */
const ORDINARY = `
палітвяз* палітзня* зняволен* вязень вязні вязня* актывіст* журналіст* блогер* праваабарон* адвакат* мастак мастач* музык* паэт паэта паэтк* пісьменнік* лаўрэат*
рэжысёр* выкладчы* настаўні* студэнт* урач* лекар лекара лекарк* прафесар* святар* ксёндз ксяндз* пастар мінчан* мінчук* гамельч* гамяльч* брэстаўч* прадпрымальнік* праграміст* вайсков* сілавік* сілавіц*
берасцейц* берасцеец гарадзен* віцябч* віцебляні* магілёўч* магіляў* жыхар* беларус* пенсіянер* бацька бацькі бацьку бацькам маці маты сын сына сыну дачка дачку дачкі муж мужа мужу жонка жонку жонкі брат брата сястра сястру сёстры мужчын* жанчын*
палітык* лідар* лідэр* дырэктар* рэдактар* карэспандэнт* фатограф* спявак* спяваё* былы былая былую былога экс агулам сёння учора ўчора заўтра калядаў каляды каляд* вялікдзень вялікдня новы новага новая год год* дзень дня перамог* перамогі
сярод паводле пасля перад калі гэта гэты гэтая яшчэ таксама суд суда суду пракур* следч* міністр* міністэрств* прэзід* старшын* дэпутат* амбас* пасол пасла пасланн* спецпас* спецпрад* камітэт* прэмі* нобел* плошч* вуліц* праспект* вобласц* раён* горад* вёск* калон* калён* турм* турэмн* сіза шыза пкт епкт ік лтп
кдб мус оон еўра* злучан* штаты штатаў амерык* літв* літоў* польш* польс* украін* расі* расей* герман* нямеч* франц* брытан* латві* эстон* еўропа еўропы мінск мінска мінску мінскі мінская мінскага гродн* горадн* гародн* гомел* гомель брэст брэсце брэсту брэсцк* берасц* віцебск* віцебшч* магілёў* магілёв* магілеў* магілев* вільн* варшав* кіеў* кіев* маскв* маскоўск* вашынгтон* бруссел* бабруйск* баранавіч* баранавіцк* пінск пінску пінска орш* аршанск* полацк* наваполацк* жодзін* барысаў* салігорск* маладзечн* слуцк* жлобін* мазыр* рэчыц* светлагорск* калінкавіч* лунінец* лунінц* кобрын* івацэвіч* пружан* слонім* ваўкавыск* навагруд* шклоў* шклов* горкі горацк* крычаў* асіповіч* жыткавіч* петрык* івянец* дзяржынск* лагойск* смалявіч* стоўбц* стоўпц* нясвіж* клецк* вілейк* мядзел* паставы паставах глыбок* браслаў* ваўкавіч* навінк* акрэсцін* валадарк* сібір* казахстан* грузі* арме* турц* кіта* ізраіл* венесуэл* японі* швец* швейцар* аўстры* ватыкан* чарнобыл* чарнігаў*
радыё свабод* вясн* нав наша нашай нашу нашаніўск* ніва ніву ніве нівы люстэрк* зерка* позірк* рацы* рацыя белсат* еўрарад* бі-бі-сі медыязон* хартыя хартыі хартыю тут бай белта сб ант онт стс мотолько мотальк* савет* саюз* палат* канстытуц* кодэкс* парламент* дом дома рада рады радзе рэспублі* партыя партыі
панядзел* аўтор* серада чацвер* пятніц* субот* нядзел* вярхоўн* ленінск* савецк* фрунзенск* заводск* першамайск* кастрычніцк* партызанск* цэнтральн* чыгуначн* навабеліцк* размов* меркаван* абмен*
политзаключ* политузни* заключ* заключён* активист* журналист* правозащит* адвокат* художни* музыкант* поэт поэта поэтесс* писател* режисс* преподават* учитель учител* студент* врач врача профессор* священник* пастор минчан* житель* жительниц* гомельчан* брестчан* гродненц* витеблян* могилевч* могилёвч* предпринимат* программист* военн* силовик* силовые
пенсионер* отец отца мать матери сын дочь дочери муж мужа жена жену женой жене брат сестра сестру мужчин* женщин* лауреат* политик* лидер* директор* редактор* корреспондент* фотограф* певец певиц* бывш* сегодня вчера завтра среди согласно после перед когда этот эта это также ещё еще судья судьи судье судью прокур* следовател* министр* министерств* президент* председател* депутат* посол посла посланник* спецпос* спецпредст* комитет* преми* площад* улиц* проспект* област* район* город* деревн* колони* тюрьм* тюрем* сизо шизо кгб мвд новый нового новая новую день победы победа рождеств* рождество
европ* соединён* соединен* сша америк* литов* литв* польш* польск* украин* франц* герман* немецк* америк* латви* минск* нобел* росси* британи* эстони* белорус* гродно бреста бресте бресту брестск* витебск* могилев* могилёв* вильнюс* москв* москов* вашингтон* брюссел* бобруйск* баранович* барановичск* пинск пинска пинске оршанск* полоцк* новополоцк* жодино жодинск* борисов* солигорск* молодечн* жлобин* мозырь мозыр* речиц* светлогорск* могилевск* кобрин* ивацевич* слоним* волковыск* новогруд* горки горецк* окрестин* володарк* сибир* казахстан* грузи* армени* турци* кита* израил* венесуэл* япони* швеци* швейцар* австри* ватикан* чернобыл* черниг*
радио свобода свободы свободе весна весны весне весной наша нашей нашу зеркал* медиазон* харти* евросоюз* еврорад* советск* совет совета палат* конституц* кодекс* парламент* рада рады республ* партия партии верховн* ленинск* первомайск* октябрьск* партизанск* центральн* железнодорожн*
понедельн* вторник* среда среду четверг* пятниц* суббот* воскресен* мнение обмен обмін* білорус* білорусь
у ў в на з са из с со ад от за па по пра про аб об о да до к ко для пры при і а и але но ды або или як как што что хто кто дзе где гэтак так не ні ни без праз через ці ли чаму почему навошта его её ее яго яе их іх он вона они мы вы яна яны ён она я ты все усе всё усё мая мой мае
authorities political prisoner* activist* journalist* lawyer* blogger* artist* musician* poet* writer* editor* director* professor* priest* nobel peace prize laureate* opposition leader* belarus* minsk* brest* homiel* homel* gomel* hrodna* grodno* mahilio* mahile* mogilev* vitebsk* vitsebsk* viciebsk* vilni* warsaw* kyiv* kiev* moscow* lithuania* poland* polish* polski* polska* ukrain* russia* europe* european* union united states state nations america* german* france french latvia* estonia* georgia* britain british israel* china* chinese japan* baranavi* barysa* pinsk* orsha* polatsk* navapolatsk* babruisk* babrujsk* salihorsk* slutsk* zhodzin* mazyr* rechyts* maladzechn* lida
radio free liberty viasna human rights centre center nasha niva zerkalo pozirk mediazona amnesty international kgb court* supreme judge* prosecutor* president* prime minister* ministry* mep envoy* special ambassador* secretary committee* square street prison* colony colonies region* district* january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday christmas easter new year day week month last next first second tor band music news agency television tv
the this that these those his her their our my your its after before when while with without from into over about against among between today yesterday tomorrow former ex no not freed release* jailed detain* arrest* regime critic* husband wife father mother son daughter brother sister mr mrs ms dr police in on at as by for of to and or but if is are was were has have had will would can could may might must shall it he she they we you who what why where how including more than least nearly around some many several two three four five six seven eight nine ten us un eu uk usa nato osce
oni ona jany jon heta hety kali paśla siarod siarod wa w z u za na pa pra pry ad da dla palitviaź* palitvia* palitzniavolen* źniavolen* u minsku mińsk* miensk* mensk* wolność wolnosc* polskie polskich białoru* bialoru* lietuv*
`;

const WORDS = ORDINARY.trim().split(/\s+/u);
const WHOLE: ReadonlySet<string> = new Set(WORDS.filter((word) => !word.endsWith("*")));
const BEGINNINGS: ReadonlySet<string> = new Set(
  WORDS.filter((word) => word.endsWith("*")).map((word) => word.slice(0, -1)),
);
const MAX_ENDING = 7;

/** @param word lower-case, folded to one script */
export function isOrdinaryWord(word: string): boolean {
  if (WHOLE.has(word)) return true;
  for (let ending = 0; ending <= MAX_ENDING; ending++) {
    if (BEGINNINGS.has(word.slice(0, word.length - ending))) return true;
  }
  return false;
}

const OFFICE =
  /^(?:судд[зя]\p{L}*|судь[яюией]+|пракурор\p{L}*|прокурор\p{L}*|следчы|следчаг\p{L}*|следчам\p{L}*|следовател\p{L}*|міністр\p{L}*|министр\p{L}*|прэзідэнт(?:а|у|ам|ка)?|президент(?:а|у|ом|ка)?|прэм'?ер\p{L}*|премьер\p{L}*|канцлер\p{L}*|пасланнік\p{L}*|посланник\p{L}*|спецпас\p{L}*|спецпос\p{L}*|амбасадар\p{L}*|пасол|посол|посла|послу|сенатар\p{L}*|сенатор\p{L}*|кангрэсмен\p{L}*|конгрессмен\p{L}*|дзяржсакратар\p{L}*|госсекретар\p{L}*|прэс-сакратар\p{L}*|пресс-секретар\p{L}*|губернатар\p{L}*|губернатор\p{L}*|judge|prosecutor|president|minister|premier|chancellor|envoy|ambassador|senator|congressman|secretary|spokes\p{L}+|governor|investigator|mep)$/u;
/** «кандыдат у прэзідэнты», «былы міністр»: no office now. */
const NO_OFFICE =
  /^(?:кандыдат|кандидат|прэтэндэнт|претендент|былы|былога|былому|бывш|экс|candidate|former)\p{L}*$/u;
const OFFICE_REACH = 2;

/** Whether a title of office stands before a name: its bearer acts in the news and is not its prisoner. */
export function followsOffice(before: readonly string[]): boolean {
  if (before.slice(-OFFICE_REACH - 1).some((word) => NO_OFFICE.test(word))) return false;
  return before.slice(-OFFICE_REACH).some((word) => OFFICE.test(word));
}

/** Nouns that an adjective with a capital names: «Горацкая калонія», «Савецкі суд». */
const INSTITUTION =
  /^(?:раённ|районн|гарадск|городск|абласн|областн|суд|раён|район|вобл|обл|калон|калён|колон|турм|тюрьм|турэм|следч|следст|пракур|прокур|бальніц|больниц|ізаля|изол|плошч|площ|вул|ул|універ|унив|завод|выканкам|исполком|міліц|милиц|міжнар|дзярж|гос|рэспубл|респ|прэмі|преми|царкв|церк|касц|кост)/u;

export function isInstitution(word: string): boolean {
  return INSTITUTION.test(word);
}

const ADJECTIVE = /(?:ая|ую|ай|ой|ую|ага|ого|аму|ому|ым|ім|им|ых|іх|их|ый|ий|ы|і|яя|юю|ее|ое|ae|ie)$/iu;

/** Whether a word has an adjective's ending: surnames and the names of institutions both do. */
export function isAdjective(word: string): boolean {
  return ADJECTIVE.test(word);
}

const CASE = "(?:а|у|ы|і|и|о|е|ам|ом|ем|ым|ім|им|ай|ой)?";
const STRONG = new RegExp(
  `(?:[сцз]к(?:і|ий|ій|ага|ого|аму|ому|ім|им|ую|ай|ой|ою|ая)|[воеіыи]віч${CASE}|[овеыи]вич${CASE}|[нкльрстмдб][іи]ч${CASE}|[еэаоя]нк(?:а|о|у|ам|ай|ой|і|и|е)|[еэ]йк(?:а|о|у|ам|ай|ой|і|и)|[нвлктшр](?:чук|юк)${CASE}|[оаеё]нак${CASE}|шын(?:а|у|ым|ай)?|\\p{L}{3}[оаеё]в(?:у|ым|ой|ай))$`,
  "u",
);
const WEAK = new RegExp(
  `(?:[оаеёэ][ўв]${CASE}|[іиы]н(?:а|у|ым|ай|ой)?|ец|ц(?:а|у|ом|ам)|[ую]к${CASE}|[іиыь]к${CASE}|[яа]к${CASE}|[іи]ч${CASE}|[ау]ла|ька|[яу]нь?)$`,
  "u",
);
const STRONG_LATIN =
  /(?:[sct]k(?:i|y|iy|ij|aja|aya|aia|iego|iemu)|[aeoiuy]vi(?:ch|č|c|tch|tsch)|wicz[aeu]?|[nkltrsmd]i(?:ch|č|cz)|[eaoiy]nk[aou]|ej?k[ao]|eika|(?:ch|č|cz|y|i|j)uk)$/iu;
const WEAK_LATIN = /(?:[oaei][uvŭ]|[oaeu][vw]a|[iy]na?|i[ck]|yk|iec|ets|yka|ila|ula|[yi]uk|ak)$/iu;

/** How much a word that no register knows looks like a Slavic surname in some case. */
export function surnameLook(word: string): "strong" | "weak" | "none" {
  const cyrillic = /\p{Script=Cyrillic}/u.test(word);
  if ((cyrillic ? STRONG : STRONG_LATIN).test(word)) return "strong";
  return (cyrillic ? WEAK : WEAK_LATIN).test(word) ? "weak" : "none";
}
