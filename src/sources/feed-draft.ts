import type { ParsedItem } from "../domain/item.ts";
import { parseFeedDate } from "./feed-dates.ts";
import { feedLink } from "./feed-links.ts";
import { decodeEntities } from "./feed-entities.ts";
import { plainText } from "./feed-plain.ts";
import type { Field } from "./feed-vocabulary.ts";

const MAX_TITLE = 500;
const MAX_SUMMARY = 1500;
/** A title made of the text, for items that have none. */
const MAX_BORROWED_TITLE = 140;
const MAX_GUID = 500;

interface Value {
  readonly rank: number;
  readonly text: string;
}

/** An item that is being read: every value that may become a field, best rank first. */
export class Draft {
  readonly #values: Record<Field, Value[]> = { title: [], link: [], guid: [], date: [], summary: [] };
  /** What relative links of this item start from. */
  base: string | null;
  guidIsLink = true;

  constructor(base: string | null) {
    this.base = base;
  }

  add(field: Field, rank: number, text: string): void {
    if (text.trim() === "") return;
    const values = this.#values[field];
    const at = values.findIndex((other) => other.rank > rank);
    values.splice(at < 0 ? values.length : at, 0, { rank, text });
    // Hostile items repeat a field for ever; the best few are enough.
    if (values.length > 8) values.pop();
  }

  /** @returns null for an item that says nothing at all */
  finished(feedBase: string | null, today: Date): ParsedItem | null {
    const guid = this.#guid();
    const url = this.#url(this.base ?? feedBase, guid);
    const summary = this.#first("summary", (raw) => plainText(raw, MAX_SUMMARY)) ?? "";
    const title =
      this.#first("title", (raw) => plainText(raw, MAX_TITLE)) ?? plainText(summary, MAX_BORROWED_TITLE);
    if (title === "" && url === null) return null;
    const publishedAt = this.#first("date", (raw) => parseFeedDate(decodeEntities(raw), today));
    return { guid, url, title, summary, publishedAt };
  }

  #guid(): string | null {
    const raw = decodeEntities(this.#values.guid[0]?.text ?? "")
      .replace(/[\p{Cc}\s]+/gu, " ")
      .trim()
      .slice(0, MAX_GUID);
    return raw === "" ? null : raw.toWellFormed();
  }

  #url(base: string | null, guid: string | null): string | null {
    const link = this.#first("link", (raw) => feedLink(raw, base));
    if (link !== null || guid === null || !this.guidIsLink) return link;
    return /^https?:\/\//iu.test(guid) ? feedLink(guid, null) : null;
  }

  /** The first value, best rank first, that reads as something. */
  #first<T>(field: Field, read: (raw: string) => T | null): T | null {
    for (const { text } of this.#values[field]) {
      const value = read(text);
      if (value !== null && value !== "") return value;
    }
    return null;
  }
}
