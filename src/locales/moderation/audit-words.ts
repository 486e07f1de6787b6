import type { Language } from "../../domain/language.ts";

type Words = Readonly<Record<Language, string>>;

/** What the log calls by codes, behind who did it: «M1: просіць апублікаваць». */
const ACTIONS: Readonly<Record<string, Words>> = {
  publish: { be: "публікуе", ru: "публикует", en: "publishes" },
  ignore: { be: "не публікуе", ru: "не публикует", en: "does not publish" },
  reopen: { be: "вяртае ў чаргу", ru: "возвращает в очередь", en: "brings back to the queue" },
  cancel: { be: "скасоўвае публікацыю", ru: "отменяет публикацию", en: "cancels publishing" },
  retract: { be: "адклікае", ru: "отзывает", en: "retracts" },
  correct: { be: "выпраўляе", ru: "исправляет", en: "corrects" },
  merge: {
    be: "аб’ядноўвае з іншай падзеяй",
    ru: "объединяет с другим событием",
    en: "merges with another event",
  },
  merged: {
    be: "аб’ядноўвае з іншай падзеяй",
    ru: "объединяет с другим событием",
    en: "merges with another event",
  },
  embargo: { be: "змяняе эмбарга", ru: "меняет эмбарго", en: "changes the embargo" },
  post: { be: "дасылае навіну", ru: "присылает новость", en: "posts news" },
  withdraw: { be: "забірае сваю навіну", ru: "забирает свою новость", en: "withdraws a post" },
  "ask:publish": { be: "просіць апублікаваць", ru: "просит опубликовать", en: "asks to publish" },
  "ask:retract": { be: "просіць адклікаць", ru: "просит отозвать", en: "asks to retract" },
  "ask:correct": { be: "просіць выправіць", ru: "просит исправить", en: "asks to correct" },
  "ask:merge": { be: "просіць аб’яднаць", ru: "просит объединить", en: "asks to merge" },
  "ask:role": { be: "просіць змяніць ролю", ru: "просит изменить роль", en: "asks to change a role" },
  role: { be: "мяняе ролю", ru: "меняет роль", en: "changes a role" },
  alias: { be: "дадае напісанне імя", ru: "добавляет написание имени", en: "adds a spelling" },
  "alias:off": { be: "прыбірае напісанне імя", ru: "убирает написание имени", en: "takes back a spelling" },
  "ask:alias": {
    be: "просіць дадаць напісанне імя",
    ru: "просит добавить написание имени",
    en: "asks to add a spelling",
  },
  "ask:same": {
    be: "просіць аб’яднаць запісы",
    ru: "просит объединить записи",
    en: "asks to unite records",
  },
  same: {
    be: "аб’ядноўвае або раздзяляе запісы",
    ru: "объединяет или разделяет записи",
    en: "unites or parts records",
  },
  card: { be: "мяняе картку", ru: "меняет карточку", en: "changes a card" },
  "ask:card": { be: "просіць змяніць картку", ru: "просит изменить карточку", en: "asks to change a card" },
  "card:agreed": {
    be: "згаджаецца змяніць картку",
    ru: "соглашается изменить карточку",
    en: "agrees to change a card",
  },
  "card:refused": {
    be: "адмаўляе змяніць картку",
    ru: "отказывает изменить карточку",
    en: "refuses to change a card",
  },
  "card:withdrawn": {
    be: "забірае прапанову пра картку",
    ru: "забирает предложение о карточке",
    en: "withdraws a change of a card",
  },
  "card:undone": { be: "вяртае картку", ru: "возвращает карточку", en: "takes an edit of a card back" },
  "card:ended": {
    be: "кажа новае: праўка карткі скончылася",
    ru: "говорит новое: правка карточки закончилась",
    en: "says something new: an edit of a card ended",
  },
  mute: { be: "прыглушае крыніцу", ru: "приглушает источник", en: "mutes a source" },
  unmute: { be: "зноў слухае крыніцу", ru: "снова слушает источник", en: "unmutes a source" },
  halt: { be: "спыняе рассылку", ru: "останавливает рассылку", en: "stops all sending" },
  resume: { be: "аднаўляе рассылку", ru: "возобновляет рассылку", en: "resumes sending" },
  "resume:asked": {
    be: "просіць аднавіць рассылку",
    ru: "просит возобновить рассылку",
    en: "asks to resume sending",
  },
  "list:accepted": { be: "прымае спіс", ru: "принимает список", en: "accepts a list" },
  accept_list: { be: "прымае спіс", ru: "принимает список", en: "accepts a list" },
  "list:dropped": { be: "адкідае спіс", ru: "отбрасывает список", en: "discards a list" },
  "ask:list": { be: "просіць прыняць спіс", ru: "просит принять список", en: "asks to accept a list" },
};

/** Codes that begin so; what is behind the colon is a detail. */
const KINDS_OF_ACTIONS: readonly (readonly [string, Words])[] = [
  [
    "review:",
    { be: "вырашае пра запіс спіса", ru: "решает о записи списка", en: "settles a record of the list" },
  ],
  ["session:", { be: "уваход па кодзе", ru: "вход по коду", en: "sign-in by code" }],
];

/** @returns the code itself when it has no words yet: a log must not hide anything */
export function auditWords(language: Language, action: string): string {
  const known = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
  const words = known ?? KINDS_OF_ACTIONS.find(([start]) => action.startsWith(start))?.[1];
  return words?.[language] ?? action;
}
