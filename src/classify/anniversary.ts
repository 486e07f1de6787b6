import type { Reading } from "./claims.ts";

/** «Пяць гадоў, як арыштавалі» is an anniversary; «вызвалены пасля пяці гадоў» is none. */
export function isAnniversary(reading: Reading, isFirm: boolean): boolean {
  if (MEMORIAL_DAY.test(reading.sentence.text)) return true;
  const { tokens } = reading.sentence;
  if (SERVED.test(reading.sentence.text)) return false;
  // «Арыштаваная два гады таму … больш не ў калоніі»: when she was taken; now she is free.
  if (
    reading.claims.some(
      (claim) =>
        claim.kind === "release" &&
        claim.form !== "noun" &&
        claim.form !== "will" &&
        !claim.negated &&
        reading.hits.some((hit) => hit.tag === "anniv" && hit.start < 4 && claim.start > hit.end + 1) &&
        PARTICIPLE_FIRST.test(reading.sentence.text),
    )
  )
    return false;
  const lasted = (at: number): boolean => AFTER.test(tokens[at - 1]?.word ?? "");
  if (!isFirm)
    return reading.hits.some((hit) => hit.tag === "anniv" && !lasted(hit.start) && !lasted(hit.start - 1));
  return reading.hits.some((hit) => {
    if (hit.tag !== "anniv") return false;
    for (let at = hit.start; at <= hit.end; at += 1)
      if (BACK.test(reading.sentence.tokens[at]?.word ?? "")) return true;
    return false;
  });
}
const PARTICIPLE_FIRST =
  /^\s*(?:\p{L}+\s+)?(?:арыштаван|затрыман|асуджан|зняволен|арестован|задержан|осужд[её]н|jailed|arrested|detained|convicted)\p{L}*\s/iu;
/** «Полтора года зачли как отбытые». */
const SERVED = /(?:як|как)\s+(?:адбыт|отбыт|адседж|отсиж)/iu;
/** «Пасля трох гадоў за кратамі» tells how long it lasted. */
const AFTER = /^(?:пасля|после|after)$/u;
const MEMORIAL_DAY =
  /^\s*(?:(?:дзень|день|day of|tag der)\s|(?:a|one) year (?:after|since) (?:walking|leaving|release|being|his|her|their|getting)(?!\p{L}))/iu;
const BACK =
  /^(?:таму|назад|тому|temu|як|как|ago|anniversar\p{L}*|гадавін\p{L}*|годовщин\p{L}*|угодк\p{L}*|rocznic\p{L}*|річниц\p{L}*|прайшл\p{L}*|прошл\p{L}*|прошел|мінула|минул\p{L}*|исполн\p{L}*|споўн\p{L}*|спаўн\p{L}*|спустя|later|since|jahrestag|metinės)$/u;
