import { EVENT_KINDS, type EventKind } from "../domain/kind.ts";
import type { Hit } from "./phrases.ts";
import type { EventForm, Tag } from "./tag.ts";
import type { Sentence } from "./text.ts";

/** One event word with what stands around it. */
export interface Claim {
  readonly kind: EventKind;
  readonly form: EventForm;
  readonly start: number;
  readonly end: number;
  readonly negated: boolean;
}

/** A sentence as the rules see it. */
export interface Reading {
  readonly sentence: Sentence;
  readonly hits: readonly Hit[];
  readonly claims: readonly Claim[];
  has(...tags: readonly Tag[]): boolean;
  count(tag: Tag): number;
}

const KINDS_BY_NAME: ReadonlyMap<string, EventKind> = new Map(EVENT_KINDS.map((kind) => [kind, kind]));
const ONLY =
  /^(?:толькі|только|лише|тільки|only|just|tylko|адзін|один|одна|адна|менш|менее|меньш|меней|больш|более|fewer|less|more)$/u;

export function readSentence(sentence: Sentence, hits: readonly Hit[]): Reading {
  const counts = new Map<Tag, number>();
  for (const hit of hits) counts.set(hit.tag, (counts.get(hit.tag) ?? 0) + 1);
  return {
    sentence,
    hits,
    claims: claimsOf(sentence, hits),
    has: (...tags) => tags.some((tag) => counts.has(tag)),
    count: (tag) => counts.get(tag) ?? 0,
  };
}

function claimsOf(sentence: Sentence, hits: readonly Hit[]): Claim[] {
  const negations = hits.filter((hit) => hit.tag === "neg").map((hit) => hit.end);
  const claims: Claim[] = [];
  for (const hit of hits) {
    const [kindName = "", form = ""] = hit.tag.split(".");
    const kind = KINDS_BY_NAME.get(kindName);
    if (kind === undefined) continue;
    claims.push({
      kind,
      form:
        isAhead(sentence, hit, kind) || isHopedFor(sentence, hit.start, kind)
          ? "will"
          : weakened(sentence, hit.start, form as EventForm),
      start: hit.start,
      end: hit.end,
      negated: OWN_NEGATION.has(kind) ? false : isNegated(sentence, hit, negations),
    });
  }
  return claims.filter((claim) => !claims.some((other) => swallows(other, claim)));
}

/** Longer phrases know better: «арыштавалі кватэру» is no arrest, "jailed for 15 days" no verdict. Words. */
const LONGEST_SWALLOWER = 9;

function swallows(longer: Claim, claim: Claim): boolean {
  if (longer.kind === claim.kind || longer.negated || RANKS[longer.form] < RANKS[claim.form]) return false;
  const inside = longer.start <= claim.start && longer.end >= claim.end;
  const length = longer.end - longer.start;
  // «Вышли по указу о помиловании» says both.
  if (claim.kind === "pardon" && longer.kind === "release") return false;
  return inside && length > claim.end - claim.start && length < LONGEST_SWALLOWER;
}
const RANKS = { done: 3, part: 2, noun: 1, will: 0 } as const;

const IF =
  /^(?:калі|если|если|if|unless|якби|якщо|jeśli|gdyby|jei|wenn|каб|чтобы|чтоб|пакуль|пока|until|before)$/u;
/** «Вызвалілі б», «знялі бы». */
const WOULD = /^(?:б|бы)$/u;
/** "To be freed", "will walk free", "might be released": nothing of it has happened. */
const AHEAD = /^(?:to|will|would|must|should|could|may|might|can|shall|be|wont|cant)$/u;
const WHEN =
  /^(?:як|как|когда|when|since|because|хоць|хотя|although|how|why|почему|зачем|чаму|навошта|being|jak|kai|wie|wo|дзе|где)$/u;
/** «Как в 2022 году осудили». */
const HOW = /^(?:як|как|how|jak)$/u;
const RELATIVE =
  /^(?:як(?:і|ая|ое|ія|ога|ой|ую|іх|ім|імі|ому|ый|ого|их)|котор(?:ый|ая|ое|ые|ого|ой|ую|ых|ым|ому|ыми)|who|whom|whose|which|który|która|której|którego|których|якої|раней|ранее|earlier|previously|wcześniej)$/u;

const AFTER = /^(?:пасля|после|after|following|po|після|nach|за)$/u;

/** «Калі яго вызвалілі», «якога забралі ў лютым»: a condition or background, whatever the verb says. */
function weakened(sentence: Sentence, start: number, form: EventForm): EventForm {
  if (form !== "done" && form !== "part") return form;
  for (let at = start - 1; at <= start + 1; at += 1) {
    if (WOULD.test(sentence.tokens[at]?.word ?? "")) return "will";
  }
  if (AHEAD.test(sentence.tokens[start - 1]?.word ?? "")) return "will";
  if (LETS.test(sentence.tokens[start - 1]?.word ?? "") && sentence.tokens[start - 2]?.word === "to")
    return "will";
  if (isOnlyAfter(sentence, start)) return "will";
  for (let at = start - 1; at >= Math.max(0, start - 4); at -= 1) {
    const word = sentence.tokens[at]?.word ?? "";
    if (IF.test(word)) return "will";
    if (WHEN.test(word) && start - at <= (HOW.test(word) ? 4 : 3)) return "noun";
    if (RELATIVE.test(word) && start - at <= 3 && !isEarly(sentence, at)) return "noun";
    if (form === "part" && AFTER.test(word) && start - at <= 2) return "noun";
    if (sentence.tokens[at + 1]?.afterBreak === true) break;
  }
  return form;
}

/** "To let four workers walk out". */
const LETS = /^(?:let|have|see|get)$/u;

/** "Can be discussed only after every prisoner is out", «лишь после освобождения всех». */
function isOnlyAfter({ tokens }: Sentence, start: number): boolean {
  return [1, 2, 3, 4, 5].some(
    (step) =>
      AFTER.test(tokens[start - step]?.word ?? "") && ONLY_THEN.test(tokens[start - step - 1]?.word ?? ""),
  );
}
const ONLY_THEN = /^(?:only|толькі|только|лишь|лише|тільки|tylko)$/u;

/** «Раней за тэрмін», «ранее срока»: that is when they were freed. */
function isEarly({ tokens }: Sentence, at: number): boolean {
  return [1, 2].some((step) => /^(?:тэрмін|срок|term)/u.test(tokens[at + step]?.word ?? ""));
}

/** "Lukashenko will sign pardon for": the phrase itself puts it ahead of us. */
function isAhead({ tokens }: Sentence, { start, end }: Hit, kind: EventKind): boolean {
  if (OWN_NEGATION.has(kind)) return false;
  return tokens.slice(start, end).some(({ word }) => /^(?:will|would|might|could)$/u.test(word));
}

/** «Рига ждет, что Минск помилует», "Lawyers seek clemency": wished by somebody. */
function isHopedFor({ tokens }: Sentence, start: number, kind: EventKind): boolean {
  if (kind !== "release" && kind !== "pardon" && kind !== "deal" && kind !== "recognition") return false;
  const asked = [1, 2].some((step) => SEEKS.test(tokens[start - step]?.word ?? ""));
  return (
    asked ||
    [2, 3, 4].some((step) => HOPES.test(tokens[start - step]?.word ?? "") && opensThat(tokens, start - step))
  );
}
const SEEKS = /^(?:seek|seeks|seeking|sought|просит|просят|просіць|просяць)$/u;
const HOPES =
  /^(?:ждет|ждёт|ждут|чакае|чакаюць|надеется|надеются|спадзяецца|спадзяюцца|hopes?|expects?|fears?|рассчитывает|разлічвае)$/u;
function opensThat(tokens: Sentence["tokens"], hope: number): boolean {
  const next = tokens[hope + 1];
  return next !== undefined && (/^(?:что|што|that)$/u.test(next.word) || /^[A-Z]/u.test(next.raw));
}

/** Their phrases hold the negation themselves. */
const OWN_NEGATION: ReadonlySet<EventKind> = new Set(["not_released", "incommunicado", "health", "death"]);

const NO_LONGER = /^(?:больш|болей|больше|більше|ужо|уже|вже|już|nebe|no)$/u;

/** «Не» inside the phrase, or at most two words before it with no comma between. */
function isNegated(sentence: Sentence, hit: Hit, negations: readonly number[]): boolean {
  // «Больш не за кратамі», "no longer in prison": the negation is the news.
  if (NO_LONGER.test(sentence.tokens[hit.start]?.word ?? "") && hit.end > hit.start) return false;
  return negations.some((at) => {
    if (at > hit.end || at < hit.start - 2) return false;
    // «Без перадач пакінулі»: a phrase that opens with a negation means it.
    if (at === hit.start && hit.end > hit.start) return false;
    const next = sentence.tokens[at + 1];
    if (next !== undefined && ONLY.test(next.word)) return false;
    for (let token = at + 1; token <= hit.start; token += 1) {
      if (sentence.tokens[token]?.afterBreak === true) return false;
    }
    return true;
  });
}
