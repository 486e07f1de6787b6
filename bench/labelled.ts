import { readFileSync } from "node:fs";
import type { ItemToClassify } from "../src/domain/finding.ts";
import { KINDS, type Kind } from "../src/domain/kind.ts";
import type { TextLanguage } from "../src/domain/language.ts";

/** A row of `test/corpus/items.tsv`, or of another file with the same named columns. */
export interface LabelledItem {
  readonly id: string;
  readonly language: string;
  /** Main label first. */
  readonly labels: readonly Kind[];
  readonly count: number | null;
  readonly isNew: boolean;
  readonly trap: string;
  readonly item: ItemToClassify;
}

/** Rows for measuring only. */
export const HELD_OUT = new URL("../test/corpus/held-out.tsv", import.meta.url);
export const CORPUS = new URL("../test/corpus/items.tsv", import.meta.url);

/** @throws Error when a label is none of the kinds */
export function readLabelled(file: URL | string): LabelledItem[] {
  const [header = "", ...lines] = readFileSync(file, "utf8").split("\n");
  const columns = header.split("\t");
  return lines
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const cells = line.split("\t");
      const cell = (name: string): string => cells[columns.indexOf(name)] ?? "";
      return {
        id: cell("id"),
        language: cell("lang"),
        labels: cell("labels").split("|").map(kindNamed),
        count: cell("count") === "" ? null : Number(cell("count")),
        isNew: (cell("is_new") || cell("is_new_event")) === "1",
        trap: cell("trap"),
        item: {
          title: cell("title"),
          summary: cell("summary"),
          outlet: cell("outlet") || cell("style") || null,
          language: null as TextLanguage | null,
          tier: null,
          publishedAt: null,
        },
      };
    });
}

function kindNamed(name: string): Kind {
  const kind = KINDS.find((it) => it === name);
  if (kind === undefined) throw new Error(`no such kind: ${name}`);
  return kind;
}
