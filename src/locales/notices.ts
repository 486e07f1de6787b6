import type { Language } from "../domain/language.ts";
import type { Notice } from "../domain/notice.ts";

/** What moderators read when something needs a look. */
export interface NoticeTexts {
  readonly titles: Readonly<Record<Notice["code"], string>>;
  /** What a moderator may do about it; null when there is nothing to do. */
  readonly advice: Readonly<Record<Notice["code"], string | null>>;
  /** Names of facts; a fact without a name is shown under its key. */
  readonly facts: Readonly<Record<string, string>>;
}

const be: NoticeTexts = {
  titles: {
    source_blind: "Крыніца перастала адказваць",
    source_back: "Крыніца зноў адказвае",
    source_gone: "Крыніцы больш няма",
    feed_flood: "Занадта шмат навін адразу",
    snapshot_held: "Новы спіс зняволеных не прыняты",
    event_held: "Падзея чакае вашага рашэння",
    circuit_open: "Рассылка спыненая: зашмат памылак запар",
    rule_needed: "Патрэбнае рашэнне чалавека",
    second_needed: "Патрэбны другі мадэратар",
    moderator_enrolled: "Мадэратар уключыў уваход па кодзе",
    moderator_locked: "Мадэратар пяць разоў увёў няправільны код",
    role_changed: "Двое адміністратараў змянілі ролю мадэратара",
  },
  advice: {
    source_blind: "Спіс крыніц: /sources",
    source_back: null,
    source_gone: "Яе больш не апытваюць. Праверце адрас у feeds.json.",
    feed_flood: "Ніводная з іх не разаслана. Праверце чаргу: /queue",
    snapshot_held: "Дзейнічае папярэдні спіс. Праверце чаргу: /queue",
    event_held: "Чарга: /queue",
    circuit_open: "Бот спрабуе зноў сам. Спыніць усё: /halt",
    rule_needed: "Чарга: /queue",
    second_needed: "Падзея чакае ў /queue. Каманду, калі згодныя, дашліце такую ж самую.",
    moderator_enrolled: "Калі гэта быў не ён, спыніце рассылку: /halt",
    moderator_locked: "Калі гэта быў не ён, спыніце рассылку: /halt",
    role_changed: null,
  },
  facts: {
    source: "Крыніца",
    who: "Хто",
    outlet: "Выданне",
    reason: "Прычына",
    count: "Колькасць",
    items: "Навін",
    event: "Падзея",
    command: "Каманда",
    kind: "Від",
    seconds: "Наступная спроба праз, с",
    tracker: "Спіс",
    since: "З якога часу",
    url: "Адрас",
    title: "Загаловак",
    name: "Імя",
    lastSuccess: "Апошні адказ",
    code: "Код",
  },
};

const ru: NoticeTexts = {
  titles: {
    source_blind: "Источник перестал отвечать",
    source_back: "Источник снова отвечает",
    source_gone: "Источника больше нет",
    feed_flood: "Слишком много новостей сразу",
    snapshot_held: "Новый список заключённых не принят",
    event_held: "Событие ждёт вашего решения",
    circuit_open: "Рассылка остановлена: слишком много ошибок подряд",
    rule_needed: "Нужно решение человека",
    second_needed: "Нужен второй модератор",
    moderator_enrolled: "Модератор включил вход по коду",
    moderator_locked: "Модератор пять раз ввёл неверный код",
    role_changed: "Двое администраторов изменили роль модератора",
  },
  advice: {
    source_blind: "Список источников: /sources",
    source_back: null,
    source_gone: "Его больше не опрашивают. Проверьте адрес в feeds.json.",
    feed_flood: "Ни одна из них не разослана. Проверьте очередь: /queue",
    snapshot_held: "Действует прежний список. Проверьте очередь: /queue",
    event_held: "Очередь: /queue",
    circuit_open: "Бот пробует снова сам. Остановить всё: /halt",
    rule_needed: "Очередь: /queue",
    second_needed: "Событие ждёт в /queue. Команду, если согласны, пришлите такую же.",
    moderator_enrolled: "Если это был не он, остановите рассылку: /halt",
    moderator_locked: "Если это был не он, остановите рассылку: /halt",
    role_changed: null,
  },
  facts: {
    source: "Источник",
    who: "Кто",
    outlet: "Издание",
    reason: "Причина",
    count: "Количество",
    items: "Новостей",
    event: "Событие",
    command: "Команда",
    kind: "Вид",
    seconds: "Следующая попытка через, с",
    tracker: "Список",
    since: "С какого времени",
    url: "Адрес",
    title: "Заголовок",
    name: "Имя",
    lastSuccess: "Последний ответ",
    code: "Код",
  },
};

const en: NoticeTexts = {
  titles: {
    source_blind: "A source stopped answering",
    source_back: "A source answers again",
    source_gone: "A source is no more",
    feed_flood: "Too many items at once",
    snapshot_held: "A new list of prisoners was not taken over",
    event_held: "An event waits for your decision",
    circuit_open: "Sending stopped: too many errors in a row",
    rule_needed: "A person must decide",
    second_needed: "A second moderator is needed",
    moderator_enrolled: "A moderator has switched on sign-in by code",
    moderator_locked: "A moderator gave five wrong codes",
    role_changed: "Two admins changed a moderator's role",
  },
  advice: {
    source_blind: "The list of sources: /sources",
    source_back: null,
    source_gone: "It is not asked any more. Check its address in feeds.json.",
    feed_flood: "None of them was sent. Check the queue: /queue",
    snapshot_held: "The list before it stays in force. Check the queue: /queue",
    event_held: "The queue: /queue",
    circuit_open: "The bot tries again by itself. To stop everything: /halt",
    rule_needed: "The queue: /queue",
    second_needed: "An event waits in /queue. A command: send the same if you agree.",
    moderator_enrolled: "If it was not them, stop all sending: /halt",
    moderator_locked: "If it was not them, stop all sending: /halt",
    role_changed: null,
  },
  facts: {
    source: "Source",
    who: "Who",
    outlet: "Outlet",
    reason: "Reason",
    count: "Count",
    items: "Items",
    event: "Event",
    command: "Command",
    kind: "Kind",
    seconds: "Next try in, s",
    tracker: "List",
    since: "Since",
    url: "Address",
    title: "Title",
    name: "Name",
    lastSuccess: "Last answer",
    code: "Code",
  },
};

export function noticeTextsIn(language: Language): NoticeTexts {
  return { be, ru, en }[language];
}
