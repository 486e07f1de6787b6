/* oxlint-disable max-lines -- a data table */
import { EVENT_KINDS } from "../../domain/kind.ts";
import type { Language } from "../../domain/language.ts";
import { textsIn } from "../texts.ts";

type Translation = readonly [be: string, ru: string];

/** What the machine notes of a report, in English; moderators read it in their language. */
const PHRASES: Readonly<Record<string, Translation>> = {
  // What speaks against an event.
  "prisoners of war": ["ваеннапалонныя", "военнопленные"],
  "another country": ["іншая краіна", "другая страна"],
  "film, album or book": ["фільм, альбом або кніга", "фильм, альбом или книга"],
  "no person is concerned": ["не пра людзей", "не о людях"],
  "long ago": ["даўно", "давно"],
  "exempted from something": ["вызвалены ад чагосьці", "освобождены от чего-то"],
  "ordinary crime": ["звычайнае злачынства", "обычное преступление"],
  question: ["пытанне", "вопрос"],
  "asks why or how": ["пытае, чаму або як", "спрашивает, почему или как"],
  "who, when, how many": ["хто, калі, колькі", "кто, когда, сколько"],
  opinion: ["меркаванне", "мнение"],
  "call in the imperative": ["заклік", "призыв"],
  advice: ["парада", "совет"],
  digest: ["агляд навін", "обзор новостей"],
  "petition for pardon": ["прашэнне аб памілаванні", "прошение о помиловании"],
  "denial or rumour": ["абвяржэнне або чуткі", "опровержение или слухи"],
  "sums up a period": ["вынікі за перыяд", "итоги за период"],
  anniversary: ["гадавіна", "годовщина"],
  call: ["заклік", "призыв"],
  hope: ["спадзяванне", "надежда"],
  "condition or plan": ["умова або план", "условие или план"],
  "contact restored": ["сувязь аднавілася", "связь восстановилась"],
  explainer: ["тлумачэнне", "объяснение"],
  "somebody speaks": ["нечыя словы", "чьи-то слова"],
  "after the event": ["пасля падзеі", "после события"],
  interview: ["інтэрв’ю", "интервью"],
  "how many remain": ["колькі застаецца", "сколько остаётся"],
  // Old news.
  "tells of a year": ["пра мінулы год", "о прошедшем годе"],
  "tells of last year": ["пра мінулы год", "о прошлом годе"],
  "looks back": ["успаміны", "воспоминания"],
  "tells of both ways at once": ["і прызнаныя, і вызваленыя", "и признанные, и освобождённые"],
  muses: ["развагі", "рассуждения"],
  // Why it waits.
  "its kind always waits": ["такое заўсёды чакае", "такое всегда ждёт"],
  analysis: ["аналітыка", "аналитика"],
  "no sign of Belarus": ["няма прыкмет Беларусі", "нет признаков Беларуси"],
  "no ordinary headline": ["незвычайны загаловак", "необычный заголовок"],
  "the rules do not see it": ["правілы гэтага не бачаць", "правила этого не видят"],
  "the headline does not say it": ["загаловак гэтага не кажа", "заголовок этого не говорит"],
  "may be old": ["магчыма, старое", "возможно, старое"],
  "no finite verb": ["няма дзеяслова", "нет глагола"],
  "no human being": ["не пра чалавека", "не о человеке"],
  "no sign of a political case": ["няма прыкмет палітычнай справы", "нет признаков политического дела"],
  "no sign of a prison": ["няма прыкмет няволі", "нет признаков неволи"],
  "the model objects": ["мадэль пярэчыць", "модель возражает"],
  "the model does not agree": ["мадэль не згодная", "модель не согласна"],
  // The rest.
  "no event": ["няма падзеі", "нет события"],
  "no event, political": ["няма падзеі, пра палітыку", "нет события, о политике"],
  "moderator:post": ["навіна мадэратара", "новость модератора"],
  "moderator:review": ["рашэнне мадэратара", "решение модератора"],
  commentary: ["каментар", "комментарий"],
  unrelated: ["не па тэме", "не по теме"],
  tracker: ["спіс", "список"],
  review: ["да разгляду", "к рассмотрению"],
  by: ["хто", "кто"],
  mood: ["сэнс", "смысл"],
  noise: ["не па тэме", "не по теме"],
  old: ["даўняе", "давнее"],
  waits: ["чакае", "ждёт"],
  model: ["мадэль", "модель"],
  rather: ["хутчэй", "скорее"],
  advisor: ["дарадца", "советник"],
  "no answer": ["няма адказу", "нет ответа"],
};

/** @param reason as a report keeps it: `waits: may be old`, `model: arrest 0.97`, `release: «выйшаў»` */
export function machineWords(language: Language, reason: string): string {
  if (language === "en") return reason;
  const [, label = "", rest = ""] = /^([a-z_]+):\s?(.*)$/u.exec(reason) ?? [];
  if (label === "" || PHRASES[reason] !== undefined) return wordOf(language, reason);
  if (label !== "model" && label !== "advisor")
    return `${wordOf(language, label)}: ${wordOf(language, rest)}`;
  const told = rest.replace(/[a-z_]+/gu, (word) => wordOf(language, word)).replace(/(?<=\d)\.(?=\d)/gu, ",");
  return `${wordOf(language, label)}: ${label === "model" ? told : rest}`;
}

function wordOf(language: "be" | "ru", word: string): string {
  const kind = EVENT_KINDS.find((each) => each === word);
  if (kind !== undefined) return textsIn(language).vocabulary.kinds[kind].toLowerCase();
  const phrase = Object.hasOwn(PHRASES, word) ? PHRASES[word] : undefined;
  return phrase === undefined ? word : phrase[language === "be" ? 0 : 1];
}
