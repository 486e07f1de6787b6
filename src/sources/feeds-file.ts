import { z } from "zod";
import { TIERS, TRACKER_KINDS } from "../domain/source.ts";
import type { FeedSource, Sources, TrackerSource } from "../domain/source.ts";
import type { TextLanguage } from "../domain/language.ts";

/** feeds.json → sources. Unknown fields and bad values are refused, each with the path of its field. */

export type SourcesReading =
  | { readonly ok: true; readonly sources: Sources }
  /** One line a fault, such as `feeds[2].tier: …`. */
  | { readonly ok: false; readonly faults: readonly string[] };

const TEXT_LANGUAGES = ["be", "ru", "en", "uk", "pl", "lt", "und"] as const satisfies readonly TextLanguage[];
const STATUSES = ["active", "broken"] as const;
const UNIT_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 24 * 3_600_000 };
const MAX_EVERY_MS = 7 * 24 * 3_600_000;

const idSchema = z
  .string()
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N}._:-]{0,63}$/u,
    "1 to 64 letters, digits, dots, colons, dashes or underscores",
  );
const urlSchema = z.string().refine(isWebUrl, "an http or https URL without user name");
const wordsSchema = z.string().trim().min(1).max(300);
const everySchema = z.string().transform((text, context): number => {
  const ms = durationMs(text);
  if (ms !== null && ms <= MAX_EVERY_MS) return ms;
  context.addIssue({ code: "custom", message: "a duration such as 1s, 5m or 6h" });
  return z.NEVER;
});

const common = {
  id: idSchema,
  url: urlSchema,
  mirrors: z.array(urlSchema).max(10).default([]),
  every: everySchema.optional(),
  status: z.enum(STATUSES).default("active"),
  note: wordsSchema.optional(),
};

const fileSchema = z.strictObject({
  $schema: z.string().optional(),
  feeds: z
    .array(
      z.strictObject({
        ...common,
        outlet: wordsSchema.optional(),
        language: z.enum(TEXT_LANGUAGES).default("und"),
        tier: z.enum(TIERS).default("media"),
      }),
    )
    .default([]),
  trackers: z
    .array(z.strictObject({ ...common, kind: z.enum(TRACKER_KINDS), outlet: wordsSchema.optional() }))
    .default([]),
});

type FeedsFile = z.output<typeof fileSchema>;

/** @param json the file's text */
export function parseFeedsFile(json: string): SourcesReading {
  let raw: unknown;
  try {
    raw = JSON.parse(json.replace(/^\ufeff/u, ""));
  } catch (error) {
    return { ok: false, faults: [`no JSON: ${error instanceof Error ? error.message : "unreadable"}`] };
  }
  const read = fileSchema.safeParse(raw);
  if (!read.success) return { ok: false, faults: read.error.issues.flatMap(faultsOf) };
  const faults = repeatedIds(read.data);
  if (faults.length > 0) return { ok: false, faults };
  return {
    ok: true,
    sources: { feeds: read.data.feeds.map(feedOf), trackers: read.data.trackers.map(trackerOf) },
  };
}

/** The language that a code names; `und` for one that no source of ours writes. */
export function textLanguageOf(code: string | null): TextLanguage {
  return TEXT_LANGUAGES.find((known) => known === code) ?? "und";
}

/** `90s`, `5m`, `6h` → milliseconds; null when it is no duration. */
function durationMs(text: string): number | null {
  const match = /^([1-9]\d{0,5})([smhd])$/u.exec(text.trim());
  return match === null ? null : Number(match[1]) * (UNIT_MS[match[2] ?? ""] ?? 0);
}

/** The shortest way to write a duration of whole seconds. */
function durationText(ms: number): string {
  if (ms % 3_600_000 === 0) return `${String(ms / 3_600_000)}h`;
  return ms % 60_000 === 0 ? `${String(ms / 60_000)}m` : `${String(Math.round(ms / 1000))}s`;
}

/** Sources → the file's text, with nothing that a default says already. */
export function feedsFileText({ feeds, trackers }: Sources): string {
  const file = {
    feeds: feeds.map(({ everyMs, ...feed }) => withoutDefaults({ ...feed, every: everyText(everyMs) })),
    trackers: trackers.map(({ everyMs, ...tracker }) =>
      withoutDefaults({ ...tracker, every: everyText(everyMs) }),
    ),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

function everyText(everyMs: number | null): string | null {
  return everyMs === null ? null : durationText(everyMs);
}

function withoutDefaults(entry: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept = Object.entries(entry).filter(
    ([name, value]) =>
      value !== null &&
      !(name === "status" && value === "active") &&
      !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(kept);
}

function feedOf({ every, note, outlet, ...feed }: FeedsFile["feeds"][number]): FeedSource {
  return { ...feed, outlet: outlet ?? feed.id, everyMs: every ?? null, note: note ?? null };
}

function trackerOf({ every, note, outlet, ...tracker }: FeedsFile["trackers"][number]): TrackerSource {
  return { ...tracker, outlet: outlet ?? tracker.id, everyMs: every ?? null, note: note ?? null };
}

function faultsOf(issue: z.core.$ZodIssue): string[] {
  const path = pathText(issue.path);
  if (issue.code !== "unrecognized_keys") return [`${path}: ${issue.message}`];
  return issue.keys.map((key) => `${path === "file" ? "" : `${path}.`}${key}: unknown field`);
}

function pathText(path: readonly PropertyKey[]): string {
  const text = path.reduce<string>(
    (before, part) => before + (typeof part === "number" ? `[${String(part)}]` : `.${String(part)}`),
    "",
  );
  return text === "" ? "file" : text.replace(/^\./u, "");
}

/** Feeds and trackers share the table of states: no id twice. */
function repeatedIds(file: FeedsFile): string[] {
  const seen = new Set<string>();
  const entries = [
    ...file.feeds.map(({ id }, at) => ({ id, path: `feeds[${String(at)}].id` })),
    ...file.trackers.map(({ id }, at) => ({ id, path: `trackers[${String(at)}].id` })),
  ];
  return entries.flatMap(({ id, path }) => {
    const isRepeated = seen.has(id);
    seen.add(id);
    return isRepeated ? [`${path}: "${id}" is taken`] : [];
  });
}

function isWebUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/u.test(url.protocol) && url.username === "" && url.password === "";
}
