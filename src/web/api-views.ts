import { countsBySources, outletsOf } from "../alert/facts.ts";
import { safeLink } from "../alert/links.ts";
import { shownName } from "../alert/names.ts";
import { titleOf } from "../alert/parts.ts";
import type { RenderOptions } from "../alert/render-options.ts";
import type { CaseEvent } from "../domain/event.ts";
import { termEndOf } from "../domain/card-edit.ts";
import type { Language } from "../domain/language.ts";
import type { Person } from "../domain/person.ts";
import { dayOf } from "../domain/time.ts";
import { inflect } from "../locales/grammar.ts";
import { textsIn } from "../locales/texts.ts";
import { articleName } from "../people/articles.ts";
import { nameIn } from "../people/display.ts";
import { facilityName } from "../people/facilities.ts";

/** An event as `/api/events` gives it: codes for programs, `title` for people. */
export function eventView(event: CaseEvent, options: RenderOptions) {
  return {
    id: event.id,
    version: event.version,
    kind: event.kind,
    title: titleOf(event, options),
    happenedOn: event.happenedOn,
    releaseKind: event.releaseKind,
    modifiers: event.modifiers,
    certainty: event.certainty,
    count: event.count,
    counts: countsBySources(event),
    people: event.people.map((person) => ({
      id: person.personId,
      name: shownName(event, person, options),
    })),
    sources: outletsOf(event).map(({ origin }) => ({
      outlet: origin.outlet,
      tier: origin.tier,
      url: safeLink(origin.url, options.allowedHosts),
      publishedAt: origin.publishedAt.toISOString(),
    })),
    createdAt: event.createdAt.toISOString(),
    updatedAt: event.updatedAt.toISOString(),
  };
}

/** A person as `/api/people/:id` gives them: what the list publishes of the case, no contacts, no free texts. */
export function personView(
  person: Person,
  listName: string,
  language: Language,
  allowedHosts: ReadonlySet<string>,
) {
  const { id, record, aliases, presence, lastSeenOn, edits = [] } = person;
  const { vocabulary } = textsIn(language);
  const facility = record.facility?.id ?? null;
  return {
    id,
    name: nameIn(language, record.names),
    names: [...record.names, ...aliases],
    birthYear: record.birthDate === null ? null : Number(record.birthDate.value.slice(0, 4)),
    custody: record.custody,
    custodyInWords: inflect(vocabulary.custody[record.custody], record.gender),
    recognition: record.recognition,
    recognitionInWords: inflect(vocabulary.recognition[record.recognition], record.gender),
    detainedOn: record.detainedOn,
    charges: record.charges.map(({ code, part, raw }) => ({
      code,
      part,
      title: (code === null ? null : articleName(code)?.[language]) ?? null,
      raw,
    })),
    sentenceMonths: record.verdict?.months ?? null,
    termEndsOn: termEndOf(person),
    facility:
      facility === null ? null : { id: facility, name: facilityName(facility)?.[language] ?? facility },
    release: record.release,
    presence,
    list: { name: listName, url: safeLink(record.url, allowedHosts), asOf: lastSeenOn },
    edits: edits.map(({ value, source, at, listSaid }) => ({
      field: value.field,
      editedOn: dayOf(at),
      source: { host: new URL(source).hostname, url: safeLink(source, allowedHosts) },
      listSaid,
    })),
  };
}
