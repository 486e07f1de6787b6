import { Parser } from "htmlparser2";
import type { ParsedItem } from "../domain/item.ts";
import { Draft } from "./feed-draft.ts";
import { baseWithin, feedLink } from "./feed-links.ts";
import { isInlineTag, plainText } from "./feed-plain.ts";
import { CONTAINERS, meaningOf, rankOfRelation, vocabularyOf } from "./feed-vocabulary.ts";
import type { Meaning, Vocabulary } from "./feed-vocabulary.ts";

/**
 * Repaired text → items, with a tokenizer that no broken tag stops: unclosed, misnested and upper-case
 * elements, attributes without quotes, bare ampersands, other prefixes, items outside their channel.
 */

const MAX_DEPTH = 2000;
const MAX_ITEMS = 5000;
const MAX_FIELD = 60_000;
const MAX_FEED_TITLE = 200;

type Attributes = Readonly<Record<string, string>>;

interface Capture {
  readonly meaning: Meaning | { readonly field: "feedTitle" | "feedLink" | "ttl" | "period" | "frequency" };
  readonly draft: Draft | null;
  readonly depth: number;
  /** Entities and all: what becomes plain text later decodes them anyway. */
  text: string;
  /** Inside `<script>` and the like, whose words nobody reads. */
  mute: number;
}

export class FeedXml {
  readonly items: ParsedItem[] = [];
  title = "";
  hasChannel = false;
  fault: string | null = null;
  readonly #parser: Parser;
  readonly #entities: ReadonlyMap<string, string>;
  readonly #today: Date;
  readonly #namespaces = new Map<string, string>();
  readonly #asked = { ttl: "", period: "", frequency: "" };
  #depth = 0;
  #containerDepth = 0;
  #base: string | null = null;
  #homepage: string | null = null;
  #draft: Draft | null = null;
  #draftDepth = 0;
  #capture: Capture | null = null;
  #over = false;

  constructor(entities: ReadonlyMap<string, string>, today: Date) {
    this.#entities = entities;
    this.#today = today;
    this.#parser = new Parser(
      {
        onopentag: (name, attributes) => this.#open(name, attributes),
        ontext: (text) => this.#text(text),
        onclosetag: (name) => this.#close(name),
      },
      // For the tokenizer each entity is a piece of text of its own; a whole field at a time is far faster.
      { xmlMode: true, lowerCaseTags: true, lowerCaseAttributeNames: true, decodeEntities: false },
    );
  }

  write(chunk: string): void {
    if (!this.#over) this.#parser.write(chunk);
  }

  /** What is still open was cut off and is dropped. */
  end(): void {
    this.#over = true;
    this.#parser.end();
  }

  /** What the feed asks by `ttl` (minutes) or the syndication module; null when nothing. */
  ttlMs(): number | null {
    const minutes = Number(this.#asked.ttl);
    if (minutes > 0) return minutes * 60_000;
    const hours = { hourly: 1, daily: 24, weekly: 168, monthly: 720, yearly: 8760 }[this.#asked.period];
    if (hours === undefined) return null;
    const frequency = Number(this.#asked.frequency);
    return (hours * 3_600_000) / (frequency >= 1 ? frequency : 1);
  }

  #open(tag: string, attributes: Attributes): void {
    if (this.#over) return;
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) return this.#stop(`elements nested deeper than ${String(MAX_DEPTH)}`);
    this.#declare(attributes);
    const { vocabulary, name } = this.#resolve(tag);
    if (isItem(vocabulary, name)) return this.#openItem(attributes);
    const meaning = meaningOf(vocabulary, name);
    if (this.#capture !== null && !this.#endsOpenField(this.#capture, vocabulary, meaning)) {
      return this.#markup(this.#capture, name, 1);
    }
    this.#finishCapture();
    if (CONTAINERS.has(name) && this.#containerDepth === 0) this.#containerDepth = this.#depth;
    if (this.#containerDepth > 0) return;
    if (this.#draft === null) this.#openFeedElement(vocabulary, name, attributes);
    else if (meaning !== null) this.#openField(this.#draft, meaning, attributes);
  }

  #declare(attributes: Attributes): void {
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("xmlns:") && this.#namespaces.size < 100)
        this.#namespaces.set(name.slice(6), value);
    }
  }

  #resolve(tag: string): { readonly vocabulary: Vocabulary; readonly name: string } {
    const colon = tag.indexOf(":");
    if (colon < 0) return { vocabulary: "core", name: tag };
    const prefix = tag.slice(0, colon);
    return { vocabulary: vocabularyOf(prefix, this.#namespaces.get(prefix)), name: tag.slice(colon + 1) };
  }

  #openItem(attributes: Attributes): void {
    this.#finishCapture();
    this.#finishItem();
    this.#containerDepth = 0;
    this.#draft = new Draft(baseWithin(this.#base, attributes["xml:base"]));
    this.#draftDepth = this.#depth;
    const about = Object.entries(attributes).find(
      ([name]) => name.endsWith(":about") || name === "about",
    )?.[1];
    if (about === undefined) return;
    this.#draft.add("guid", 2, about);
    if (/^https?:/iu.test(about)) this.#draft.add("link", 7, about);
  }

  #openField(draft: Draft, meaning: Meaning, attributes: Attributes): void {
    if (meaning.field === "link" && attributes["href"] !== undefined) {
      const { rel = "", type = "" } = attributes;
      const rank = rankOfRelation(rel.toLowerCase(), type.toLowerCase());
      const base = baseWithin(draft.base, attributes["xml:base"]);
      if (rank !== null) draft.add("link", rank, feedLink(attributes["href"], base) ?? "");
      return;
    }
    if (meaning.field === "guid" && attributes["ispermalink"] !== undefined) {
      draft.guidIsLink = attributes["ispermalink"].toLowerCase() !== "false";
    }
    this.#capture = { meaning, draft, depth: this.#depth, text: "", mute: 0 };
  }

  #openFeedElement(vocabulary: Vocabulary, name: string, attributes: Attributes): void {
    if (name === "channel" || name === "feed") this.hasChannel = true;
    this.#base = baseWithin(this.#base, attributes["xml:base"]);
    if (name === "link" && attributes["href"] !== undefined) {
      if (attributes["rel"] !== "hub") this.#homepage ??= absolute(attributes["href"], this.#base);
      return;
    }
    const field = feedFieldOf(vocabulary, name);
    if (field !== null) {
      this.#capture = { meaning: { field }, draft: null, depth: this.#depth, text: "", mute: 0 };
    }
  }

  /** A short field that was not closed ends where the next one begins; a text only where an item's frame goes on. */
  #endsOpenField(capture: Capture, vocabulary: Vocabulary, meaning: Meaning | null): boolean {
    if (meaning === null || meaning.field === capture.meaning.field) return false;
    if (capture.meaning.field === "summary") {
      return (
        (vocabulary === "core" || vocabulary === "dc") &&
        (meaning.field === "guid" || (meaning.rank === 0 && meaning.field === "date"))
      );
    }
    return true;
  }

  #markup(capture: Capture, name: string, step: 1 | -1): void {
    if (name === "script" || name === "style") capture.mute = Math.max(0, capture.mute + step);
    else if (!isInlineTag(name)) this.#text(" ");
  }

  #text(text: string): void {
    const capture = this.#capture;
    if (this.#over || capture === null || capture.mute > 0 || capture.text.length > MAX_FIELD) return;
    capture.text += text;
  }

  #close(tag: string): void {
    if (this.#over) return;
    const depth = this.#depth;
    this.#depth -= 1;
    if (depth === this.#containerDepth) this.#containerDepth = 0;
    if (this.#capture !== null) {
      if (depth > this.#capture.depth)
        return this.#markup(this.#capture, tag.slice(tag.indexOf(":") + 1), -1);
      this.#finishCapture();
    }
    if (this.#draft !== null && depth <= this.#draftDepth) this.#finishItem();
  }

  #finishCapture(): void {
    const capture = this.#capture;
    if (capture === null) return;
    this.#capture = null;
    const text = this.#expanded(capture.text);
    const { meaning, draft } = capture;
    if (draft !== null && "rank" in meaning) draft.add(meaning.field, meaning.rank, text);
    else if (meaning.field === "feedTitle") this.title ||= plainText(text, MAX_FEED_TITLE);
    else if (meaning.field === "feedLink") this.#homepage ??= absolute(text, this.#base);
    else if (meaning.field === "ttl" || meaning.field === "period" || meaning.field === "frequency") {
      this.#asked[meaning.field] ||= text.trim().toLowerCase();
    }
  }

  #finishItem(): void {
    const item = this.#draft?.finished(this.#base ?? this.#homepage, this.#today) ?? null;
    this.#draft = null;
    if (item === null) return;
    this.items.push(item);
    if (this.items.length >= MAX_ITEMS) this.#over = true;
  }

  /** Entities that the document declared itself; those of HTML are known anyway. */
  #expanded(text: string): string {
    if (this.#entities.size === 0 || !text.includes("&")) return text;
    return text.replace(
      /&([\p{L}_][\p{L}\p{N}_.-]{0,60});/gu,
      (whole, name: string) => this.#entities.get(name) ?? whole,
    );
  }

  #stop(fault: string): void {
    this.fault = fault;
    this.#over = true;
  }
}

function isItem(vocabulary: Vocabulary, name: string): boolean {
  return (name === "item" || name === "entry") && (vocabulary === "core" || vocabulary === "atom");
}

function feedFieldOf(
  vocabulary: Vocabulary,
  name: string,
): "feedTitle" | "feedLink" | "ttl" | "period" | "frequency" | null {
  if (vocabulary === "sy") {
    return name === "updateperiod" ? "period" : name === "updatefrequency" ? "frequency" : null;
  }
  if (vocabulary !== "core" && vocabulary !== "atom") return null;
  return name === "title" ? "feedTitle" : name === "link" ? "feedLink" : name === "ttl" ? "ttl" : null;
}

function absolute(link: string, base: string | null): string | null {
  const url = feedLink(link, base);
  return url !== null && URL.canParse(url) ? url : null;
}
