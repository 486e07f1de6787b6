import type { AuditLine } from "../domain/audit-line.ts";
import { isOutdated } from "../domain/card-edit.ts";
import type { CardEdit, Person } from "../domain/person.ts";
import type { Notice } from "../domain/notice.ts";
import type { CardChange } from "../ports/card-edits.ts";
import { clean } from "./clean-text.ts";

/** Between rows of edits, which are the same in every kind of database, and what the ports give. */

interface EditRow extends CardEdit {
  readonly field: CardEdit["value"]["field"];
}

export function editFrom({ field: _field, ...edit }: EditRow): CardEdit {
  return edit;
}

export function editRow(edit: CardEdit): EditRow {
  return { ...edit, field: edit.value.field };
}

/** @param edits oldest first */
export function changesIn(edits: readonly CardEdit[]): readonly CardChange[] {
  return [...Map.groupBy(edits, ({ change }) => change).values()];
}

/** An edit that the list has overtaken, with what is written about it. */
export interface EndedEdit {
  readonly edit: CardEdit;
  readonly line: AuditLine;
  readonly notice: Notice;
}

/** In the log: the list itself did it. */
const THE_LIST = "list";

/**
 * @param edits that stand
 * @param changed people as the newest snapshot gives them
 */
export function endedBy(
  edits: readonly CardEdit[],
  changed: readonly Person[],
  at: Date,
): readonly EndedEdit[] {
  const now = new Map(changed.map((person) => [person.id, person]));
  return edits.flatMap((edit) => {
    const person = now.get(edit.personId);
    if (person === undefined || !isOutdated(edit, clean(person.record))) return [];
    const { field } = edit.value;
    const name = person.record.names[0] ?? person.id;
    const facts = { field, change: edit.change };
    return [
      {
        edit,
        line: { at, who: THE_LIST, action: "card:ended", subject: person.id, facts },
        notice: {
          key: `card_ended:${edit.change}:${field}`,
          code: "card_ended",
          facts: { name, field, command: `/card ${person.id}` },
        },
      },
    ];
  });
}
