import type { HeadCount, NamedPerson } from "../domain/finding.ts";
import type { EventKind } from "../domain/kind.ts";
import { kindOfWord } from "../locales/moderation/kind-words.ts";
import { isMixedScript } from "../people/letters.ts";
import type { Correction } from "./ruling.ts";

const MAX_NOTE = 500;

/** Words in front of the parts of a correction, in the languages that moderators write. */
const KEYS: Readonly<Record<string, keyof Correction>> = {
  kind: "kind",
  від: "kind",
  вид: "kind",
  people: "people",
  person: "people",
  names: "people",
  людзі: "people",
  люди: "people",
  імёны: "people",
  имена: "people",
  count: "count",
  number: "count",
  колькасць: "count",
  количество: "count",
  note: "note",
  нататка: "note",
  заметка: "note",
};

export type ChangeReading =
  { readonly ok: true; readonly change: Correction } | { readonly ok: false; readonly line: string };

/**
 * `kind: arrest`, `people: A, B`, `count: 14`, `note: …`, one a line; a part without words is emptied.
 *
 * @param linked the register's person of a name, when it is surely one's
 */
export function readCorrection(
  lines: readonly string[],
  linked: (name: string) => string | null,
): ChangeReading {
  let change: Correction = {};
  for (const line of lines) {
    const [, word = "", value = ""] = /^(\p{L}+)\s*[:=]\s*(.*)$/u.exec(line) ?? [];
    const key = KEYS[word.toLowerCase()];
    const part = key === undefined ? null : readPart(key, value.trim(), linked);
    if (part === null) return { ok: false, line };
    change = { ...change, ...part };
  }
  return Object.keys(change).length === 0 ? { ok: false, line: "" } : { ok: true, change };
}

function readPart(
  key: keyof Correction,
  value: string,
  linked: (name: string) => string | null,
): Correction | null {
  if (key === "kind") {
    const kind = kindOfWord(value);
    return kind === null ? null : { kind };
  }
  if (key === "note") return value.length > MAX_NOTE ? null : { note: value === "" ? null : value };
  if (key === "count") {
    if (value === "") return { count: null };
    return /^\d{1,4}$/u.test(value) ? { count: { n: Number(value), qualifier: "exact" } } : null;
  }
  const names = value
    .split(/[,;]/u)
    .map((name) => name.trim())
    .filter((name) => name !== "");
  const isSound = names.every((name) => name.length <= 100 && /^\p{L}[\p{L}\p{M}'’ʼ`.\- ()]*$/u.test(name));
  return isSound ? { people: names.map((name) => personOf(name, linked(name))) } : null;
}

function personOf(name: string, personId: string | null): NamedPerson {
  return { personId, name, suspicious: name.split(/[\s-]+/u).some(isMixedScript) };
}

/** A change as the audit log keeps it for the second moderator. */
export function writeChange(change: Correction): string {
  const { kind, people, count, note } = change;
  return JSON.stringify([
    kind ?? null,
    people?.map(({ personId, name, suspicious }) => [personId, name, suspicious]) ?? null,
    count === undefined ? null : [count?.n ?? null],
    note === undefined ? null : [note],
  ]);
}

/** The words of one language; `readCorrection` reads them all. */
export interface ChangeWords {
  readonly labels: Readonly<Record<keyof Correction, string>>;
  readonly kinds: Readonly<Record<EventKind, string>>;
}

/** A change as a person reads it and may write it: a line a part. */
export function tellChange(
  { kind, people, count, note }: Correction,
  { labels, kinds }: ChangeWords,
): readonly string[] {
  return [
    ...(kind === undefined ? [] : [`${labels.kind}: ${kinds[kind].toLowerCase()}`]),
    ...(people === undefined ? [] : [`${labels.people}: ${people.map(({ name }) => name).join(", ")}`]),
    ...(count === undefined ? [] : [`${labels.count}: ${String(count?.n ?? "")}`]),
    ...(note === undefined ? [] : [`${labels.note}: ${note ?? ""}`]),
  ];
}

type Written = readonly [
  Correction["kind"] | null,
  readonly (readonly [string | null, string, boolean])[] | null,
  readonly [number | null] | null,
  readonly [string | null] | null,
];

/** @param written by `writeChange`; null when it is anything else */
export function readChange(written: string): Correction | null {
  try {
    const [kind, people, count, note] = JSON.parse(written) as Written;
    return {
      ...(kind === null || kind === undefined ? {} : { kind }),
      ...(people === null
        ? {}
        : { people: people.map(([personId, name, suspicious]) => ({ personId, name, suspicious })) }),
      ...(count === null ? {} : { count: headCount(count[0]) }),
      ...(note === null ? {} : { note: note[0] }),
    };
  } catch {
    return null;
  }
}

function headCount(n: number | null): HeadCount | null {
  return n === null ? null : { n, qualifier: "exact" };
}
