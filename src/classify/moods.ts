import type { Reading } from "./claims.ts";
import { assertedIn, HAPPENED } from "./events.ts";
import type { Scope } from "./scope.ts";

/** A named rule: when it holds, the sentence is no event. */
interface Rule {
  readonly name: string;
  readonly holds: (reading: Reading, context: MoodContext) => boolean;
}

export interface MoodContext {
  readonly scope: Scope;
  /** The sentence says that something happened. */
  readonly happened: boolean;
  /** Strong signs of a political case anywhere in the item. */
  readonly political: boolean;
}

const LIBERTY = [
  "release.done",
  "release.noun",
  "release.part",
  "release.will",
  "arrest.done",
  "arrest.noun",
] as const;
const DIGEST =
  /^\s*(?:дайджэст|дайджест|галоўн|главн|вынікі|итоги|хроніка|хроника|агляд|обзор|digest|weekly|daily|roundup|што адбылося|что произошло)/iu;

/** Another matter altogether. The first that holds names the reason. */
export const NOISE: readonly Rule[] = [
  {
    name: "prisoners of war",
    holds: (r) => r.has("pow") && !/палітвяз|политзакл|палітзня|political prisoner/iu.test(r.sentence.text),
  },
  { name: "another country", holds: (_, c) => c.scope === "foreign" },
  {
    name: "film, album or book",
    holds: (r, c) =>
      r.has("art") &&
      !(c.political && r.has("custody")) &&
      !r.has("arrest.done", "charge.done", "sentence.done", "other_repression.done"),
  },
  {
    name: "no person is concerned",
    holds: (r, c) => r.has("thing") && !r.has("custody") && !(c.political && c.happened && r.has("person")),
  },
  {
    name: "ordinary crime",
    holds: (r, c) =>
      r.has("crime") &&
      !r.has("polit") &&
      !(c.political && r.has("by") && r.has("custody") && r.has("former")) &&
      !r.has("death.done"),
  },
];

/** It speaks of events and reports none. */
export const MOODS: readonly Rule[] = [
  { name: "question", holds: (r) => r.sentence.question },
  { name: "asks why or how", holds: (r) => r.hits.some((hit) => hit.tag === "analysis" && hit.start === 0) },
  {
    name: "petition for pardon",
    holds: (r) => r.has("petition") && !r.has("pardon.done", "release.done", "not_released.done"),
  },
  {
    name: "denial or rumour",
    holds: (r, c) =>
      r.has("deny") &&
      (!c.happened ||
        r.hits.some((hit) => hit.tag === "deny" && hit.end - hit.start <= 1 && hit.start < 4)) &&
      !r.has("arrest.done", "charge.done", "sentence.done"),
  },
  { name: "call", holds: (r, c) => r.has("call") && !c.happened },
  { name: "condition or plan", holds: (r, c) => r.has("cond", "plan") && !c.happened },
  {
    name: "conditional verb",
    holds: (r) =>
      r.has("cond") &&
      !r.claims.some((it) => it.form === "done" && !it.negated) &&
      r.has("release.will", "pardon.will"),
  },
  { name: "anniversary", holds: (r, c) => r.has("anniv") && isAnniversary(r, c.happened) },
  {
    name: "contact restored",
    holds: (r) =>
      r.has("restored") &&
      !r.has(
        "release.done",
        "arrest.done",
        "death.done",
        "pardon.done",
        "not_released.done",
        "deportation.done",
        "sentence.done",
      ),
  },
  {
    name: "somebody speaks",
    holds: (r) =>
      SPEAKER.test(r.sentence.text) &&
      !LEADS_WITH_EVENT.test(r.sentence.text) &&
      !r.claims.some((it) => it.form === "done" && before(r, it.start)),
  },
  {
    name: "interview",
    holds: (r, c) =>
      r.has("interview") &&
      (!c.happened ||
        (r.has("former") &&
          !r.has(
            "arrest.done",
            "charge.done",
            "sentence.done",
            "death.done",
            "deportation.done",
            "other_repression.done",
          ))),
  },
  {
    name: "how many remain",
    holds: (r, c) =>
      r.has("recap", "remain") && !c.happened && !r.has("not_released.done", "recognition.done"),
  },
  { name: "digest", holds: (r) => DIGEST.test(r.sentence.text) },
];

/** «Імя Прозвішча: …», "Quote — Name": words of a person. */
const SPEAKER = /^\s*\p{Lu}\p{Ll}+(?:\s+\p{Lu}[\p{Ll}-]+){0,2}\s*:\s/u;
const LEADS_WITH_EVENT =
  /^\s*(?:вызвал|освобо|затрым|задерж|арыш|арест|памілав|помил|прысуд|пригов|стала|стало|суд|праваабар|правозащ|вясна|весна|беларус|minsk|мінск|минск|гомель|брэст|брест|freed|release|arrest)/iu;

function before(reading: Reading, token: number): boolean {
  const colon = reading.sentence.text.indexOf(":");
  return (reading.sentence.tokens[token]?.start ?? 0) - reading.sentence.start < colon;
}

/** «Пяць гадоў, як арыштавалі» is an anniversary; «вызвалены пасля пяці гадоў» is none. */
function isAnniversary(reading: Reading, happened: boolean): boolean {
  if (!happened) return true;
  const strong = reading.hits.filter(
    (hit) =>
      hit.tag === "anniv" &&
      (hit.end > hit.start || ANNIVERSARY.test(reading.sentence.tokens[hit.start]?.word ?? "")),
  );
  if (strong.length === 0) return false;
  const kinds = new Set(
    assertedIn(reading)
      .filter((it) => it.strength >= HAPPENED)
      .map((it) => it.kind),
  );
  return kinds.size <= 1 || strong.some((hit) => hit.start <= 1);
}
const ANNIVERSARY = /^(?:гадавін|годовщин|юбіле|юбиле|угодк|anniversar|rocznic|річниц|jahrestag)/u;

/** @returns the name of the first rule that holds, or null */
export function firstHolding(rules: readonly Rule[], reading: Reading, context: MoodContext): string | null {
  return rules.find((rule) => rule.holds(reading, context))?.name ?? null;
}

export function speaksOfLiberty(reading: Reading): boolean {
  return reading.has(...LIBERTY);
}
