import type { EventKind } from "../domain/kind.ts";
import type { Language } from "../domain/language.ts";
import { listed, pluralCategory } from "./grammar.ts";
import type { Subject } from "./alert-text.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A participle that agrees with who: he, she, they, «14 чалавек» (neuter). */
interface Participle {
  readonly male: string;
  readonly female: string;
  readonly plural: string;
  readonly many: string;
}

export type Participles = Readonly<Partial<Record<EventKind, Participle>>>;

/**
 * «Вызвалена Марыя Прыкладная», «Вызвалена 14 чалавек»: the first line of an event in a Slavic language.
 * Kinds without a participle, and people whose gender nobody told, get the noun: «Вызваленне: …».
 */
export function slavicHeadline(
  language: Language,
  vocabulary: Vocabulary,
  participles: Participles,
  kind: EventKind,
  subject: Subject,
): string {
  const agreed = agreeing(language, participles[kind], subject);
  return agreed === null
    ? nounHeadline(language, vocabulary, kind, subject)
    : `${agreed} ${subjectText(language, vocabulary, subject)}`;
}

/** «Вызваленне: Марыя Прыкладная» */
export function nounHeadline(
  language: Language,
  vocabulary: Vocabulary,
  kind: EventKind,
  subject: Subject,
): string {
  const noun = nounOf(language, vocabulary, kind, subject);
  return subject.type === "none" ? noun : `${noun}: ${subjectText(language, vocabulary, subject)}`;
}

function nounOf(
  language: Language,
  { kinds, agreeingKinds }: Vocabulary,
  kind: EventKind,
  subject: Subject,
): string {
  const agreeing = agreeingKinds[kind];
  if (agreeing === undefined || subject.type === "none") return kinds[kind];
  if (subject.type === "one") return subject.gender === "female" ? agreeing.female : kinds[kind];
  const isSingular =
    subject.type === "count" &&
    subject.count.qualifier === "exact" &&
    pluralCategory(language, subject.count.n) === "one";
  return isSingular ? kinds[kind] : agreeing.plural;
}

export function subjectText(language: Language, vocabulary: Vocabulary, subject: Subject): string {
  if (subject.type === "one") return subject.name;
  if (subject.type === "names") return listed(language, subject.names);
  return subject.type === "count" ? vocabulary.headCount(subject.count) : "";
}

function agreeing(language: Language, word: Participle | undefined, subject: Subject): string | null {
  if (word === undefined || subject.type === "none") return null;
  if (subject.type === "one") return subject.gender === null ? null : word[subject.gender];
  if (subject.type === "names") return word.plural;
  if (subject.count.qualifier !== "exact") return word.many;
  const category = pluralCategory(language, subject.count.n);
  return { one: word.male, few: word.plural, many: word.many }[category];
}
