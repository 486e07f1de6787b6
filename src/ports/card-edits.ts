import type { AuditLine } from "../domain/audit-line.ts";
import type { CardEdit, CardField, Person } from "../domain/person.ts";

/** What is known of a card: the list's own record, and all that moderators said about it. */
export interface CardBehind {
  /** As the list gives the person, without edits. */
  readonly person: Person;
  readonly edits: readonly CardEdit[];
}

/** One message of a moderator: its edits share `change`, `personId`, `source` and `state`. Never empty. */
export type CardChange = readonly CardEdit[];

/**
 * Moderators' edits of facts on cards. The list's own records stay as they are: `Reading` gives people with the edits
 * that stand, `TrackerStore` without. A snapshot that says something else of a field ends its edit, with a line in the
 * log and a notice. Each method is one transaction.
 */
export interface CardEdits {
  /** Null: nobody has this id. */
  behind(personId: string): Promise<CardBehind | null>;
  /** Those that wait for a second moderator, oldest first. */
  asked(): Promise<readonly CardChange[]>;
  /** None: it is no more, or never was. */
  change(id: string): Promise<CardChange>;
  /** Drafts and askings older than that are forgotten. */
  saveDraft(change: CardChange, forgetBefore: Date): Promise<void>;
  /**
   * A draft is asked about, or what was a draft or asked about stands from now on, in the place of what stood for the
   * same fields.
   *
   * @returns `gone`: it is no more in the state that was seen; `overtaken`: the list says something else by now
   */
  advance(
    seen: CardChange,
    to: { readonly state: "asked" | "stands"; readonly agreedBy: string | null; readonly at: Date },
    line: AuditLine,
  ): Promise<"saved" | "gone" | "overtaken">;
  /** @param line null for a draft, which nobody but its author saw */
  drop(seen: CardChange, line: AuditLine | null): Promise<"saved" | "gone">;
  /** What stands for one field is taken back. */
  takeBack(change: string, field: CardField, line: AuditLine): Promise<"saved" | "gone">;
}
