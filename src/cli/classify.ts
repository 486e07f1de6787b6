/** `cli classify`: items as JSON lines on stdin, what each says as a JSON line on stdout. */
import { createClassifier, type Classifier } from "../classify/classifier.ts";
import type { ItemToClassify } from "../domain/finding.ts";
import type { TextLanguage } from "../domain/language.ts";
import { TIERS } from "../domain/source.ts";
import { instant } from "../domain/time.ts";
import { buildPeopleIndex } from "../people/person-index.ts";
import type { CommandIo } from "./command.ts";

const USAGE =
  'usage: classify   (stdin: JSON lines {"id","title","summary","outlet"?,"language"?,"tier"?,"publishedAt"?})';
const TEXT_LANGUAGES: readonly TextLanguage[] = ["be", "ru", "en", "uk", "pl", "lt", "und"];

/** @returns the exit code: 0, 1 when a line cannot be read (the others are answered), 2 for wrong usage */
export async function classify({ args, stdin, stdout, stderr }: CommandIo): Promise<0 | 1 | 2> {
  if (args.length > 0) {
    stderr(USAGE);
    return 2;
  }
  const people = buildPeopleIndex([]);
  const classifier = createClassifier({ link: (text) => people.link(text) });
  let number = 0;
  let refused = 0;
  for await (const line of stdin) {
    number += 1;
    if (line.trim() === "") continue;
    try {
      stdout(answer(line, classifier));
    } catch (error) {
      refused += 1;
      stderr(`line ${String(number)}: ${error instanceof Error ? error.message : "unreadable"}`);
    }
  }
  return refused > 0 ? 1 : 0;
}

/** @throws SyntaxError when the line is no item */
function answer(line: string, classifier: Classifier): string {
  const value: unknown = JSON.parse(line.replace(/^\uFEFF/u, ""));
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new SyntaxError("not an object");
  const fields = value as Readonly<Record<string, unknown>>;
  const { language, labels, route, people, count, reasons } = classifier.classify(itemOf(fields));
  const names = [...new Set(people.map((person) => person.text))];
  return JSON.stringify({
    id: fields["id"] ?? null,
    language,
    labels,
    route,
    people: names,
    count: count?.n ?? null,
    reasons,
  });
}

function itemOf(fields: Readonly<Record<string, unknown>>): ItemToClassify {
  const publishedAt = textIn(fields, "publishedAt");
  const epochMs = publishedAt === null ? Number.NaN : Date.parse(publishedAt);
  return {
    title: textIn(fields, "title") ?? "",
    summary: textIn(fields, "summary") ?? "",
    outlet: textIn(fields, "outlet"),
    language: TEXT_LANGUAGES.find((it) => it === fields["language"]) ?? null,
    tier: tierIn(fields),
    publishedAt: Number.isNaN(epochMs) ? null : instant(epochMs),
  };
}

function textIn(fields: Readonly<Record<string, unknown>>, name: string): string | null {
  const value = fields[name] ?? null;
  if (value !== null && typeof value !== "string") throw new SyntaxError(`${name}: not a text`);
  return value;
}

function tierIn(fields: Readonly<Record<string, unknown>>): ItemToClassify["tier"] {
  const written = textIn(fields, "tier");
  if (written === null) return null;
  const tier = TIERS.find((it) => it === written);
  if (tier === undefined) throw new SyntaxError(`tier: none of ${TIERS.join(", ")}`);
  return tier;
}
