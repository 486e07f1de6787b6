import { isInside } from "../domain/custody.ts";
import { listSays, termEndOf, withValue } from "../domain/card-edit.ts";
import type {
  CardField,
  CardValue,
  Charge,
  Custody,
  Facility,
  PartialDate,
  Person,
} from "../domain/person.ts";
import { dayOf } from "../domain/time.ts";
import {
  labelOf,
  onLinesOfTheirOwn,
  statusOfWords,
  TODAY,
  YESTERDAY,
  type CardLabel,
} from "../locales/moderation/card-words.ts";
import { readFacility } from "../people/facilities.ts";
import {
  chargesIn,
  isAddress,
  isLater,
  monthsIn,
  placeIn,
  readDate,
  sourceIn,
  withoutDate,
} from "./card-values.ts";

/** What a moderator wrote about a card, read. */
export interface CardForm {
  readonly custody: Custody | null;
  readonly since: PartialDate | null;
  readonly facility: Facility | null;
  readonly months: number | null;
  readonly termEnd: PartialDate | null;
  readonly charges: readonly Charge[] | null;
  readonly source: string | null;
}

export type CardFault =
  | "unknown_line"
  | "twice"
  | "status"
  | "where_free"
  | "date"
  | "future"
  | "place"
  | "sentence"
  | "charges"
  | "bad_source"
  | "no_source"
  | "nothing"
  /** A date without a status that it could be of. */
  | "date_of_what"
  /** A place of somebody who is held nowhere. */
  | "place_of_free"
  | "already";

export interface CardReading {
  /** A name or an id; empty when none is given. */
  readonly target: string;
  /** The lines that could be read, to be used again when one could not. */
  readonly kept: readonly string[];
  readonly form: CardForm;
  /** The lines that could not be read, each with the reason. */
  readonly faults: readonly LineFault[];
}

export interface LineFault {
  readonly code: CardFault;
  /** Empty: it is about no single line. */
  readonly line: string;
}

const EMPTY: CardForm = {
  custody: null,
  since: null,
  facility: null,
  months: null,
  termEnd: null,
  charges: null,
  source: null,
};

/**
 * The first line is the person; then what changes, a line each: with a label or, where the words say by themselves what
 * they are, without one. A link is the source.
 *
 * @param text without the command itself
 */
export function readCard(text: string, now: Date): CardReading {
  const [first = "", ...rest] = onLinesOfTheirOwn(text.normalize("NFC"))
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  let form = EMPTY;
  const kept: string[] = [];
  const faults: LineFault[] = [];
  for (const line of rest) {
    // A label with nothing behind it is a line of the template that was left as it was.
    if (labelOf(line)?.rest === "" || /^[^:/]+[:=]$/u.test(line)) continue;
    const read = readLine(line, form, now);
    if (typeof read === "string") faults.push({ code: read, line });
    else {
      form = read;
      kept.push(line);
    }
  }
  return { target: first, kept, form, faults };
}

/**
 * A form with lines added to it: what is said again counts as it is said last.
 *
 * @param lines of the form as it stands, without the person's
 * @param more what was written in reply to it
 */
export function withLines(lines: readonly string[], more: string): readonly string[] {
  const added = onLinesOfTheirOwn(`\n${more.normalize("NFC")}`)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const said = new Set(added.map(labelFor));
  return [...lines.filter((line) => labelFor(line) === null || !said.has(labelFor(line))), ...added];
}

/** Without the lines of that label. */
export function withoutLines(lines: readonly string[], label: CardLabel): readonly string[] {
  return lines.filter((line) => labelFor(line) !== label);
}

function labelFor(line: string): CardLabel | null {
  return labelOf(line)?.label ?? guessed(line);
}

/** @returns the longer form, or why the line cannot be taken */
function readLine(line: string, form: CardForm, now: Date): CardForm | CardFault {
  const labelled = labelOf(line);
  if (labelled !== null) return readAs(labelled.label, labelled.rest, form, now);
  const label = guessed(line);
  return label === null ? "unknown_line" : readAs(label, line, form, now);
}

/** What a line without a label is about, by its words alone. */
function guessed(line: string): CardLabel | null {
  if (isAddress(line)) return "source";
  if (readDate(line, null) !== null || TODAY.test(line) || YESTERDAY.test(line)) return "since";
  const facility = readFacility(line);
  if (facility !== null && facility.id !== null) return "place";
  if (statusOfWords(withoutDate(line).words) !== null) return "status";
  return chargesIn(line) === null ? null : "charges";
}

function readAs(label: CardLabel, words: string, form: CardForm, now: Date): CardForm | CardFault {
  switch (label) {
    case "status":
      return readStatus(words, form, now);
    case "since": {
      const since = readDate(words, now);
      if (form.since !== null) return "twice";
      if (since === null) return "date";
      return isLater(since, dayOf(now)) ? "future" : { ...form, since };
    }
    case "place": {
      if (form.facility !== null) return "twice";
      const facility = placeIn(words);
      return facility === null ? "place" : { ...form, facility };
    }
    case "sentence": {
      if (form.months !== null) return "twice";
      const months = monthsIn(words);
      return months === null ? "sentence" : { ...form, months };
    }
    case "term_end": {
      if (form.termEnd !== null) return "twice";
      const termEnd = readDate(words, now);
      return termEnd === null ? "date" : { ...form, termEnd };
    }
    case "charges": {
      if (form.charges !== null) return "twice";
      const charges = chargesIn(words);
      return charges === null ? "charges" : { ...form, charges };
    }
    case "source": {
      if (form.source !== null) return "twice";
      const source = sourceIn(words);
      return source === null ? "bad_source" : { ...form, source };
    }
  }
}

/** «free abroad 2026-11-20»: the day may stand on the same line. */
function readStatus(line: string, form: CardForm, now: Date): CardForm | CardFault {
  if (form.custody !== null) return "twice";
  const { words, date } = withoutDate(line);
  const custody = statusOfWords(words);
  if (custody === null) return "status";
  if (custody === "where_free") return "where_free";
  if (date === null) return { ...form, custody };
  const withDate = readAs("since", date, form, now);
  return typeof withDate === "string" ? withDate : { ...withDate, custody };
}

/** The fields that really change, or why none may. */
export function valuesOf(form: CardForm, shown: Person): readonly CardValue[] | CardFault {
  const { custody, since, facility, months, termEnd, charges } = form;
  const to = custody ?? shown.record.custody;
  const values: CardValue[] = [];
  if (custody !== null || since !== null) {
    if (since !== null && !isDated(shown, to)) return "date_of_what";
    values.push({ field: "status", custody: to, since });
  }
  if (facility !== null) {
    if (!isInside({ record: { custody: to } })) return "place_of_free";
    values.push({ field: "place", facility });
  }
  if (months !== null) values.push({ field: "sentence", months });
  if (termEnd !== null) values.push({ field: "term_end", on: termEnd });
  if (charges !== null) values.push({ field: "charges", charges });
  if (values.length === 0) return "nothing";
  const changed = values.filter((value) => says(shown, value));
  return changed.length === 0 ? "already" : changed;
}

/** The day of a release, an arrest or a death has a place on the card; that of a transfer has none. */
function isDated(shown: Person, to: Custody): boolean {
  if (to === "unknown") return false;
  const stays = isInside(shown) && isInside({ record: { custody: to } });
  return !stays || to === shown.record.custody;
}

/** Does the value say something else than the card does? */
function says(shown: Person, value: CardValue): boolean {
  if (value.field === "term_end") return termEndOf(shown)?.value !== value.on.value;
  return wordsFor(value.field, withValue(shown.record, value)) !== wordsFor(value.field, shown.record);
}

function wordsFor(field: CardField, record: Person["record"]): string {
  if (field === "place" && record.facility?.id != null) return record.facility.id;
  if (field === "charges")
    return record.charges.map(({ code, part, raw }) => `${code ?? raw} ${part ?? ""}`).join();
  return field === "sentence" ? String(record.verdict?.months) : listSays(record, field);
}
