import { createBot } from "../../src/bot/bot.ts";
import type { BotPorts } from "../../src/bot/context.ts";
import { createTerminalChat } from "../../src/bot/terminal.ts";
import type { CaseEvent } from "../../src/domain/event.ts";
import type { Language } from "../../src/domain/language.ts";
import type { Person } from "../../src/domain/person.ts";
import type { Sources, SourceState } from "../../src/domain/source.ts";
import { newSubscriber, type Chat, type Subscriber } from "../../src/domain/subscriber.ts";
import type { Reading } from "../../src/ports/reading.ts";
import type { SnapshotMeta } from "../../src/ports/source-store.ts";
import { createRegister } from "../../src/people/register.ts";
import { applyPatch, withFollow, withoutFollow } from "../../src/subscribers/preferences.ts";
import { ALES, aPerson, SIARHEI } from "./people.ts";

const NOW = new Date("2025-06-22T09:00:00Z");

const SOURCES: Sources = {
  feeds: [
    aFeed("viasna", "Viasna", "primary"),
    aFeed("reuters", "Reuters", "media"),
    { ...aFeed("dead", "Dead Outlet", "media"), status: "broken", note: "404 since 2026" },
  ],
  trackers: [
    {
      id: "test-list",
      outlet: "Спіс Вясны",
      kind: "viasna-csv",
      url: "https://list.example/export.csv",
      mirrors: [],
      everyMs: null,
      status: "active",
      note: null,
    },
  ],
};

function aFeed(id: string, outlet: string, tier: "primary" | "media"): Sources["feeds"][number] {
  return {
    id,
    outlet,
    tier,
    url: `https://${id}.example/rss`,
    mirrors: [],
    language: "be",
    everyMs: null,
    status: "active",
    note: null,
  };
}

function aState(sourceId: string, changes: Partial<SourceState> = {}): SourceState {
  return {
    sourceId,
    learnedUrl: null,
    redirectTo: null,
    redirectSeen: 0,
    validators: { etag: null, lastModified: null },
    bodyHash: null,
    nextCheckAt: NOW,
    lastCheckAt: new Date("2025-06-22T08:57:00Z"),
    lastSuccessAt: new Date("2025-06-22T08:57:00Z"),
    lastNewItemAt: new Date("2025-06-22T03:00:00Z"),
    usualGapMs: null,
    failures: 0,
    health: "ok",
    reason: null,
    keyBy: "guid",
    primed: true,
    blindTold: false,
    ...changes,
  };
}

const SNAPSHOT: SnapshotMeta = {
  trackerId: "test-list",
  fetchedAt: new Date("2025-06-22T06:00:00Z"),
  bodyHash: "x",
  rows: 3,
  statusCounts: {},
};

/** A world that stands still: what the store would answer, held in memory. */
export interface World {
  people: Person[];
  events: CaseEvent[];
  states: SourceState[];
  readonly subscribers: Map<string, Subscriber>;
  readonly failures: string[];
}

export function aWorld(changes: Partial<World> = {}): World {
  return {
    people: [aPerson(), SIARHEI, ALES],
    events: [],
    states: [
      aState("viasna"),
      aState("reuters", { health: "broken", lastSuccessAt: null }),
      aState("test-list"),
    ],
    subscribers: new Map(),
    failures: [],
    ...changes,
  };
}

function readingOf(world: World): Reading {
  return {
    people: async (page) => (page === undefined || page.after === null ? world.people : []),
    person: async (id) => world.people.find((person) => person.id === id) ?? null,
    anyEmbargoed: async () => false,
    events: async ({ limit, kinds, since, before }) =>
      world.events
        .slice(before === undefined ? 0 : world.events.findIndex(({ id }) => id === before.id) + 1)
        .filter((event) => kinds === null || kinds.includes(event.kind))
        .filter((event) => since === null || event.happenedOn.to >= since)
        .slice(0, limit),
    eventsOf: async (personId) =>
      world.events.filter((event) => event.people.some((person) => person.personId === personId)),
    event: async (id) => world.events.find((event) => event.id === id) ?? null,
    sourceStates: async () => world.states,
    snapshots: async () => (world.people.length === 0 ? [] : [SNAPSHOT]),
    registerVersion: async () => 1,
  };
}

function subscribersOf({ subscribers }: World): BotPorts["subscribers"] {
  const key = ({ chatId, threadId }: Chat): string => `${String(chatId)}/${String(threadId)}`;
  const get = (chat: Chat, language: Language): Subscriber =>
    subscribers.get(key(chat)) ?? newSubscriber(chat, language);
  return {
    find: async (chat) => subscribers.get(key(chat)) ?? null,
    async subscribe(chat, language) {
      const wasSubscribed = subscribers.get(key(chat))?.subscribed ?? false;
      subscribers.set(key(chat), { ...get(chat, language), subscribed: true });
      return wasSubscribed ? "already" : "subscribed";
    },
    async unsubscribe(chat) {
      const found = subscribers.get(key(chat));
      if (found?.subscribed !== true) return "already";
      subscribers.set(key(chat), { ...found, subscribed: false });
      return "unsubscribed";
    },
    async setLanguage(chat, language) {
      subscribers.set(key(chat), { ...get(chat, language), language });
    },
    async change(chat, language, patch) {
      const before = get(chat, language);
      const result = applyPatch(before, typeof patch === "function" ? patch(before) : patch);
      if (result.ok) subscribers.set(key(chat), result.subscriber);
      return result;
    },
    async follow(chat, language, personId) {
      const found = get(chat, language);
      const changed = withFollow(found, personId);
      if (typeof changed === "string") return changed;
      subscribers.set(key(chat), changed);
      return found.subscribed ? "followed" : "followed_and_subscribed";
    },
    async unfollow(chat, personId) {
      const found = subscribers.get(key(chat));
      if (found?.follows.includes(personId) !== true) return "not_followed";
      subscribers.set(key(chat), withoutFollow(found, personId));
      return "unfollowed";
    },
    async forget(chatId) {
      for (const each of subscribers.keys()) {
        if (each.startsWith(`${String(chatId)}/`)) subscribers.delete(each);
      }
      return { deleted: 0 };
    },
    async gone(chatId) {
      subscribers.delete(`${String(chatId)}/null`);
    },
    async moved() {},
  };
}

export function portsOf(world: World): BotPorts {
  const register = createRegister();
  register.add(world.people);
  register.keep(new Set(world.people.map(({ id }) => id)), 1);
  return {
    reading: readingOf(world),
    search: register,
    subscribers: subscribersOf(world),
    clock: { now: () => NOW },
    log: {
      info() {},
      warn() {},
      error: (event, error) => world.failures.push(`${event}: ${String(error)}`),
    },
    sources: SOURCES,
    moderatorIds: [],
  };
}

export interface Talk {
  readonly world: World;
  /** Types lines one after the other; @returns what the terminal shows for the last of them. */
  say(...typed: readonly string[]): Promise<string>;
}

/** The whole bot in a terminal chat. */
export async function aTalk(language: Language, world: World = aWorld()): Promise<Talk> {
  let shown = "";
  const bot = createBot({ token: "1:terminal", apiRoot: null, ports: portsOf(world) });
  const chat = await createTerminalChat({ bot, language, write: (text) => (shown += text) });
  return {
    world,
    async say(...typed) {
      for (const line of typed) {
        shown = "";
        await chat.type(line);
      }
      return shown;
    },
  };
}
