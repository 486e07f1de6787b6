import type { ReleaseKind, ReleaseModifier } from "../domain/kind.ts";
import type { PartialDate } from "../domain/person.ts";
import type { Day } from "../domain/time.ts";

/** What a difference between two snapshots of a list can mean. */
export type TrackerEventName =
  | "release"
  | "deportation_refused"
  | "detention"
  | "re_arrest"
  | "recognition"
  | "recognised_ex_post_facto"
  | "charge"
  | "verdict"
  | "appeal"
  | "case_411"
  | "transfer"
  | "regime_tightened"
  | "shizo"
  | "pkt"
  | "incommunicado_start"
  | "contact_restored"
  | "left_country"
  | "returned"
  | "death"
  | "new_row_active"
  | "new_row_former"
  | "new_row_np"
  | "row_missing"
  | "detail_fill"
  | "correction";

/** Cases that only a moderator may settle. */
export type ReviewCode =
  | "DEATH_CLAIM"
  | "EMBARGO"
  | "FUTURE_BIRTH_DATE"
  | "FUTURE_DETENTION_DATE"
  | "FUTURE_VERDICT_DATE"
  | "FUTURE_RELEASE_DATE"
  | "SAME_URL_TWO_IDS"
  | "SAME_NAME_TOKENS_AND_DOB"
  | "SAME_ID_TWO_ROWS"
  | "UNREADABLE_ROW"
  | "RELEASED_BUT_ACTIVE"
  | "DETAINED_BUT_FORMER"
  | "BACK_WITHOUT_DETENTION"
  | "STATUS_WITHDRAWN"
  | "SENTENCE_CHANGED"
  | "REFUSED_TO_LEAVE";

export interface TrackerEvent {
  readonly recordId: string;
  readonly event: TrackerEventName;
  /** Null: the list gives no date, it was between the two snapshots. */
  readonly date: PartialDate | null;
  readonly releaseKind: ReleaseKind | null;
  readonly modifiers: readonly ReleaseModifier[];
  /** May subscribers be told? */
  readonly push: boolean;
  /** Which column a detail or a correction is about. */
  readonly field?: string;
  /** The list's own words for where from and where to, or for the new decision. */
  readonly from?: string;
  readonly to?: string;
  /** What a new row stands for. */
  readonly as?: readonly TrackerEventName[];
  /** A moderator must settle it before anybody is told. */
  readonly review?: ReviewCode;
}

/** When the two snapshots were taken: `since` the older one, null when it is not known. */
export interface DiffTime {
  readonly since: Day | null;
  readonly today: Day;
}

type Optional = Partial<Omit<TrackerEvent, "recordId" | "event">>;

export function trackerEvent(
  recordId: string,
  event: TrackerEventName,
  push: boolean,
  more: Optional = {},
): TrackerEvent {
  return { recordId, event, date: null, releaseKind: null, modifiers: [], push, ...more };
}
