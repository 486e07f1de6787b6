import { matchList } from "../people/match-list.ts";
import type { Candidate, PeopleIndex } from "../people/person-index.ts";
import { readDay, readPost } from "./post.ts";

/**
 * A post while it is written step by step. Its text is the one-message form and stands in the bot's own message, so
 * nothing is kept between the steps and any replica may go on. A name that a moderator settled ends with the
 * register's id behind `#`, or `#-` for «none of them».
 */
export interface DraftRow {
  /** Of the draft, from 0: the first name stands on line 1. */
  readonly line: number;
  readonly name: string;
  readonly outcome: "matched" | "ambiguous" | "unknown";
  readonly candidates: readonly Candidate[];
}

const COMMAND = "/post ";
const SETTLED = /\s+#([\w:-]{1,60})$/u;
const NOTE = /^(?:note|нататка|заўвага|заметка|примечание)\s*:/iu;
const COUNT = /^\d{1,4}$/u;
const MOST_CHARACTERS = 3000;

/** @param shown the text of a message of the bot; the draft ends at its first empty line */
export function draftIn(shown: string): string | null {
  const start = shown.indexOf(COMMAND);
  return start < 0 ? null : (shown.slice(start).split("\n\n")[0] ?? null);
}

export function newDraft(kind: string): string {
  return COMMAND + kind;
}

/** @returns null when the draft would be longer than a message shows */
export function addLines(draft: string, pasted: string, search: Pick<PeopleIndex, "find">): string | null {
  const [head = "", ...lines] = draft.split("\n");
  const names = lines.filter((line) => !isRest(line));
  const rest = lines.filter(isRest);
  let isNote = false;
  for (const line of pasted.split("\n").map((it) => it.normalize("NFC").trim())) {
    if (line === "") continue;
    if (isNote) rest.push(`note: ${line}`);
    else if (isRest(line)) rest.push(line);
    else if (COUNT.test(line)) names.push(line);
    else names.push(...namesIn(line, search));
    isNote ||= NOTE.test(line);
  }
  const next = [head, ...new Set(names), ...rest].join("\n");
  return next.length > MOST_CHARACTERS ? null : next;
}

/**
 * A post in one message that is better looked at before it is sent: names with numbers, years and remarks as lists have
 * them, or a name that several people bear.
 *
 * @param text without the command itself
 * @returns null when it can go as it is, and when it cannot be read even so
 */
export function draftOfPost(text: string, now: Date, search: Pick<PeopleIndex, "find">): string | null {
  const reading = readPost(text, now);
  if (!reading.ok && reading.fault !== "bad_name") return null;
  const [kind = "", ...lines] = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  // Behind a date or a link all words are the note.
  const end = lines.findIndex(isRest);
  const told = lines.map((line, at) => (end >= 0 && at > end && !isRest(line) ? `note: ${line}` : line));
  const draft = addLines(newDraft(kind), told.join("\n"), search);
  if (draft === null) return null;
  if (!reading.ok) return readPost(readDraft(draft).text, now).ok ? draft : null;
  const isOpen = rowsOf(draft, search).some(
    (row) => row.outcome === "ambiguous" && row.candidates.length > 0,
  );
  return isOpen ? draft : null;
}

/** A date, a link or a note: they stand below the names. */
function isRest(line: string): boolean {
  return readDay(line) !== null || /^[a-z][a-z\d+.-]*:\/\//iu.test(line) || NOTE.test(line);
}

/** The list's own reader knows numbers, years and remarks in front of and behind names. */
function namesIn(line: string, search: Pick<PeopleIndex, "find">): readonly string[] {
  return matchList(line, indexOf(search)).map(({ text }) => text.replace(/,\s*\d{4}$/u, ""));
}

function indexOf({ find }: Pick<PeopleIndex, "find">): PeopleIndex {
  return {
    size: 0,
    find: (query, limit) => find(query, limit),
    called: () => [],
    link: () => [],
    upsert: () => undefined,
    remove: () => undefined,
  };
}

export function rowsOf(draft: string, search: Pick<PeopleIndex, "find">): readonly DraftRow[] {
  return draft.split("\n").flatMap((line, at): DraftRow[] => {
    if (at === 0 || isRest(line) || COUNT.test(line)) return [];
    const settled = SETTLED.exec(line)?.[1];
    const name = line.replace(SETTLED, "");
    if (settled !== undefined) {
      return [{ line: at, name, outcome: settled === "-" ? "unknown" : "matched", candidates: [] }];
    }
    const [row] = matchList(name, indexOf(search));
    return [{ line: at, name, outcome: row?.outcome ?? "unknown", candidates: row?.candidates ?? [] }];
  });
}

/** @param chosen null: none of the register's people */
export function settleRow(draft: string, at: number, chosen: Candidate | null): string {
  return draft
    .split("\n")
    .map((line, index) => {
      if (index !== at || at === 0) return line;
      return chosen === null ? `${line.replace(SETTLED, "")} #-` : `${chosen.name} #${chosen.id}`;
    })
    .join("\n");
}

/** The one-message form, and who was chosen for which name; null: surely none of the register. */
export function readDraft(draft: string): {
  readonly text: string;
  readonly chosen: ReadonlyMap<string, string | null>;
} {
  const chosen = new Map<string, string | null>();
  const lines = draft
    .slice(COMMAND.length)
    .split("\n")
    .map((line) => {
      const id = SETTLED.exec(line)?.[1];
      const name = line.replace(SETTLED, "");
      if (id !== undefined) chosen.set(name, id === "-" ? null : id);
      return name;
    });
  return { text: lines.join("\n"), chosen };
}
