import { cleanText } from "../../alert/foreign-text.ts";
import { withWrittenForms } from "../../alert/names.ts";
import type { CaseEvent } from "../../domain/event.ts";
import type { Language } from "../../domain/language.ts";
import type { Charge, Person, PersonRecord, Verdict } from "../../domain/person.ts";
import { dayOf, daysBetween } from "../../domain/time.ts";
import { formatDay, formatMonth, formatPartial, formatSpan } from "../../locales/dates.ts";
import { capitalised, inflect } from "../../locales/grammar.ts";
import { blocks, folded, html, Html, lines } from "../../locales/html.ts";
import type { Messages } from "../../locales/messages.ts";
import { nameIn } from "../../people/display.ts";
import { outletIn } from "../../locales/outlets.ts";
import { textsIn } from "../../locales/texts.ts";
import { articleName } from "../../people/articles.ts";
import { facilityName } from "../../people/facilities.ts";
import { isInside, takesLetters } from "../../domain/custody.ts";
import { link, press, screen, type Screen } from "../screen.ts";
import { editedTermEnd, editLines } from "./card-edits.ts";
import { timelineLines } from "./timeline.ts";

export interface CardFacts {
  readonly person: Person;
  readonly events: readonly CaseEvent[];
  /** The list's own name. */
  readonly list: string;
  readonly isFollowed: boolean;
  /** The record's page when it may be linked. */
  readonly sourceUrl: string | null;
  readonly allowedHosts: ReadonlySet<string>;
  /** `https://t.me/…?start=p_…`; null when the bot has no name or the id cannot be carried. */
  readonly shareLink: string | null;
  readonly isPrivate: boolean;
  readonly now: Date;
}

const EVENTS_ON_CARD = 6;
const MOST_CHARGES = 6;
const NAME_LENGTH = 120;
const RAW_LENGTH = 160;
const SPELLINGS_LENGTH = 400;

/** Who, how it stands, since when, what for, how long, where; then what is known, with sources. */
export function personCard(facts: CardFacts, language: Language): Screen {
  const text = textsIn(language);
  const person = withReportedNames(facts, language);
  const { record } = person;
  const content = blocks(
    lines(html`<b>${shownName(person, language)}</b>`, bornLine(record, language)),
    stateBlock(facts, language),
    editLines(person, facts.allowedHosts, language),
    chargesBlock(record.charges, language),
    lines(verdictLine(record.verdict, language), endLine(person, language), placeLine(person, language)),
    timelineBlock(facts, language),
    folded(lines(spellingsLine(person, language), originLine(facts, language))),
  );
  return screen(content, ...cardButtons(facts, text));
}

/** The same person, with what reports in the chat's language call them before the list's own forms. */
function withReportedNames({ person, events }: CardFacts, language: Language): Person {
  const names = withWrittenForms(person.record.names, person.id, events, language);
  return { ...person, record: { ...person.record, names } };
}

export function shownName(person: Person, language: Language): string {
  return cleanText(nameIn(language, namesOf(person)), NAME_LENGTH);
}

function namesOf({ record, aliases }: Person): readonly string[] {
  return [...record.names, ...aliases];
}

function bornLine({ birthDate, gender }: PersonRecord, language: Language): Html | null {
  if (birthDate === null) return null;
  const { person: text } = textsIn(language);
  const { value, precision } = birthDate;
  if (precision === "year") return html`${text.bornIn(value.slice(0, 4), gender)}`;
  if (precision === "month") return html`${text.bornInMonth(`${value.slice(0, 7)}-01`, gender)}`;
  return html`${text.bornOn(formatPartial(language, birthDate), gender)}`;
}

function stateBlock({ person, events, now }: CardFacts, language: Language): Html {
  const { vocabulary, person: text } = textsIn(language);
  const { record } = person;
  const state = capitalised(inflect(vocabulary.custody[record.custody], record.gender));
  return lines(
    html`<b>${state}</b>`,
    person.presence === "absent" ? html`⚠️ ${text.absent(formatDay(language, person.lastSeenOn))}` : null,
    html`${capitalised(inflect(vocabulary.recognition[record.recognition], record.gender))}`,
    detentionLine(person, now, language),
    releaseLine(record, language),
    isInside(person) ? noContactLine(events, language) : null,
    record.onStateList ? html`${text.onStateList}` : null,
  );
}

function detentionLine(person: Person, now: Date, language: Language): Html | null {
  const { detainedOn } = person.record;
  if (detainedOn === null) return null;
  const { vocabulary, person: text } = textsIn(language);
  const isSince = isInside(person) && person.presence === "listed" && detainedOn.precision === "day";
  const days = isSince ? daysBetween(detainedOn.value, dayOf(now)) : 0;
  const since = days > 0 ? `, ${text.daysInCustody(vocabulary.days(days))}` : "";
  return html`${text.detained}: ${formatPartial(language, detainedOn)}${since}`;
}

function noContactLine(events: readonly CaseEvent[], language: Language): Html | null {
  const silence = events.find(({ kind, certainty }) => kind === "incommunicado" && certainty === "confirmed");
  if (silence === undefined) return null;
  const { vocabulary, person: text } = textsIn(language);
  return html`${text.noContact(formatSpan(language, silence.happenedOn, vocabulary))}`;
}

function releaseLine({ release }: PersonRecord, language: Language): Html | null {
  if (release === null) return null;
  const { vocabulary, person: text } = textsIn(language);
  const known = [
    release.date === null ? null : formatPartial(language, release.date),
    release.kind === null ? null : vocabulary.releaseKinds[release.kind],
    ...release.modifiers.map((modifier) => vocabulary.modifiers[modifier]),
  ].filter((part) => part !== null);
  return known.length === 0 ? null : html`${text.releasedOn}: ${known.join(", ")}`;
}

function chargesBlock(charges: readonly Charge[], language: Language): Html | null {
  if (charges.length === 0) return null;
  const { person: text } = textsIn(language);
  const more = charges.length - MOST_CHARGES;
  return lines(
    html`${text.charges}:`,
    ...charges.slice(0, MOST_CHARGES).map((charge) => html`• ${chargeText(charge, language)}`),
    more > 0 ? html`• ${text.moreCharges(more)}` : null,
  );
}

function chargeText({ code, part, raw }: Charge, language: Language): string {
  if (code === null) return cleanText(raw, RAW_LENGTH);
  const title = articleName(code)?.[language] ?? null;
  const article = textsIn(language).person.article(code, part);
  return title === null ? article : `${article}: ${title}`;
}

function verdictLine(verdict: Verdict | null, language: Language): Html | null {
  if (verdict === null) return null;
  const { person: text } = textsIn(language);
  const decision = decisionText(verdict, language);
  const date = verdict.date === null ? null : formatPartial(language, verdict.date);
  const words = [decision, date === null ? null : `(${date})`].filter((part) => part !== null).join(" ");
  return lines(
    words === "" ? null : html`${text.verdict}: ${words}`,
    verdict.judgeRaw === null ? null : html`${text.judge}: ${cleanText(verdict.judgeRaw, RAW_LENGTH)}`,
    verdict.appealDate === null ? null : html`${text.appeal}: ${formatPartial(language, verdict.appealDate)}`,
  );
}

function decisionText(verdict: Verdict, language: Language): string | null {
  const { vocabulary, person: text } = textsIn(language);
  if (verdict.months !== null && verdict.months > 0) {
    const where =
      verdict.penalty === null || verdict.penalty === "fine" || verdict.penalty === "unknown"
        ? null
        : vocabulary.penalties[verdict.penalty];
    return [vocabulary.term(verdict.months), where].filter((part) => part !== null).join(", ");
  }
  if (verdict.baseUnits !== null && verdict.baseUnits > 0) return text.fine(verdict.baseUnits);
  return verdict.decisionRaw === null ? null : cleanText(verdict.decisionRaw, RAW_LENGTH);
}

/** Only what the sentence says: pardons, added terms and counted remand are not known to it. */
function endLine(person: Person, language: Language): Html | null {
  const { penaltyStart, verdict } = person.record;
  const edited = isInside(person) ? editedTermEnd(person, language) : null;
  if (edited !== null) return edited;
  if (!isInside(person) || penaltyStart === null || penaltyStart.precision === "year") return null;
  if (verdict?.months === null || verdict?.months === undefined || verdict.months <= 0) return null;
  const end = monthsLater(penaltyStart.value, verdict.months);
  return html`${textsIn(language).person.expectedEnd(formatMonth(language, end))}`;
}

function monthsLater(from: string, months: number): string {
  const [year = "1970", month = "01"] = from.split("-");
  const total = Number(year) * 12 + Number(month) - 1 + months;
  return `${String(Math.floor(total / 12))}-${String((total % 12) + 1).padStart(2, "0")}-01`;
}

/** Only of people who are held: where somebody was before says nothing of now. */
function placeLine(person: Person, language: Language): Html | null {
  const { facility } = person.record;
  if (facility === null || !isInside(person)) return null;
  const known = facility.id === null ? null : (facilityName(facility.id)?.[language] ?? null);
  return html`${textsIn(language).person.place}: ${known ?? cleanText(facility.raw, RAW_LENGTH)}`;
}

function timelineBlock({ events, allowedHosts }: CardFacts, language: Language): Html {
  const { person: text } = textsIn(language);
  if (events.length === 0) return html`${text.noTimeline}`;
  return lines(
    html`<b>${text.timeline}</b>`,
    ...timelineLines(events.slice(0, EVENTS_ON_CARD), allowedHosts, language),
  );
}

function spellingsLine(person: Person, language: Language): Html | null {
  const shown = shownName(person, language);
  const others = [...new Set(namesOf(person))].filter((name) => name !== shown).slice(0, 8);
  if (others.length === 0) return null;
  return html`${textsIn(language).person.otherSpellings}: ${cleanText(others.join(", "), SPELLINGS_LENGTH)}`;
}

function originLine({ person, list }: CardFacts, language: Language): Html {
  return html`${textsIn(language).person.fromList(outletIn(language, list), formatDay(language, person.lastSeenOn))}`;
}

function cardButtons(facts: CardFacts, { person: text }: Messages): Screen["buttons"] {
  const { id } = facts.person;
  const follow = facts.isFollowed
    ? press(text.buttons.unfollow, "u", id)
    : press(text.buttons.follow, "w", id);
  return [
    facts.isPrivate ? follow : [],
    [
      ...(facts.isPrivate && takesLetters(facts.person) ? press(text.buttons.letter, "le", id) : []),
      ...(facts.events.length > EVENTS_ON_CARD ? press(text.buttons.timeline, "pt", "1", id) : []),
    ],
    [
      ...(facts.shareLink === null ? [] : link(text.buttons.share, shareUrl(facts.shareLink))),
      ...(facts.sourceUrl === null ? [] : link(`${text.buttons.source} ↗`, facts.sourceUrl)),
    ],
  ];
}

function shareUrl(target: string): string {
  return `https://t.me/share/url?url=${encodeURIComponent(target)}`;
}
