import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { RenderOptions } from "../../src/alert/render-options.ts";
import type { Screen } from "../../src/bot/screen.ts";
import { eventScreen, latestScreen } from "../../src/bot/screens/latest.ts";
import { listedRounds } from "../../src/bot/listed-rounds.ts";
import { statsScreen } from "../../src/bot/screens/numbers.ts";
import { nobodyFound, severalPeople } from "../../src/bot/screens/people-choice.ts";
import { personCard } from "../../src/bot/screens/person-card.ts";
import { roundScreen, roundsScreen } from "../../src/bot/screens/rounds.ts";
import { sourcesScreen } from "../../src/bot/screens/sources.ts";
import { statusScreen } from "../../src/bot/screens/status.ts";
import type { CaseEvent } from "../../src/domain/event.ts";
import { EVENT_KINDS } from "../../src/domain/kind.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import { CUSTODIES, RECOGNITIONS, type Person } from "../../src/domain/person.ts";
import { RELEASE_ROUNDS } from "../../src/history/release-rounds.ts";
import { clip, Html, MAX_MESSAGE } from "../../src/locales/html.ts";
import { parseTelegramHtml } from "../support/telegram-html.ts";
import { anEvent, aPerson, aReport, named } from "./people.ts";

const NOW = new Date("2025-06-22T09:00:00Z");
const HOSTS: ReadonlySet<string> = new Set(["reuters.example"]);
const RUNS = { numRuns: 80 };

const aText = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 80 }),
  fc.string({ unit: "grapheme-ascii", minLength: 500, maxLength: 5000 }),
);
const anId = fc.stringMatching(/^[a-z0-9:-]{1,80}$/u);
const aLanguage = fc.constantFrom(...LANGUAGES);

const anyPerson: fc.Arbitrary<Person> = fc
  .record({
    id: anId,
    names: fc.array(aText, { minLength: 1, maxLength: 12 }),
    custody: fc.constantFrom(...CUSTODIES),
    recognition: fc.constantFrom(...RECOGNITIONS),
    gender: fc.constantFrom("male", "female", null),
    charges: fc.array(fc.record({ code: fc.option(aText), part: fc.option(aText), raw: aText }), {
      maxLength: 40,
    }),
    detainedOn: fc.option(fc.record({ value: aText, precision: fc.constantFrom("year", "month", "day") })),
    place: aText,
    aliases: fc.array(aText, { maxLength: 30 }),
  })
  .map(({ id, aliases, place, ...record }) =>
    aPerson({ ...record, facility: { id: null, raw: place, addressRaw: null } }, { id, aliases }),
  );

const anyEvent: fc.Arbitrary<CaseEvent> = fc
  .record({
    id: anId,
    kind: fc.constantFrom(...EVENT_KINDS),
    names: fc.array(aText, { maxLength: 150 }),
    outlets: fc.array(aText, { minLength: 1, maxLength: 20 }),
    n: fc.option(fc.integer({ min: 0, max: 9999 })),
  })
  .map(({ id, kind, names, outlets, n }) =>
    anEvent({
      id,
      kind,
      people: names.map((name, at) => named(name, `list:${String(at)}`)),
      count: n === null ? null : { n, qualifier: "about" },
      reports: outlets.map((outlet) =>
        aReport("Reuters", { origin: { ...aReport("Reuters").origin, outlet } }),
      ),
    }),
  );

function optionsIn(language: (typeof LANGUAGES)[number]): RenderOptions {
  return { language, discreet: false, allowedHosts: HOSTS, now: NOW };
}

/** What Telegram would refuse of a screen; empty when it takes all. */
function faultsOf({ html, buttons }: Screen): readonly string[] {
  const sent = clip(html.markup);
  const flat = buttons.flat();
  const data = flat.flatMap((button) => ("callback_data" in button ? [button.callback_data] : []));
  const hosts = flat.flatMap((button) => ("url" in button ? [new URL(button.url).hostname] : []));
  return [
    ...(sent.length === 0 || sent.length > 4096 ? [`${String(sent.length)} characters`] : []),
    ...(parseTelegramHtml(sent).ok ? [] : [`unreadable: ${sent}`]),
    ...(flat.length > 100 ? [`${String(flat.length)} buttons`] : []),
    ...flat.filter(({ text }) => text.trim() === "").map(() => "an empty button"),
    ...data.filter((each) => new TextEncoder().encode(each).length > 64),
    ...hosts.filter((host) => host !== "reuters.example" && host !== "t.me"),
  ];
}

describe("whatever the register and the feeds hold, Telegram takes it", () => {
  test("cards of people", () => {
    fc.assert(
      fc.property(anyPerson, fc.array(anyEvent, { maxLength: 15 }), aLanguage, (person, events, language) => {
        const facts = {
          person,
          events,
          list: "Спіс",
          isFollowed: false,
          sourceUrl: null,
          allowedHosts: HOSTS,
          shareLink: "https://t.me/bot?start=p_x",
          isPrivate: true,
          now: NOW,
        };
        expect(faultsOf(personCard(facts, language))).toEqual([]);
      }),
      RUNS,
    );
  });

  test("choices of people", () => {
    fc.assert(
      fc.property(aText, fc.array(anyPerson, { maxLength: 6 }), aLanguage, (query, people, language) => {
        expect(faultsOf(severalPeople(query.slice(0, 120), people, "p", language))).toEqual([]);
        expect(faultsOf(nobodyFound(query.slice(0, 120), people, "w", language))).toEqual([]);
      }),
      RUNS,
    );
  });

  test("lists of events and their details", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 12 }), aLanguage, (events, language) => {
        const options = optionsIn(language);
        expect(faultsOf(latestScreen(events, "all", 1, options))).toEqual([]);
        const rounds = listedRounds(RELEASE_ROUNDS, events);
        for (let page = 0; page <= rounds.length / 6; page += 1)
          expect(faultsOf(roundsScreen(rounds, page, options))).toEqual([]);
        expect(faultsOf(statsScreen(events, Html.none, options))).toEqual([]);
        for (const event of events.slice(0, 2))
          expect(faultsOf(eventScreen(event, options, "Europe/Vilnius"))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  test.each(LANGUAGES)("rounds and figures of the history stand in one message, in %s", (language) => {
    const options = { ...optionsIn(language), now: new Date("2027-01-01T00:00:00Z") };
    const listed = listedRounds(RELEASE_ROUNDS, []);
    const screens = [
      statsScreen([], Html.none, options),
      ...[0, 1, 2, 3].map((page) => roundsScreen(listed, page, options)),
      ...RELEASE_ROUNDS.map((round) => roundScreen({ round, event: null }, 3, options)),
    ];
    for (const screen of screens) {
      expect(screen.html.markup.length).toBeLessThan(MAX_MESSAGE);
      const sources = screen.buttons.flat().filter((button) => "url" in button);
      expect([...faultsOf(screen), ...sources]).toEqual([]);
    }
  });

  test("the state of things and the sources, with a hundred of them", () => {
    const aFeed = fc
      .record({ outlet: aText, note: fc.option(aText), status: fc.constantFrom("active", "broken") })
      .map(
        ({ outlet, note, status }, at = 0) =>
          ({
            id: `f${String(at)}`,
            outlet,
            note,
            status,
            url: "https://reuters.example/rss",
            mirrors: [],
            language: "be",
            tier: "media",
            everyMs: null,
          }) as const,
      );
    fc.assert(
      fc.property(
        fc.array(aFeed, { maxLength: 100 }),
        fc.array(anyEvent, { maxLength: 4 }),
        aLanguage,
        (feeds, events, language) => {
          const sources = { feeds, trackers: [] };
          expect(faultsOf(sourcesScreen(sources, [], NOW, language))).toEqual([]);
          const facts = { custody: [], events, states: [], sources };
          expect(faultsOf(statusScreen(facts, optionsIn(language)))).toEqual([]);
        },
      ),
      { numRuns: 30 },
    );
  });
});
