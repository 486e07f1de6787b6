import type { Reading } from "./claims.ts";

const PLURAL =
  /^(?:іх|их|them|усе|все|усіх|всех|некальк|несколько|several|dozens|дзясят|десятк|сотн|hundreds|група$|групу$|группа$|группу$|group$|some|many|некоторы|некаторы|масав|массов|mass|шмат$|многих|prisoners|activists|journalists|people|musicians|members|priests|detainees)/u;
const PLURAL_ENDING =
  /(?:зняволеных|зняволеныя|вязняу|вязнямі|вязні|заключенных|заключенные|узников|узники|журналістау|журналісты|журналистов|журналисты|актывістау|активистов|людзей|людей|асобау|замежнікау|иностранцев|сьвятароу|святароу|священников|жыхароу|жителей|музыкау|музыкантов|супрацоунікау|сотрудников|рабочых|студэнтау|студентов|мужчын|мужчин|жанчын|женщин|беларусау|белорусов|беларусов|удзельнікау|участников|экстрэмістау|экстремистов|семью|семья|сям.?[юя]|веруючых|верующих|więźniów|więźniowie|osób)$/u;
/** Endings that a noun for people has in the plural only. */
const MANY = /(?:[аяоёе]у|ов|ев|ей|ых|іх|их|амі|ямі|ами|ями|\p{L}[^sui]s)$/u;
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

/** One human being by trade or kin. */
export function isSingularAt(reading: Reading, at: number): boolean {
  const word = reading.sentence.tokens[at]?.word ?? "";
  if (/^\d/u.test(word)) return false;
  return KIN.test(word) || (!SEVERAL.test(word) && (isPersonAt(reading, at) || isAnimateWord(word)));
}
const KIN =
  /^(?:муж|мужа|мужам|мужем|жон[аку]+|жонк[ауі]|жонкай|жен[ауы]|женой|сын|сына|сынам|сыном|дачк[ау]|дачкой|доч\p{L}+|маці|мать|матерь\p{L}*|бацьк[ау]|бацькам|отц[ау]|отцом|брат|брата|братам|братом|сястр[ау]|сястрой|сестр[ауы]|сестрой|невест\p{L}+|медсестр[ау]|медсястр[ау]|калег[ау]|коллег[ау]|сябра|сяброўк[ау]|подруг[ау]|друга|husband|wife|son|daughter|mother|father|brother|sister|colleague|friend|partner|nurse)$/u;

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
