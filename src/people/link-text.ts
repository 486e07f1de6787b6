import type { Mention } from "../domain/finding.ts";
import type { NamePostings } from "./postings.ts";

export function linkText(_text: string, _postings: NamePostings): readonly Mention[] {
  return [];
}
