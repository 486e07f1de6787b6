/**
 * What Telegram would make clickable by itself: addresses with a scheme, e-mail, @names, bare domains, numeric
 * hosts, commands, telephone numbers. The last parts of domains are the common ones in any case of letters,
 * or any lower-case Latin word: so that «A.Surname» stays.
 */
const COMMON_ENDINGS =
  "com|org|net|info|biz|by|ru|su|ua|pl|lt|lv|ee|eu|de|uk|us|me|io|co|cc|tv|to|ly|gg|news|online|site|xyz|app|link|top|shop|live|pro|club|click|space|store|рф|бел|укр";

const CLICKABLE: readonly RegExp[] = [
  /[a-z][a-z\d+.-]{1,20}:\/\/\S*/giu,
  /\bmailto:\S*/giu,
  /\S*[@＠]\S*/gu,
  new RegExp(
    `(?<![\\p{L}\\p{N}.-])(?:[\\p{L}\\p{N}][\\p{L}\\p{N}_-]{0,62}\\.){1,6}(?:${COMMON_ENDINGS})(?![\\p{L}\\p{N}])(?:[:/?#]\\S*)?`,
    "giu",
  ),
  /(?<![\p{L}\p{N}.-])(?:[\p{L}\p{N}][\p{L}\p{N}_-]{0,62}\.){1,6}[a-z]{2,24}(?![\p{L}\p{N}])(?:[:/?#]\S*)?/gu,
  /(?<![\p{N}.])\d{1,3}(?:\.\d{1,3}){3}(?![\p{N}.])(?:[:/]\S*)?/gu,
  /(?<![\p{L}\p{N}/])\/[a-z]\w*/giu,
  /\+\d[\d ()-]{7,20}\d/gu,
];

/** One clean line of a text from outside: no invisible or turning characters, nothing clickable, not too long. */
export function cleanText(text: string, maxLength: number): string {
  let clean = text
    .slice(0, 2000)
    .normalize("NFC")
    .replace(/[\p{Cf}\p{Co}\p{Cs}]/gu, "")
    .replace(/[\p{Cc}\p{Z}\s]+/gu, " ")
    .replace(/[．。｡․]/gu, ".");
  for (const pattern of CLICKABLE) clean = clean.replace(pattern, " ");
  return shortened(tidied(clean), maxLength);
}

function tidied(text: string): string {
  return text
    .replace(/ {2,}/gu, " ")
    .replace(/ +(?=[.,:;!?»)])/gu, "")
    .replace(/[(«] *[)»]/gu, "")
    .replace(/[\s—–|:,-]+$/u, "")
    .trim();
}

function shortened(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const cut = text.slice(0, maxLength - 1).replace(/[\u{D800}-\u{DBFF}]$/u, "");
  const atWord = cut.replace(/\s+\S{0,20}$/u, "");
  return `${atWord === "" ? cut : atWord}…`;
}
