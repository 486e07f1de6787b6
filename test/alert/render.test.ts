import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { renderAlert } from "../../src/alert/render.ts";
import type { RenderOptions } from "../../src/alert/render-options.ts";
import type { Alert } from "../../src/domain/alert.ts";
import { CERTAINTIES, type CaseEvent } from "../../src/domain/event.ts";
import type { HeadCount } from "../../src/domain/finding.ts";
import { EVENT_KINDS, RELEASE_KINDS, RELEASE_MODIFIERS } from "../../src/domain/kind.ts";
import { LANGUAGES, type Language } from "../../src/domain/language.ts";
import { anEvent, aPerson, aPrimaryReport, aReport, named, SIARHEI } from "../bot/people.ts";
import { parseTelegramHtml } from "../support/telegram-html.ts";

const PEOPLE = new Map([aPerson(), SIARHEI].map((person) => [person.id, person]));
const HOSTS: ReadonlySet<string> = new Set(["viasna.example", "reuters.example"]);

function optionsIn(language: Language, changes: Partial<RenderOptions> = {}): RenderOptions {
  const now = new Date("2025-06-22T09:00:00Z");
  return { language, discreet: false, allowedHosts: HOSTS, now, people: PEOPLE, ...changes };
}

function anAlert(event: CaseEvent, changes: Partial<Alert> = {}): Alert {
  return {
    id: `${event.id}:${String(event.version)}`,
    event,
    purpose: "new",
    urgency: "urgent",
    createdAt: new Date("2025-06-22T09:00:00Z"),
    expiresAt: new Date("2025-06-23T09:00:00Z"),
    ...changes,
  };
}

function shown(alert: Alert, options: RenderOptions): string {
  const { html, buttons } = renderAlert(alert, options);
  const rows = buttons.map((row) =>
    row.map((button) => `[${button.text} → ${"url" in button ? button.url : button.action}]`).join(" "),
  );
  return [html, ...rows].join("\n");
}

const count = (n: number, qualifier: HeadCount["qualifier"] = "exact"): HeadCount => ({ n, qualifier });
const many = Array.from({ length: 123 }, (_, n) => named(`Прыкладны Чалавек-${String(n + 1)}`));
const noGround = { releaseKind: null, modifiers: [] } as const;

/** Every screen of an alert that a person may get. */
const ALERTS: readonly (readonly [string, Alert])[] = [
  ["one woman released, of the register", anAlert(anEvent())],
  [
    "one man, said by one media source only",
    anAlert(
      anEvent({
        people: [named("Сяргей Прыкладны", "test-list:2")],
        certainty: "unconfirmed",
        releaseKind: "term_served",
        modifiers: ["stays_in_belarus"],
        reports: [aReport("Reuters")],
      }),
    ),
  ],
  [
    "a round whose sources give different numbers",
    anAlert(
      anEvent({
        people: [named("Сяргей Прыкладны", "test-list:2"), named("Ганна Прыкладная")],
        count: count(14),
        reports: [
          aReport("Прэс-служба", { count: count(14) }),
          aReport("Reuters", { count: count(5) }),
          aPrimaryReport({ count: count(6, "at_least") }),
          aReport("Delfi", { count: count(14) }),
        ],
      }),
    ),
  ],
  [
    "a round of which one is back in prison",
    anAlert(
      anEvent({
        people: [named("Сяргей Прыкладны", "test-list:2"), ...many.slice(0, 6)],
        count: count(52),
        details: { returned: "Сяргей Прыкладны" },
      }),
      { purpose: "update", urgency: "correction" },
    ),
  ],
  [
    "a round of which one source denies one",
    anAlert(
      anEvent({
        people: [named("Сяргей Прыкладны", "test-list:2"), ...many.slice(0, 4)],
        count: count(52),
        details: { disputed: "Сяргей Прыкладны" },
        reports: [
          aReport("Reuters", { count: count(52) }),
          aPrimaryReport({ count: count(1), said: { ...aPrimaryReport().said, kind: "not_released" } }),
        ],
      }),
      { purpose: "update" },
    ),
  ],
  [
    "two people sentenced",
    anAlert(
      anEvent({
        kind: "sentence",
        ...noGround,
        people: many.slice(0, 2),
        details: { sentence: "5 гадоў калоніі" },
      }),
    ),
  ],
  [
    "an arrest with place and article",
    anAlert(
      anEvent({
        kind: "arrest",
        ...noGround,
        people: [named("Пётр Прыкладны")],
        details: { article: "342", facility: "СИЗО №1" },
      }),
    ),
  ],
  [
    "somebody whose gender nobody told",
    anAlert(anEvent({ people: [named("Прыкладны К.")], kind: "arrest", ...noGround })),
  ],
  [
    "a death, approved",
    anAlert(anEvent({ kind: "death", ...noGround, people: [named("Пётр Прыкладны")], ruling: "approved" })),
  ],
  [
    "a recognition of 21",
    anAlert(anEvent({ kind: "recognition", ...noGround, people: [], count: count(21) })),
  ],
  [
    "a change of the list between two days",
    anAlert(
      anEvent({
        happenedOn: { from: "2025-06-03", to: "2025-06-05", precision: "between_snapshots" },
        reports: [{ ...aPrimaryReport(), origin: { ...aPrimaryReport().origin, type: "tracker" } }],
      }),
    ),
  ],
  ["an update", anAlert(anEvent(), { purpose: "update" })],
  [
    "a retraction",
    anAlert(anEvent({ certainty: "retracted", note: "Чалавек застаўся ў калоніі." }), {
      purpose: "retraction",
      urgency: "correction",
    }),
  ],
];

describe.each(LANGUAGES)("alerts in %s", (language) => {
  test("read as they should", async () => {
    const screens = ALERTS.map(([title, alert]) => `## ${title}\n\n${shown(alert, optionsIn(language))}\n`);
    await expect(screens.join("\n")).toMatchFileSnapshot(`./screens/alerts.${language}.txt`);
  });

  test.each(ALERTS)("%s is readable for Telegram and within its limits", (_, alert) => {
    const { html } = renderAlert(alert, optionsIn(language));
    expect(html.length).toBeLessThanOrEqual(4096);
    expect(parseTelegramHtml(html)).toMatchObject({ ok: true });
  });

  test("discreet messages say nothing of the matter", () => {
    for (const [, alert] of ALERTS) {
      const { html, buttons } = renderAlert(alert, optionsIn(language, { discreet: true }));
      expect(html).toMatch(/^[\p{L} .]{10,40}$/u);
      expect(html.toLowerCase()).not.toMatch(
        /viasna|прыкладн|prykladn|паліт|полит|politic|вызвал|освобо|releas|🟢|🔴/u,
      );
      expect(buttons.flat()).toHaveLength(1);
    }
  });

  test("123 names are folded and all of them are there", () => {
    const event = anEvent({
      people: many,
      count: count(123),
      reports: [aPrimaryReport({ count: count(123) })],
    });
    const { html } = renderAlert(anAlert(event), optionsIn(language));
    expect(html).toMatch(/<blockquote expandable>[^<]+<\/blockquote>/u);
    expect(html.match(/-\d+(?=\n|<)/gu)).toHaveLength(123);
  });
});

const aName = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.string({ maxLength: 5000, unit: "grapheme-ascii" }),
);
const aCount = fc.option(
  fc.record({
    n: fc.integer({ min: 0, max: 10_000 }),
    qualifier: fc.constantFrom<HeadCount["qualifier"]>("exact", "about", "at_least", "at_most"),
  }),
);
const anyReport = fc
  .record({
    outlet: fc.string({ maxLength: 200 }),
    title: aName,
    url: fc.oneof(fc.webUrl(), fc.string()),
    count: aCount,
  })
  .map(({ outlet, title, url, count: n }) => {
    const report = aReport("Reuters", { count: n });
    return { ...report, origin: { ...report.origin, outlet, title, url } };
  });
const anyEvent = fc
  .record({
    id: fc.string({ maxLength: 90, unit: "grapheme-ascii" }),
    kind: fc.constantFrom(...EVENT_KINDS),
    people: fc.array(
      aName.map((name) => named(name)),
      { maxLength: 200 },
    ),
    count: aCount,
    certainty: fc.constantFrom(...CERTAINTIES),
    releaseKind: fc.option(fc.constantFrom(...RELEASE_KINDS)),
    modifiers: fc.subarray([...RELEASE_MODIFIERS]),
    reports: fc.array(anyReport, { maxLength: 30 }),
    details: fc.dictionary(fc.constantFrom("facility", "sentence", "article", "returned", "disputed"), aName),
    note: fc.option(aName),
  })
  .map((changes) => anEvent(changes));

describe("whatever an event holds", () => {
  test("its message is within Telegram's limits and links only to the list's hosts", () => {
    fc.assert(
      fc.property(
        anyEvent,
        fc.constantFrom(...LANGUAGES),
        fc.constantFrom<Alert["purpose"]>("new", "update", "retraction"),
        (event, language, purpose) => {
          const { html, buttons } = renderAlert(anAlert(event, { purpose }), optionsIn(language));
          expect(html.length).toBeGreaterThan(0);
          expect(html.length).toBeLessThanOrEqual(4096);
          expect(parseTelegramHtml(html).ok).toBe(true);
          const hrefs = [...html.matchAll(/href="([^"]*)"/gu)].map((match) => match[1] ?? "");
          const urls = buttons.flat().flatMap((button) => ("url" in button ? [button.url] : []));
          for (const url of [...hrefs, ...urls]) expect(HOSTS.has(new URL(url).hostname)).toBe(true);
          const actions = buttons.flat().flatMap((button) => ("action" in button ? [button.action] : []));
          for (const action of actions)
            expect(new TextEncoder().encode(action).length).toBeLessThanOrEqual(64);
        },
      ),
      { numRuns: 60 },
    );
  });
});
