import { readFileSync } from "node:fs";
import { KINDS, type Kind } from "../src/domain/kind.ts";
import type { LabelledItem } from "./labelled.ts";

const TEMPLATES = new URL("../test/corpus/templates.tsv", import.meta.url);
/** Headlines made of one template: enough that the model learns the verb and not the person. */
const COPIES = 6;

/**
 * Rows for training only: sentences with slots, `{A}` a person in the accusative and so on, filled in turn. They are
 * never used to measure.
 */
export function templateRows(): LabelledItem[] {
  const lines = readFileSync(TEMPLATES, "utf8")
    .split("\n")
    .slice(1)
    .filter((line) => line !== "")
    .map((line) => line.split("\t"));
  const slots = new Map(
    lines
      .filter(([, head]) => head?.startsWith("@"))
      .map(([lang = "", head = "", text = ""]) => [`${lang}${head.slice(1)}`, text.split("|")]),
  );
  return lines
    .filter(([, head]) => head?.startsWith("@") === false)
    .flatMap(([lang = "", labels = "", text = ""], line) =>
      Array.from({ length: text.includes("{") ? COPIES : 2 }, (_, copy) => {
        const title = filled(text, lang, slots, line * COPIES + copy);
        return rowOf(`${lang}-t${String(line)}-${String(copy)}`, lang, labels, title);
      }),
    );
}

function filled(
  text: string,
  lang: string,
  slots: ReadonlyMap<string, readonly string[]>,
  turn: number,
): string {
  let step = 0;
  const title = text.replace(/\{(\w)\}/gu, (_, slot: string) => {
    const choices = slots.get(`${lang}${slot}`) ?? [""];
    step += 1;
    return choices[(turn * (2 * step + 5) + step) % choices.length] ?? "";
  });
  return title.charAt(0).toUpperCase() + title.slice(1).trim();
}

function rowOf(id: string, language: string, labels: string, title: string): LabelledItem {
  const kinds = labels.split("|").filter((name): name is Kind => KINDS.some((kind) => kind === name));
  return {
    id,
    language,
    labels: kinds,
    count: null,
    isNew: true,
    trap: "",
    item: { title, summary: "", outlet: null, language: null, tier: null, publishedAt: null },
  };
}
