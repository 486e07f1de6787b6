import type { Finding, NamedPerson } from "../domain/finding.ts";
import type { EventKind } from "../domain/kind.ts";
import { dayOf, daysBetween, onDay, startOf, type Day } from "../domain/time.ts";
import { kindOfWord } from "../locales/moderation/kind-words.ts";
import { isMixedScript } from "../people/letters.ts";
import { moderatorOrigin } from "./ruling.ts";

/** What a moderator posts in one message, read. */
export interface Draft {
  readonly kind: EventKind;
  readonly names: readonly string[];
  readonly count: number | null;
  /** The day of posting when the message gives none. */
  readonly day: Day;
  readonly url: string | null;
  readonly note: string | null;
}

type PostFault = "no_kind" | "no_people" | "too_many_names" | "bad_name" | "bad_link" | "future" | "too_long";

export type PostReading =
  | { readonly ok: true; readonly draft: Draft }
  | { readonly ok: false; readonly fault: PostFault; readonly line: string };

const MAX_NAMES = 300;
const MAX_NAME = 100;
const MAX_NOTE = 500;

/**
 * First line kind, then names one a line, date, link, note; a line of a number alone is the count. Lines in front of
 * a date or a link are names, lines after them the note, and so is what follows «note:».
 *
 * @param text without the command itself
 */
export function readPost(text: string, now: Date): PostReading {
  const [first = "", ...rest] = text
    .split("\n")
    .map((line) => line.normalize("NFC").trim())
    .filter((line) => line !== "");
  const kind = kindOfWord(first);
  if (kind === null) return refuse("no_kind", first);
  const parts = sortLines(rest, now);
  if (!("names" in parts)) return parts;
  const { names, count, url, notes, day } = parts;
  if (names.length > MAX_NAMES) return refuse("too_many_names", String(names.length));
  const bad = names.find((name) => !isName(name));
  if (bad !== undefined) return refuse("bad_name", bad);
  if (names.length === 0 && count === null) return refuse("no_people", first);
  const note = notes.join("\n");
  if (note.length > MAX_NOTE) return refuse("too_long", note.slice(0, 40));
  if (daysBetween(dayOf(now), day) > 0) return refuse("future", day);
  return {
    ok: true,
    draft: { kind, names: [...new Set(names)], count, day, url, note: note === "" ? null : note },
  };
}

interface Lines {
  readonly names: readonly string[];
  readonly notes: readonly string[];
  readonly count: number | null;
  readonly url: string | null;
  readonly day: Day;
}

function sortLines(lines: readonly string[], now: Date): Lines | PostReading {
  const names: string[] = [];
  const notes: string[] = [];
  let count: number | null = null;
  let url: string | null = null;
  let day: Day | null = null;
  for (const line of lines) {
    const date = readDay(line);
    const words = NOTE.exec(line)?.[1];
    if (words !== undefined) notes.push(words);
    else if (notes.length > 0) notes.push(line);
    else if (date !== null && day === null) day = date;
    else if (/^\d{1,4}$/u.test(line)) count = Number(line);
    else if (/^[a-z][a-z\d+.-]*:\/\//iu.test(line)) {
      if (!isLink(line)) return refuse("bad_link", line);
      url = line;
    } else if (day !== null || url !== null) notes.push(line);
    else
      names.push(
        ...line
          .split(/\s*[,;]\s*/u)
          .map(stripBullet)
          .filter((name) => name !== ""),
      );
  }
  return { names, notes, count, url, day: day ?? dayOf(now) };
}

const NOTE = /^(?:note|нататка|заўвага|заметка|примечание)\s*:\s*(.*)$/iu;

/** «12. », «— », «• » in front of names of a pasted list. */
function stripBullet(name: string): string {
  return name.replace(/^(?:\d{1,3}[.)]|[-–—•*])\s*/u, "").trim();
}

/** `2026-02-19` or `19.02.2026`; null for anything else. */
export function readDay(line: string): Day | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(line);
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/u.exec(line);
  const [year, month, day] = iso?.slice(1) ?? dotted?.slice(1).reverse() ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const written = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const at = startOf(written);
  return !Number.isNaN(at.getTime()) && dayOf(at) === written ? written : null;
}

/** Whether subscribers get a link at all is decided by the hosts of the source list when the alert is written. */
function isLink(line: string): boolean {
  return /^https:\/\/(?:[a-z\d-]+\.)+[a-z]{2,}(?:\/[^\s<>"]*)?$/iu.test(line) && line.length <= 500;
}

/** Letters of people's names: no links, no handles, no sentences. */
function isName(name: string): boolean {
  return (
    name.length <= MAX_NAME && /^\p{L}[\p{L}\p{M}'’ʼ`.\- ()]*$/u.test(name) && name.split(" ").length <= 6
  );
}

/** @param linked the register's person of each name that is surely one's */
export function findingOf(
  draft: Draft,
  id: string,
  by: string,
  linked: ReadonlyMap<string, string>,
  now: Date,
): Finding {
  const people: readonly NamedPerson[] = draft.names.map((name) => ({
    personId: linked.get(name) ?? null,
    name,
    suspicious: name.split(/[\s-]+/u).some(isMixedScript),
  }));
  return {
    id,
    kind: draft.kind,
    route: "alert",
    standing: "fresh",
    people,
    count: draft.count === null ? null : { n: draft.count, qualifier: "exact" },
    happenedOn: onDay(draft.day),
    releaseKind: null,
    modifiers: [],
    cites: [],
    reasons: ["moderator:post", `by:${by}`],
    confidence: 1,
    details: draft.note === null ? {} : { note: draft.note },
    origin: moderatorOrigin("", now, draft.url),
    foundAt: now,
  };
}

function refuse(fault: PostFault, line: string): PostReading & { readonly ok: false } {
  return { ok: false, fault, line };
}
