import type { PartialDate, PersonRecord } from "../domain/person.ts";
import { isNoInformation } from "./tracker-columns.ts";
import { overlap } from "./tracker-dates.ts";
import { trackerEvent, type TrackerEvent, type TrackerEventName } from "./tracker-event.ts";
import { cellOf, nameKey, releaseDateOf } from "./tracker-facts.ts";

const DETAIL_COLUMNS = [
  "gender",
  "description",
  "birthday",
  "arrested",
  "articles",
  "prison",
  "declaration",
  "decision",
  "penalty",
  "judge",
  "councel",
  "penalty_start_date",
  "release_date",
  "verdict_date",
  "appeal_date",
  "fake_terrorist_list",
  "clusters",
] as const;
type DetailColumn = (typeof DETAIL_COLUMNS)[number];

const COURT: readonly DetailColumn[] = [
  "decision",
  "penalty",
  "judge",
  "councel",
  "verdict_date",
  "appeal_date",
  "penalty_start_date",
  "articles",
  "description",
];

/** Columns that change because of an event and say nothing further. */
const PART_OF: Readonly<Partial<Record<TrackerEventName, readonly DetailColumn[]>>> = {
  release: ["release_date", "prison", "description"],
  deportation_refused: ["release_date", "prison", "description"],
  recognition: ["declaration", "description", "clusters"],
  recognised_ex_post_facto: ["declaration", "description", "release_date", "prison", "clusters"],
  detention: ["arrested", "prison", "articles", "description"],
  re_arrest: ["arrested", "release_date", "declaration", "prison", ...COURT],
  verdict: COURT,
  appeal: COURT,
  case_411: COURT,
  charge: ["articles", "description"],
  transfer: ["prison"],
  death: ["release_date", "prison", "description"],
  shizo: ["description"],
  pkt: ["description"],
  regime_tightened: ["prison", ...COURT],
  incommunicado_start: ["description"],
  contact_restored: ["description"],
  left_country: ["description"],
  returned: ["description"],
};

/** What was filled in or put right beside the events of a row: kept, told to nobody. */
export function detailEvents(
  before: PersonRecord,
  after: PersonRecord,
  events: readonly TrackerEvent[],
): readonly TrackerEvent[] {
  const explained = new Set<string>(
    events.flatMap(({ event, field }) => [
      ...(PART_OF[event] ?? []),
      ...(field === undefined ? [] : [field]),
    ]),
  );
  const filled = DETAIL_COLUMNS.filter(
    (column) => !explained.has(column) && !isKnown(before, column) && isKnown(after, column),
  ).map((field) => trackerEvent(after.recordId, "detail_fill", false, { field }));
  return [...filled, ...corrections(before, after, explained)];
}

/** The same list in another alphabet renames nobody. */
function isLatin({ names }: PersonRecord): boolean {
  return /\p{Script=Latin}/u.test(names[0] ?? "");
}

function isKnown(record: PersonRecord, column: DetailColumn): boolean {
  const cell = cellOf(record, column);
  return cell !== "" && !isNoInformation(cell);
}

function corrections(
  before: PersonRecord,
  after: PersonRecord,
  explained: ReadonlySet<string>,
): readonly TrackerEvent[] {
  const pairs: readonly (readonly [string, PartialDate | null, PartialDate | null])[] = [
    ["birthday", before.birthDate, after.birthDate],
    ["arrested", before.detainedOn, after.detainedOn],
    ["release_date", releaseDateOf(before), releaseDateOf(after)],
    ["verdict_date", before.verdict?.date ?? null, after.verdict?.date ?? null],
  ];
  const dates = pairs.flatMap(([field, old, now]) => {
    if (explained.has(field) || old === null || now === null || old.value === now.value) return [];
    // `1994` that became `1994-04-04` was filled in, not corrected.
    const isMoreExact = overlap(old, now) && now.value.length > old.value.length;
    return [trackerEvent(after.recordId, isMoreExact ? "detail_fill" : "correction", false, { field })];
  });
  const isRenamed = isLatin(before) === isLatin(after) && nameKey(before) !== nameKey(after);
  const { recordId } = after;
  return isRenamed ? [...dates, trackerEvent(recordId, "correction", false, { field: "name" })] : dates;
}
