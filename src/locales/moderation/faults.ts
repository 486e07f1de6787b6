import type { Language } from "../../domain/language.ts";

type Sentence = readonly [english: RegExp, be: string, ru: string];

/** Why a list was not accepted or a source is not heard, as it is stored, in English; `$1` are the numbers. */
const FAULTS: readonly Sentence[] = [
  [
    /^row count fell by (\d+ %): (\d+) rows, (\d+) before$/u,
    "радкоў паменела на $1: $2, было $3",
    "строк стало меньше на $1: $2, было $3",
  ],
  [
    /^row count jumped: (\d+) rows, (\d+) before$/u,
    "радкоў рэзка пабольшала: $1, было $2",
    "строк резко прибавилось: $1, было $2",
  ],
  [
    /^status counts jumped: (\d+) rows went from .*$/u,
    "у $1 запісах змяніўся толькі статус",
    "в $1 записях изменился только статус",
  ],
  [
    /^status counts jumped: (\d+) of (\d+) active rows are so no more$/u,
    "палітвязняў стала менш: больш не ў няволі $1 з $2",
    "политзаключённых стало меньше: больше не в неволе $1 из $2",
  ],
  [
    /^(\d+) of (\d+) known records are missing$/u,
    "знікла вядомых запісаў: $1 з $2",
    "исчезло известных записей: $1 из $2",
  ],
  [
    /^column (\S+) was emptied in (\d+) of (\d+) rows$/u,
    "калонка $1 апусцела ў радках: $2 з $3",
    "столбец $1 опустел в строках: $2 из $3",
  ],
  [/^(\d+) of (\d+) rows cannot be read$/u, "не чытаюцца радкі: $1 з $2", "не читаются строки: $1 из $2"],
  [/^truncated.*$/u, "спіс абарваны", "список оборван"],
  [
    /^(?:HTML in place of (?:CSV|JSON)|no table of prisoners|no list of people in the JSON|binary)$/u,
    "гэта не спіс",
    "это не список",
  ],
  [/^(?:empty|no rows)$/u, "спіс пусты", "список пуст"],
  [/^(?:no header|unknown header|header ).*$/u, "незразумелыя назвы калонак", "непонятные названия столбцов"],
  [
    /^(?:broken|unreadable|not \S+ text|rows too large|larger than).*$/u,
    "спіс не чытаецца",
    "список не читается",
  ],
  [/^HTTP 410: gone for good$/u, "адрас закрыты назаўсёды (HTTP 410)", "адрес закрыт навсегда (HTTP 410)"],
  [/^a bot wall at (\S+) \(HTTP (\d+)\)$/u, "$1 не пускае ботаў (HTTP $2)", "$1 не пускает ботов (HTTP $2)"],
  [/^no (?:whole answer|connection) in time$/u, "не дачакаліся адказу", "не дождались ответа"],
  [/^(?:no connection|the name has no address).*$/u, "няма злучэння", "нет соединения"],
  [/^(?:redirects in a circle|more than \d+ redirects)$/u, "перасылае без канца", "перенаправляет без конца"],
  [
    /^(?:not an http or https address|the address is not public)$/u,
    "адрас не дазволены",
    "адрес не разрешён",
  ],
  [/^the host asked to be left alone$/u, "сервер папрасіў пачакаць", "сервер попросил подождать"],
  [/^(?:the body cannot be unpacked|JSON |its entities ).*$/u, "адказ не чытаецца", "ответ не читается"],
  [/^no new item for .*$/u, "даўно няма навін", "давно нет новостей"],
  [/^no snapshot waits$/u, "новага спіса ўжо няма", "нового списка уже нет"],
];

/** @param reason as it is stored; shown as it stands when nobody gave it words */
export function faultWords(language: Language, reason: string): string {
  if (language === "en") return reason;
  const found = FAULTS.find(([english]) => english.test(reason));
  if (found === undefined) return reason;
  const [english, be, ru] = found;
  return reason.replace(english, { be, ru }[language]);
}
