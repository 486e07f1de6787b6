import type { Alert } from "../domain/alert.ts";
import type { CaseEvent, Decision, Urgency } from "../domain/event.ts";
import type { Item } from "../domain/item.ts";
import type { Person } from "../domain/person.ts";
import { dayOf } from "../domain/time.ts";
import { linksOf } from "./same.ts";
import { eventFrom, toStored, type Stored } from "./stored.ts";

/** Between rows, which are the same in every kind of database, and what the ports give. */

export interface ItemRow extends Item {
  readonly altKey: string | null;
  readonly textHash: string;
  readonly classified: boolean;
  readonly classification: unknown;
}

export function itemFrom(row: ItemRow): Item {
  const { altKey: _alt, textHash: _hash, classified: _done, classification: _result, ...item } = row;
  return item;
}

interface DecisionRow {
  readonly kind: Decision["kind"];
  readonly urgency: Urgency | null;
  readonly reason: string;
}

export function decisionFrom({ kind, urgency, reason }: DecisionRow): Decision {
  return kind === "publish" ? { kind, urgency: urgency ?? "ordinary", reason } : { kind, reason };
}

export function decisionRow(decision: Decision): DecisionRow {
  const { kind, reason } = decision;
  return { kind, urgency: kind === "publish" ? decision.urgency : null, reason };
}

interface AlertRow extends Omit<Alert, "event"> {
  readonly body: Stored<CaseEvent>;
}

export function alertFrom({ id, body, purpose, urgency, createdAt, expiresAt }: AlertRow): Alert {
  return { id, event: eventFrom(body), purpose, urgency, createdAt, expiresAt };
}

export function newAlertRow({ id, event, purpose, urgency, createdAt, expiresAt }: Alert) {
  const { id: eventId, version } = event;
  const body = toStored(event);
  return {
    id,
    eventId,
    version,
    body,
    purpose,
    urgency,
    createdAt,
    expiresAt,
    spread: false,
    notifies: false,
  };
}

/** A version that was just made: it waits for its decision. */
export function newVersionRow(event: CaseEvent) {
  const { version, kind, certainty, ruling, embargoUntil, createdAt, happenedOn } = event;
  return {
    version,
    kind,
    certainty,
    ruling,
    embargoUntil,
    createdAt,
    fromDay: happenedOn.from,
    toDay: happenedOn.to,
    body: toStored(event),
    decided: false,
    decidedUnderEmbargo: false,
  };
}

export function personIdsOf({ people }: CaseEvent): ReadonlySet<string> {
  return new Set(people.flatMap(({ personId }) => (personId === null ? [] : [personId])));
}

interface PersonRow extends Person {
  readonly trackerId: string;
}

/** Who is listed was seen in the last snapshot: thousands of unchanged rows are not rewritten to say so. */
export function personFrom(row: PersonRow, seenAt: Date | null): Person {
  const { trackerId: _tracker, ...rest } = row;
  const person = { ...rest, ...linksOf(row.aliases) };
  if (person.presence === "absent" || seenAt === null) return person;
  const seenOn = dayOf(seenAt);
  return seenOn > person.lastSeenOn ? { ...person, lastSeenOn: seenOn } : person;
}

interface VersionState {
  readonly version: number;
  readonly decided: boolean;
  readonly decidedUnderEmbargo: boolean;
  readonly embargoUntil: Date | null;
}

/**
 * May a decision on this version be stored? One on a version that is no longer the newest is dropped: the newer
 * one waits for its own, and may take back what this one would tell.
 *
 * @param stored null: there is no such event
 */
export function mayDecide(
  stored: VersionState | null,
  version: number,
  now: Date,
): { readonly embargoed: boolean } | null {
  if (stored === null || stored.version !== version) return null;
  const embargoed = stored.embargoUntil !== null && stored.embargoUntil > now;
  return stored.decided && (embargoed || !stored.decidedUnderEmbargo) ? null : { embargoed };
}

/** A link is often copied without its last slash or with another scheme. */
export function spellingsOf(urlOrKey: string): string[] {
  const plain = urlOrKey.trim();
  const bare = plain.replace(/^https?:\/\//, "").replace(/\/$/, "");
  return [
    plain,
    ...["https://", "http://", ""].flatMap((scheme) => [`${scheme}${bare}`, `${scheme}${bare}/`]),
  ];
}
