import { EVENT_KINDS } from "../domain/kind.ts";
import { CARD_FIELDS } from "../domain/person.ts";
import { LANGUAGES } from "../domain/language.ts";

const language = {
  name: "lang",
  in: "query",
  description: "Language of titles and names",
  schema: { type: "string", enum: LANGUAGES, default: "en" },
};
const notModified = { "304": { description: "Unchanged: the ETag of If-None-Match still holds" } };
const badRequest = {
  "400": { description: "A parameter is wrong", content: json({ $ref: "#/components/schemas/Error" }) },
};

function json(schema: object) {
  return { "application/json": { schema } };
}

const day = { type: "string", format: "date" };
const text = { type: "string" };
const textOrNull = { type: ["string", "null"] };
const partialDate = {
  type: ["object", "null"],
  description: "As exact as its source: 2025, 2025-06 or 2025-06-21",
  properties: { value: text, precision: { type: "string", enum: ["year", "month", "day"] } },
};
const headCount = {
  type: ["object", "null"],
  properties: {
    n: { type: "integer" },
    qualifier: { type: "string", enum: ["exact", "about", "at_least", "at_most"] },
  },
};

const schemas = {
  Error: { type: "object", required: ["error"], properties: { error: text } },
  Event: {
    type: "object",
    required: ["id", "version", "kind", "title", "happenedOn", "certainty", "people", "sources", "updatedAt"],
    properties: {
      id: text,
      version: { type: "integer", description: "Grows with every change" },
      kind: { type: "string", enum: EVENT_KINDS },
      title: text,
      happenedOn: {
        type: "object",
        properties: {
          from: day,
          to: day,
          precision: { type: "string", enum: ["day", "month", "year", "between_snapshots"] },
        },
      },
      releaseKind: textOrNull,
      modifiers: { type: "array", items: text },
      certainty: { type: "string", const: "confirmed" },
      count: headCount,
      counts: {
        type: "array",
        description: "Contradicting counts stand side by side and must not be added",
        items: {
          type: "object",
          properties: { count: headCount, outlets: { type: "array", items: text } },
        },
      },
      people: {
        type: "array",
        items: { type: "object", properties: { id: textOrNull, name: text } },
      },
      sources: {
        type: "array",
        items: {
          type: "object",
          properties: {
            outlet: text,
            tier: { type: "string", enum: ["primary", "media", "state", "analysis"] },
            url: textOrNull,
            publishedAt: { type: "string", format: "date-time" },
          },
        },
      },
      createdAt: { type: "string", format: "date-time" },
      updatedAt: { type: "string", format: "date-time" },
    },
  },
  Person: {
    type: "object",
    required: ["id", "name", "custody", "recognition", "list"],
    properties: {
      id: text,
      name: text,
      names: { type: "array", items: text },
      birthYear: { type: ["integer", "null"] },
      custody: text,
      custodyInWords: text,
      recognition: text,
      recognitionInWords: text,
      detainedOn: partialDate,
      charges: {
        type: "array",
        items: {
          type: "object",
          properties: { code: textOrNull, part: textOrNull, title: textOrNull, raw: text },
        },
      },
      sentenceMonths: { type: ["integer", "null"] },
      termEndsOn: { ...partialDate, description: "As the bot's moderators give it; no list has it" },
      facility: { type: ["object", "null"], properties: { id: text, name: text } },
      release: {
        type: ["object", "null"],
        properties: { date: partialDate, kind: textOrNull, modifiers: { type: "array", items: text } },
      },
      presence: { type: "string", description: "Whether the newest list still has the entry" },
      list: { type: "object", properties: { name: text, url: textOrNull, asOf: day } },
      edits: {
        type: "array",
        description:
          "Which of the fields above say what the bot's moderators found in a source, and not what the list says",
        items: {
          type: "object",
          properties: {
            field: { type: "string", enum: CARD_FIELDS },
            editedOn: day,
            source: {
              type: "object",
              description: "The address only of sites that are sources of the bot",
              properties: { host: text, url: textOrNull },
            },
            listSaid: { type: "string", description: "What the list said for it then, in the list's words" },
          },
        },
      },
    },
  },
};

/** The description that programs read: OpenAPI 3.1. */
export const OPENAPI = {
  openapi: "3.1.0",
  info: {
    title: "Navoli",
    version: "1",
    description:
      "Confirmed events about Belarus's political prisoners: releases, arrests, sentences. Nothing under embargo, nothing unconfirmed.",
    license: { name: "AGPL-3.0-or-later", identifier: "AGPL-3.0-or-later" },
  },
  paths: {
    "/feed.xml": {
      get: {
        summary: "The newest events as RSS 2.0",
        parameters: [language],
        responses: {
          "200": { description: "RSS", content: { "application/rss+xml": { schema: text } } },
          ...notModified,
          ...badRequest,
        },
      },
    },
    "/feed.atom": {
      get: {
        summary: "The newest events as Atom 1.0",
        parameters: [language],
        responses: {
          "200": { description: "Atom", content: { "application/atom+xml": { schema: text } } },
          ...notModified,
          ...badRequest,
        },
      },
    },
    "/feed.json": {
      get: {
        summary: "The newest events as JSON Feed 1.1",
        parameters: [language],
        responses: {
          "200": {
            description: "JSON Feed",
            content: { "application/feed+json": { schema: { type: "object" } } },
          },
          ...notModified,
          ...badRequest,
        },
      },
    },
    "/api/events": {
      get: {
        summary: "Events, newest first, in pages",
        description:
          "The order is by the last day of the happening. An event that comes in while pages are read may stand on a page read before.",
        parameters: [
          language,
          { name: "limit", in: "query", schema: { type: "integer", minimum: 1, maximum: 200, default: 50 } },
          { name: "kind", in: "query", description: "One or more, comma-separated", schema: text },
          { name: "since", in: "query", description: "First day", schema: day },
          {
            name: "before",
            in: "query",
            description: "`next` of the page before; its other parameters must be the same",
            schema: text,
          },
        ],
        responses: {
          "200": {
            description: "A page of events",
            headers: {
              Link: { description: "The next page, relative, as rel=next", schema: text },
            },
            content: json({
              type: "object",
              required: ["events", "next"],
              properties: {
                events: { type: "array", items: { $ref: "#/components/schemas/Event" } },
                next: { ...textOrNull, description: "For `before` of the next page; null on the last page" },
              },
            }),
          },
          ...notModified,
          ...badRequest,
        },
      },
    },
    "/api/people/{id}": {
      get: {
        summary: "One person with their events",
        parameters: [{ name: "id", in: "path", required: true, schema: text }, language],
        responses: {
          "200": {
            description: "The person",
            content: json({
              type: "object",
              properties: {
                person: { $ref: "#/components/schemas/Person" },
                events: { type: "array", items: { $ref: "#/components/schemas/Event" } },
              },
            }),
          },
          "404": {
            description: "Nobody is known by this id",
            content: json({ $ref: "#/components/schemas/Error" }),
          },
          ...notModified,
          ...badRequest,
        },
      },
    },
  },
  components: { schemas },
} as const;
