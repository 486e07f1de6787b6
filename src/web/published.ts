import { titleOf } from "../alert/parts.ts";
import { renderEvent } from "../alert/render.ts";
import type { RenderOptions } from "../alert/render-options.ts";
import { outletsOf } from "../alert/facts.ts";
import { safeLink } from "../alert/links.ts";
import type { CaseEvent } from "../domain/event.ts";
import type { EventKind } from "../domain/kind.ts";
import type { Language } from "../domain/language.ts";
import type { Person } from "../domain/person.ts";
import type { Day } from "../domain/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { EventPlace, Reading } from "../ports/reading.ts";

export interface PublicPorts {
  readonly reading: Pick<Reading, "events" | "eventsOf" | "person">;
  readonly clock: Clock;
  readonly allowedHosts: ReadonlySet<string>;
  /** The name of a list of prisoners, by its id. */
  readonly listName: (trackerId: string) => string;
}

export interface EventQuery {
  readonly limit: number;
  readonly kinds: readonly EventKind[] | null;
  readonly since: Day | null;
  /** The last event of the page before; null: the newest page. */
  readonly before: EventPlace | null;
}

/** Confirmed events with the people whom they name, ready to be worded. */
export interface Published {
  readonly events: readonly CaseEvent[];
  readonly optionsIn: (language: Language) => RenderOptions;
}

/** A page, and behind which event the next one begins; null: there is none. */
export interface PublishedPage extends Published {
  readonly next: EventPlace | null;
}

/** What anybody may read: confirmed, under no embargo, nobody in it under embargo; newest first. */
export async function published(ports: PublicPorts, query: EventQuery): Promise<PublishedPage> {
  const { limit, kinds, since } = query;
  const now = ports.clock.now();
  const found: CaseEvent[] = [];
  // Disputed ones are left out, so that a page may need more than one look; one event more tells of a next page.
  for (let before = query.before; ;) {
    const asked = limit + 1 - found.length;
    const place = before === null ? {} : { before };
    const events = await ports.reading.events({
      limit: asked,
      kinds,
      since,
      unconfirmed: false,
      now,
      ...place,
    });
    found.push(...events.filter(({ certainty }) => certainty === "confirmed"));
    const last = events.at(-1);
    if (found.length > limit || events.length < asked || last === undefined) break;
    before = placeOf(last);
  }
  const last = found.length > limit ? found[limit - 1] : undefined;
  const shown = await withPeople(ports, found.slice(0, limit));
  return { ...shown, next: last === undefined ? null : placeOf(last) };
}

function placeOf({ happenedOn, createdAt, id }: CaseEvent): EventPlace {
  return { day: happenedOn.to, createdAt, id };
}

export async function withPeople(ports: PublicPorts, found: readonly CaseEvent[]): Promise<Published> {
  const events = found.filter(({ certainty }) => certainty === "confirmed");
  const ids = new Set(events.flatMap(({ people }) => people.map(({ personId }) => personId)));
  const people = new Map<string, Person>();
  for (const id of ids) {
    const person = id === null ? null : await ports.reading.person(id);
    if (person !== null) people.set(person.id, person);
  }
  const { allowedHosts, clock } = ports;
  const now = clock.now();
  return { events, optionsIn: (language) => ({ language, discreet: false, allowedHosts, now, people }) };
}

/** One event for a feed reader. */
export interface Entry {
  readonly id: string;
  readonly title: string;
  readonly html: string;
  /** The first source that may be linked; null when none can. */
  readonly url: string | null;
  readonly kind: EventKind;
  readonly publishedAt: Date;
  readonly updatedAt: Date;
}

export function entryOf(event: CaseEvent, options: RenderOptions): Entry {
  const urls = outletsOf(event).map(({ origin }) => safeLink(origin.url, options.allowedHosts));
  return {
    id: event.id,
    title: titleOf(event, options),
    html: renderEvent(event, options)
      .markup.replaceAll("<blockquote expandable>", "<blockquote>")
      .replaceAll("\n", "<br>"),
    url: urls.find((url) => url !== null) ?? null,
    kind: event.kind,
    publishedAt: event.createdAt,
    updatedAt: event.updatedAt,
  };
}
