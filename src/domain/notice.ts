/**
 * A short message to all moderators: what happened and the facts that its text needs.
 * Codes are the keys of the moderators' texts in `locales/`. `key` is unique: the same notice is told once.
 */
export interface Notice {
  readonly key: string;
  readonly code:
    | "source_blind"
    | "source_back"
    | "source_gone"
    | "feed_flood"
    | "snapshot_held"
    | "event_held"
    | "circuit_open"
    | "rule_needed"
    | "second_needed"
    | "moderator_enrolled"
    | "moderator_locked"
    | "role_changed"
    | "silenced"
    | "alias_ended"
    | "passed_over"
    | "card_edited"
    | "card_ended"
    | "updates_taken";
  /** Plain text and numbers, unescaped; never about subscribers. */
  readonly facts: Readonly<Record<string, string | number>>;
}
