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
      form: formOf(sentence, hit, kind, form as EventForm),
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
const WHEN =
  /^(?:як|как|когда|when|since|because|хоць|хотя|although|how|why|почему|зачем|чаму|навошта|being|jak|kai|wie|wo|дзе|где)$/u;
/** «Как в 2022 году осудили». */
const HOW = /^(?:як|как|how|jak)$/u;
const RELATIVE =
  /^(?:як(?:і|ая|ое|ія|ога|ой|ую|іх|ім|імі|ому|ый|ого|их)|котор(?:ый|ая|ое|ые|ого|ой|ую|ых|ым|ому|ыми)|who|whom|whose|which|który|która|której|którego|których|якої|раней|ранее|earlier|previously|wcześniej)$/u;

const AFTER = /^(?:пасля|после|after|following|po|після|nach|за)$/u;

function formOf(sentence: Sentence, hit: Hit, kind: EventKind, form: EventForm): EventForm {
  const isVerb = form === "done" || form === "part";
  const isAhead = NOT_YET.some(
    ({ words, places, kinds, verbsOnly, when }) =>
      (verbsOnly !== true || isVerb) &&
      kinds?.has(kind) !== false &&
      places(hit).some(
        (at) => words.test(sentence.tokens[at]?.word ?? "") && when?.(sentence.tokens, at) !== false,
      ),
  );
  return isAhead ? "will" : weakened(sentence, hit.start, form);
}

/** Words at a claim that put it ahead of us: nothing of it has happened. */
interface NotYet {
  readonly words: RegExp;
  readonly places: (claim: Hit) => readonly number[];
  /** Of these kinds only. */
  readonly kinds?: ReadonlySet<EventKind>;
  readonly verbsOnly?: true;
  /** What else must be so; `at` is the word's place. */
  readonly when?: (tokens: Sentence["tokens"], at: number) => boolean;
}

/** So many words before the claim. */
function before(...steps: readonly number[]): NotYet["places"] {
  return ({ start }) => steps.map((step) => start - step);
}

/** Within the claim's own phrase, but for its last word. */
function inside({ start, end }: Hit): readonly number[] {
  return Array.from({ length: end - start }, (_, step) => start + step);
}

/** Their phrases hold the negation themselves. */
const OWN_NEGATION: ReadonlySet<EventKind> = new Set(["not_released", "incommunicado", "health", "death"]);
const NEGATED_OUTSIDE: ReadonlySet<EventKind> = new Set(
  EVENT_KINDS.filter((kind) => !OWN_NEGATION.has(kind)),
);
const WISHED: ReadonlySet<EventKind> = new Set(["release", "pardon", "deal", "recognition"]);

const NOT_YET: readonly NotYet[] = [
  // "To be freed", "will walk free", "might be released".
  {
    words: /^(?:to|will|would|must|should|could|may|might|can|shall|be|wont|cant)$/u,
    places: before(1),
    verbsOnly: true,
  },
  // "To let four workers walk out".
  {
    words: /^(?:let|have|see|get)$/u,
    places: before(1),
    verbsOnly: true,
    when: (tokens, at) => tokens[at - 1]?.word === "to",
  },
  // "Lukashenko will sign pardon for".
  { words: /^(?:will|would|might|could)$/u, places: inside, kinds: NEGATED_OUTSIDE },
  // "Lawyers seek clemency".
  {
    words: /^(?:seek|seeks|seeking|sought|просит|просят|просіць|просяць)$/u,
    places: before(1, 2),
    kinds: WISHED,
  },
  // «Рига ждет, что Минск помилует».
  {
    words:
      /^(?:ждет|ждёт|ждут|чакае|чакаюць|надеется|надеются|спадзяецца|спадзяюцца|hopes?|expects?|fears?|рассчитывает|разлічвае)$/u,
    places: before(2, 3, 4),
    kinds: WISHED,
    when: opensThat,
  },
];

function opensThat(tokens: Sentence["tokens"], hope: number): boolean {
  const next = tokens[hope + 1];
  return next !== undefined && (/^(?:что|што|that)$/u.test(next.word) || /^[A-Z]/u.test(next.raw));
}

/** «Калі яго вызвалілі», «якога забралі ў лютым»: a condition or background, whatever the verb says. */
function weakened(sentence: Sentence, start: number, form: EventForm): EventForm {
  if (form !== "done" && form !== "part") return form;
  for (let at = start - 1; at <= start + 1; at += 1) {
    if (WOULD.test(sentence.tokens[at]?.word ?? "")) return "will";
  }
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
