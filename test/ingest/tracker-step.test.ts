import { describe, expect, test } from "vitest";

import type { Notice } from "../../src/domain/notice.ts";
import type { Person } from "../../src/domain/person.ts";
import type { SourceState, TrackerSource } from "../../src/domain/source.ts";
import { addDays, dayOf, HOUR_MS, later, startOf } from "../../src/domain/time.ts";
import { acceptSnapshot } from "../../src/ingest/tracker-actions.ts";
import {
  pollDueTrackers,
  type TrackerPollPorts,
  type TrackerPollRow,
} from "../../src/ingest/tracker-step.ts";
import type { FetchRequest, FetchResult } from "../../src/ports/fetcher.ts";
import type { HeldSnapshot, SnapshotMeta, TrackerPoll } from "../../src/ports/source-store.ts";
import { createSnapshotReader } from "../../src/sources/tracker-reader.ts";
import { aList, aRow, bytesOf, toCsv, withRow, type Row } from "../support/tracker-fixtures.ts";

const URL_OF_LIST = "https://list.example/export.csv";
const TRACKER: TrackerSource = {
  id: "list",
  outlet: "List",
  kind: "viasna-csv",
  url: URL_OF_LIST,
  mirrors: [],
  everyMs: null,
  status: "active",
  note: null,
};

/** A register in memory, a server that answers what it is told, a clock that is set. */
class World {
  now = startOf("2026-11-16");
  people = new Map<string, Person>();
  meta: SnapshotMeta | null = null;
  state: SourceState | null = null;
  held: HeldSnapshot | null = null;
  readonly polls: TrackerPoll[] = [];
  readonly notices: Notice[] = [];
  readonly requests: FetchRequest[] = [];
  answer: (request: FetchRequest) => FetchResult = () => failed(500);
  readonly tracker: TrackerSource;

  constructor(tracker: Partial<TrackerSource> = {}) {
    this.tracker = { ...TRACKER, ...tracker };
  }

  serve(rows: readonly Row[]): this {
    return this.serveText(toCsv(rows));
  }

  serveText(text: string): this {
    this.answer = () => body(text);
    return this;
  }

  async poll(hours = 24): Promise<TrackerPollRow | undefined> {
    this.now = later(this.now, hours * HOUR_MS);
    const [row] = await pollDueTrackers(this.ports());
    return row;
  }

  get findings(): readonly string[] {
    return this.polls
      .flatMap(({ findings }) => findings)
      .map(({ kind, route, people }) => `${kind} ${route} ${people[0]?.personId ?? ""}`);
  }

  ports(): TrackerPollPorts {
    const save = (state: SourceState, notices: readonly Notice[]): void => {
      this.state = state;
      this.notices.push(...notices);
    };
    return {
      trackers: [this.tracker],
      sources: {
        states: () => Promise.resolve(this.state === null ? [] : [this.state]),
        saveState: (state, notices) => Promise.resolve(save(state, notices)),
      },
      store: {
        lastSnapshot: () => Promise.resolve(this.meta),
        records: () =>
          Promise.resolve([...this.people.values()].map((person) => ({ person, record: person.record }))),
        saveSnapshot: (poll) => {
          for (const person of poll.people) this.people.set(person.id, person);
          for (const id of poll.absent) {
            const person = this.people.get(id);
            if (person !== undefined) this.people.set(id, { ...person, presence: "absent" });
          }
          this.meta = poll.meta;
          this.polls.push(poll);
          return Promise.resolve(save(poll.state, poll.notices));
        },
        heldSnapshot: () => Promise.resolve(this.held),
        holdSnapshot: (held, state, notices) => {
          this.held = held;
          return Promise.resolve(save(state, notices));
        },
      },
      fetcher: {
        fetch: (request) => {
          this.requests.push(request);
          return Promise.resolve(this.answer(request));
        },
      },
      reader: createSnapshotReader(),
      clock: { now: () => this.now },
      timer: { sleep: () => Promise.resolve() },
      random: { next: () => 0.5 },
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    };
  }
}

const FRESH = { maxAgeMs: null, expiresMs: null, retryAfterMs: null };

function body(text: string, etag: string | null = null): FetchResult {
  const validators = { etag, lastModified: null };
  return {
    kind: "body",
    bytes: bytesOf(text),
    contentType: "text/csv",
    validators,
    freshFor: FRESH,
    permanentUrl: null,
  };
}

function failed(status: number, kind: "http_status" | "gone" = "http_status"): FetchResult {
  return { kind: "failed", failure: { kind, reason: `HTTP ${String(status)}`, status, retryAfterMs: null } };
}

const RELEASED: Row = { status: "former", prison: "", description: "помилован", release_date: "2026-11-18" };
const WALL = "<!doctype html><title>Just a moment...</title>";

async function aPrimedWorld(tracker: Partial<TrackerSource> = {}): Promise<World> {
  const world = new World(tracker).serve(aList());
  await world.poll();
  return world;
}

test("a week of snapshots with a broken one in the middle tells each change once", async () => {
  const world = new World().serve(aList());
  expect(await world.poll()).toMatchObject({ outcome: "news", added: 12, findings: 0 });
  expect(await world.poll()).toMatchObject({ outcome: "unchanged" });
  const wednesday = withRow(aList(), 0, RELEASED);
  expect(await world.serve(wednesday).poll()).toMatchObject({ outcome: "news", edited: 1, findings: 1 });
  expect(await world.serveText(WALL).poll()).toMatchObject({
    outcome: "held",
    reason: "HTML in place of CSV",
  });
  expect(world.people.get("list:50003")?.presence).toBe("listed");
  const saturday = [...wednesday, aRow(70, { arrested: addDays(dayOf(world.now), -1) })];
  expect(await world.serve(saturday).poll(48)).toMatchObject({ outcome: "news", added: 1, findings: 2 });
  expect(await world.serve(withRow(saturday, 3, null)).poll()).toMatchObject({ findings: 0 });
  expect(await world.serve(saturday).poll()).toMatchObject({ findings: 0 });
  expect(world.findings).toEqual([
    "pardon alert list:50000",
    "arrest alert list:50070",
    "recognition alert list:50070",
  ]);
  expect(world.notices.map(({ code }) => code)).toEqual(["snapshot_held", "source_back"]);
});

describe("the first snapshot", () => {
  test("is silent, and its cases for moderators are kept", async () => {
    const world = new World().serve([
      ...aList(),
      aRow(80, { died: "1" }),
      aRow(81, { arrested: "2026-11-16" }),
    ]);
    await world.poll();
    expect(world.findings).toEqual([]);
    expect(world.polls.flatMap(({ reviews }) => reviews)).toEqual([
      { trackerId: "list", recordIds: ["50080"], code: "DEATH_CLAIM" },
    ]);
  });

  test("that was broken off is begun again, still silent", async () => {
    const list = Array.from({ length: 350 }, (_, n) => aRow(n));
    const world = new World().serve(list);
    const ports = world.ports();
    let saves = 0;
    const store = {
      ...ports.store,
      saveSnapshot: (poll: TrackerPoll) => {
        saves += 1;
        return saves === 2 ? Promise.reject(new Error("power cut")) : ports.store.saveSnapshot(poll);
      },
    };
    world.now = later(world.now, HOUR_MS);
    expect(await pollDueTrackers({ ...ports, store })).toMatchObject([{ outcome: "failed" }]);
    // Some slices were written, how many is the step's own affair.
    const written = world.people.size;
    expect(written).toBeGreaterThan(0);
    expect(written).toBeLessThan(350);
    expect(await world.poll(0)).toMatchObject({ outcome: "news", added: 350 - written, findings: 0 });
    expect(world.people.size).toBe(350);
    expect(world.meta?.rows).toBe(350);
  });
});

describe("findings", () => {
  test("carry the person, the page, the day and the list", async () => {
    const world = await aPrimedWorld();
    await world.serve(withRow(aList(), 0, RELEASED)).poll();
    expect(world.polls.at(-1)?.findings).toMatchObject([
      {
        kind: "pardon",
        releaseKind: "pardon",
        standing: "fresh",
        people: [{ personId: "list:50000", suspicious: false }],
        happenedOn: { from: "2026-11-18", to: "2026-11-18", precision: "day" },
        origin: {
          type: "tracker",
          sourceId: "list",
          outlet: "List",
          tier: "primary",
          url: "https://prisoners.spring96.org/ru/person/prykladny-0",
        },
      },
    ]);
  });

  test("without a date lie between the two snapshots", async () => {
    const world = await aPrimedWorld();
    await world.serve(withRow(aList(), 0, { status: "former", prison: "" })).poll();
    expect(world.polls.at(-1)?.findings[0]?.happenedOn).toEqual({
      from: "2026-11-17",
      to: "2026-11-18",
      precision: "between_snapshots",
    });
  });

  test("of a death and of embargoed people go to moderators", async () => {
    const world = await aPrimedWorld();
    const embargoed = world.people.get("list:50003");
    if (embargoed !== undefined) world.people.set("list:50003", { ...embargoed, embargo: true });
    await world.serve(withRow(withRow(aList(), 0, { died: "1" }), 3, RELEASED)).poll();
    expect(world.findings).toEqual(["death review list:50000", "pardon review list:50003"]);
  });

  test("of a person who was missing reach back to the last sight", async () => {
    const world = await aPrimedWorld();
    await world.serve(withRow(aList(), 0, null)).poll();
    expect(world.people.get("list:50000")?.presence).toBe("absent");
    await world.serve(withRow(aList(), 0, { status: "former", prison: "" })).poll();
    expect(world.polls.at(-1)?.findings[0]?.happenedOn.from).toBe("2026-11-17");
  });
});

describe("cases for moderators", () => {
  test("of changed people are told once, with the name and the code", async () => {
    const world = await aPrimedWorld();
    const list = withRow(aList(), 0, { arrested: "2027-05-05" });
    await world.serve(list).poll();
    await world.serve(withRow(list, 3, { judge: "Іншы Суддзя" })).poll();
    expect(world.notices.map(({ code, facts }) => [code, facts])).toEqual([
      ["rule_needed", { tracker: "List", name: "Янка Прыкладны-0", code: "FUTURE_DETENTION_DATE" }],
    ]);
  });

  test("too many are one notice", async () => {
    const list = Array.from({ length: 40 }, (_, n) => aRow(n));
    const world = new World().serve(list);
    await world.poll();
    await world.serve(list.map((row, n) => (n < 20 ? { ...row, arrested: "2027-05-05" } : row))).poll();
    expect(world.notices.map(({ facts }) => facts)).toEqual([{ tracker: "List", count: 20 }]);
  });

  test("whose finding waits in the queue are not told twice", async () => {
    const world = await aPrimedWorld();
    await world.serve(withRow(aList(), 0, { died: "1" })).poll();
    expect(world.findings).toEqual(["death review list:50000"]);
    expect(world.notices).toEqual([]);
  });
});

describe("a doubtful snapshot", () => {
  test("changes nothing, is kept, and is told once while the reason is the same", async () => {
    const world = await aPrimedWorld();
    const before = world.people;
    await world.serve(aList().slice(0, 3)).poll();
    await world.poll();
    await world.poll();
    expect(world.held?.reason).toMatch(/row count fell by 75 %/u);
    expect(world.people).toBe(before);
    expect(world.notices.map(({ code, facts }) => [code, facts["tracker"]])).toEqual([
      ["snapshot_held", "list"],
    ]);
  });

  test("is taken over when a moderator says so, with its findings", async () => {
    const world = await aPrimedWorld();
    await world.serve(aList().slice(0, 3)).poll();
    const taken = await acceptSnapshot(world.ports(), world.tracker, world.state);
    expect(taken).toMatchObject({ kind: "taken" });
    expect([...world.people.values()].filter(({ presence }) => presence === "absent")).toHaveLength(9);
    expect(world.state?.health).toBe("ok");
  });

  test("that never was is not taken over", async () => {
    const world = await aPrimedWorld();
    const taken = await acceptSnapshot(world.ports(), world.tracker, world.state);
    expect(taken).toEqual({ kind: "refused", reason: "no snapshot waits" });
  });

  test("that cannot be read is refused by hand too", async () => {
    const world = await aPrimedWorld();
    await world.serveText(WALL).poll();
    const taken = await acceptSnapshot(world.ports(), world.tracker, world.state);
    expect(taken).toMatchObject({ kind: "refused" });
  });
});

describe("politeness", () => {
  test("a list is asked every six hours, or as often as is configured", async () => {
    const world = await aPrimedWorld();
    expect(await world.poll(5)).toBeUndefined();
    expect(await world.poll(1)).toMatchObject({ outcome: "unchanged" });
    const quick = await aPrimedWorld({ everyMs: HOUR_MS });
    expect(await quick.poll(1)).toMatchObject({ outcome: "unchanged" });
  });

  test("validators are echoed, and a 304 keeps the snapshot", async () => {
    const world = new World();
    world.answer = () => body(toCsv(aList()), '"v1"');
    await world.poll();
    world.answer = () => ({
      kind: "unchanged",
      validators: { etag: '"v1"', lastModified: null },
      freshFor: FRESH,
      permanentUrl: null,
    });
    expect(await world.poll()).toMatchObject({ outcome: "unchanged", health: "ok" });
    expect(world.requests[1]).toMatchObject({ validators: { etag: '"v1"' }, maxBytes: 16 * 1024 * 1024 });
  });

  test("a mirror is asked when the list does not answer", async () => {
    const mirror = "https://mirror.example/export.csv";
    const world = new World({ mirrors: [mirror] });
    world.answer = ({ url }) => (url === mirror ? body(toCsv(aList())) : failed(503));
    expect(await world.poll()).toMatchObject({ outcome: "news", added: 12 });
  });

  test("failures are waited out longer and longer; a 410 for a week", async () => {
    const world = await aPrimedWorld();
    world.answer = () => failed(500);
    expect(await world.poll(6)).toMatchObject({ outcome: "failed", health: "broken" });
    expect(await world.poll(6)).toBeDefined();
    expect(await world.poll(6)).toBeUndefined();
    world.answer = () => failed(410, "gone");
    await world.poll(24);
    expect(world.state?.health).toBe("gone");
    expect(await world.poll(6 * 24)).toBeUndefined();
  });

  test("a list that is marked broken is not asked", async () => {
    const world = new World({ status: "broken" }).serve(aList());
    expect(await world.poll()).toBeUndefined();
    expect(world.requests).toEqual([]);
  });
});
