import type { EventKind } from "../domain/kind.ts";
import type { Reading } from "./claims.ts";

/** «Імя Прозвішча: …»: words of a person. An outlet, a place or a topic before the colon is none. */
export function isSpeech(reading: Reading): boolean {
  const { text } = reading.sentence;
  if (OFFICIAL.test(text)) return true;
  if (isRelayed(reading)) return false;
  if (!SPEAKER.test(text) || NO_SPEAKER.test(text) || PLACE.test(text)) return false;
  const colon = reading.sentence.start + text.indexOf(":");
  return !reading.claims.some(
    (claim) => claim.form !== "will" && (reading.sentence.tokens[claim.start]?.start ?? 0) < colon,
  );
}
/** «Ціханоўская ў Страсбургу: …», «Палітолаг: …»: who speaks is no prisoner. */
const OFFICIAL =
  /^\s*(?:[СS]\p{Ll}+ )?(?:Ціханоўск|Тихановск|Tsikhanousk|Cichanoŭsk|Латуш|Latush|Трамп|Trump|Лукашэнк|Лукашенк|Lukashenk|Науседа|Nausėda|Nauseda|Туск|Tusk|Сікорск|Сикорск|Sikorsk|Вячорк|Viačork|Viacorka|Зяленск|Зеленск|Макрон|Macron|Рубіа|Рубио|Rubio|Начальнік|Начальник|Кіраўнік|Глава|Міністр|Министр|Эксперт|Палітолаг|Политолог|Аналітык|Аналитик|Аглядальні|Обозреват|Сенатар|Сенатор|Пасол|Посол|Амбасадар|Спецпасланнік|Спецпосланник|Expert|Analyst|Senator|Ambassador|Envoy)\p{Ll}*(?:\s+(?:\p{Lu}[\p{L}.'’-]*|у|ў|в|во|на|in|at|to|on|дэпартамента|департамента)){0,5}\s*:\s/u;
const SPEAKER = /^\s*\p{Lu}[\p{Ll}ʼ’'-]+(?:\s+\p{Lu}[\p{Ll}ʼ’'-]+){0,2}\s*:\s/u;
/** A single word before the colon is a speaker when it looks like a surname; «Іўе: затрымалі …» is a place. */
const PLACE =
  /^\s*\p{Lu}[\p{Ll}ʼ’'-]+(?<!ская|цкая|скі|цкі|ский|цкий|іч|ыч|ич|ова|ава|оўл|оул|амп|энка|енко|ына|ина|aya|ski|ich|ump|ko|ka)\s*:/u;
const NO_SPEAKER =
  /^\s*(?:праваабар|правозащ|пресс|прэс|в[яе]сна|viasna|беларусь|белорусси|belarus|białoru|білорус|minsk|мінск|минск|гомель|брэст|брест|гродн|магіл|могил|віц|вит|баж|baj|медиазона|сутк|арышт|суд|срочно|тэрмінова|маланка|молния|breaking|update)/iu;

/** ««Нас выпусцілі, але не вызвалілі» — былая палітзняволеная»: all that happened is inside the quotation. */
export function isQuotation(reading: Reading): boolean {
  const { text, tokens, start } = reading.sentence;
  const single = SINGLE_QUOTED.exec(text);
  if (single !== null) {
    const close = start + single[0].length;
    return reading.claims.every((claim) => claim.form !== "done" || (tokens[claim.end]?.end ?? 0) < close);
  }
  if (!OPENS_QUOTED.test(text) && (!ENDS_QUOTED.test(text) || isRelayed(reading))) return false;
  return reading.claims.every((claim) => claim.form !== "done" || tokens[claim.end]?.quoted === true);
}
/** English quotes with the sign of its apostrophes. */
const SINGLE_QUOTED = /^\s*['‘](?:[^'’]|\p{L}['’]\p{L}){12,300}['’](?=\s*[,:—–-])/u;

/** «Жена: "Мужа забрали"», «З СІЗА патэлефанавалі: "Забірайце цела"»: kin and telegrams bring the news itself. */
function isRelayed(reading: Reading): boolean {
  const { text, start, tokens } = reading.sentence;
  const colon = start + text.indexOf(":");
  return (
    RELAYS.test(text.slice(0, Math.max(0, colon - start))) &&
    reading.claims.some(
      ({ kind, form, start: at }) => form === "done" && RELAYED.has(kind) && (tokens[at]?.start ?? 0) > colon,
    )
  );
}
const RELAYS =
  /^\s*(?:жена|жонка|муж|мать|маці|мама|отец|бацька|сын|дочь|дачка|сестра|сястра|брат|родные|родныя|родственники|сваякі|семья|сям[’'ʼ]я|wife|husband|mother|father|family)(?:\s+\p{L}+){0,3}\s*$|(?:телеграмм?|тэлеграм|патэлефан|пазван|позвон|званок|звонок)\p{L}*/iu;
const RELAYED: ReadonlySet<EventKind> = new Set(["death", "arrest", "incommunicado"]);

const OPENS_QUOTED = /^\s*[«"“„][^«»"“”]{12,}[»"”]\s*(?:[,:—–.-]|$)/u;
const ENDS_QUOTED = /:\s*[«"“„][^«»"“”]{5,}[»"”]?\s*$/u;
