import { expect } from "vitest";
import { listSays } from "../../src/domain/card-edit.ts";
import type { Decision } from "../../src/domain/event.ts";
import { DAY_MS, HOUR_MS, later } from "../../src/domain/time.ts";
import {
  aFinding,
  anAlert,
  aNewItem,
  anEvent,
  aRecipient,
  aSourceState,
  aSubscriber,
  aTarget,
  aTrackerPoll,
  chatsOf,
  CLASSIFIED,
  MESSAGE,
} from "../contracts/samples.ts";
import type { Stores } from "../contracts/stores.ts";

type Filled = Omit<Stores, "setNow">;

const LINE = (at: Date, n: number) => ({ at, who: "M1", action: "post", subject: "e1", facts: { n } });
const PUBLISH: Decision = { kind: "publish", urgency: "urgent", reason: "primary" };

/** Something in every table: people, reports, chats 1 and 2 (3 was erased), what they got and what waits. */
export async function fill(stores: Filled, now: Date): Promise<void> {
  await fillPublic(stores, now);
  await fillReaders(stores, now);
}

async function fillPublic(stores: Filled, now: Date): Promise<void> {
  const { sources, trackers, items, events, desk, moderators, switches, register } = stores;
  const added = Array.from({ length: 700 }, (_, n) => aNewItem(n, { firstSeenAt: later(now, n) }));
  await sources.savePoll({ state: aSourceState(), added, edited: [], rekeyed: [], notices: [] });
  const reviews = [{ trackerId: "list", code: "SAME_URL_TWO_IDS", recordIds: ["1", "2"] }];
  await trackers.saveSnapshot(aTrackerPoll({ reviews }));
  const held = { trackerId: "list", fetchedAt: now, body: new Uint8Array([0, 1, 255]), reason: "halved" };
  const notice = { key: "held", code: "snapshot_held", facts: { rows: 3 } } as const;
  await trackers.holdSnapshot(held, aSourceState({ sourceId: "list" }), [notice]);
  await register.addAlias("list:1", "Jan Pryk");
  await fillCard(stores, now);
  const [item] = await items.unclassified(1);
  if (item === undefined) throw new Error("no item");
  await items.saveClassification(item, CLASSIFIED, [aFinding("f1")]);
  const event = anEvent("e1", { createdAt: now });
  await events.saveMerge({ findingId: "f1", outcome: "created", events: [event] });
  await events.saveDecision(
    event,
    PUBLISH,
    anAlert(event, { createdAt: now, expiresAt: later(now, DAY_MS) }),
    [],
  );
  for (let n = 0; n < 5; n++) await events.saveFinding(aFinding(`post:${String(n)}`), LINE(now, n));
  await desk.setMuted("loud", true, LINE(now, 6));
  await moderators.save({
    who: "M1",
    telegramId: 5_000_000_001,
    role: "admin",
    secret: "MFRGGZDF",
    enrolled: true,
    lastStep: 7,
    wrongCodes: 0,
    lockedUntil: null,
    sessionUntil: now,
    waiting: null,
    shownIn: null,
    version: 0,
  });
  await switches.halt("M1", now);
}

/** What one moderator said of the first person in the list. */
async function fillCard({ cards }: Filled, now: Date): Promise<void> {
  const behind = await cards.behind("list:1");
  if (behind === null) throw new Error("no person");
  const edit = {
    change: "c1",
    personId: "list:1",
    value: { field: "status", custody: "free_abroad", since: { value: "2026-03", precision: "month" } },
    source: "https://paper.example/1",
    by: "M1",
    agreedBy: "M2",
    at: now,
    listSaid: listSays(behind.person.record, "status"),
    state: "draft",
  } as const;
  await cards.saveDraft([edit], later(now, -DAY_MS));
  await cards.advance([edit], { state: "stands", agreedBy: "M2", at: now }, LINE(now, 8));
}

async function fillReaders({ subscribers, alerts, outbox }: Filled, now: Date): Promise<void> {
  await subscribers.save(aSubscriber(1, { follows: ["list:1"] }));
  await subscribers.save(aSubscriber(2));
  await subscribers.save(aSubscriber(3));
  await subscribers.erase(3);
  const digest = { id: "digest-x:1", expiresAt: later(now, DAY_MS) };
  const texts = [{ language: "be", discreet: false, message: MESSAGE } as const];
  await alerts.saveDigest(digest.id, [{ id: "e1", version: 1 }], texts);
  const recipients = [aRecipient(1), { ...aRecipient(2), target: aTarget(2, { deleteAfterHours: 1 }) }];
  await alerts.enqueue(digest, [...recipients, aRecipient(4)], true);
  for (const { id, target } of await outbox.claimDue(now, 9, 1000)) {
    if (target.chatId === 4) continue;
    await outbox.markSending(id, now);
    await outbox.settle(id, { state: "sent", messageId: 10 * target.chatId, at: now });
  }
  // Due at once, whichever clock is asked.
  await outbox.noteSent(aTarget(2, { deleteAfterHours: 0 }), 21, now);
}

/** What `fill` left is there, opens under its key, and goes on. */
export async function expectFilled(stores: Filled, now: Date): Promise<void> {
  const { subscribers, outbox, reading, audit, moderators, switches, desk, events, trackers } = stores;
  const chats = await subscribers.all();
  expect(chats.map(({ chat }) => chat.chatId).toSorted((a, b) => a - b)).toEqual([1, 2]);
  expect(await subscribers.find(1, null)).toMatchObject({ follows: ["list:1"] });
  expect(await outbox.sentTo(1, later(now, -HOUR_MS))).toEqual([10]);
  expect(await outbox.sentTo(2, later(now, -HOUR_MS))).toEqual([20, 21]);
  expect(await outbox.dueDeletions(later(now, HOUR_MS / 2), 9)).toMatchObject([{ chatId: 2, messageId: 21 }]);
  expect(await reading.person("list:1")).toMatchObject({
    aliases: ["Jan Pryk"],
    record: { custody: "free_abroad" },
    edits: [{ by: "M1", agreedBy: "M2", at: now }],
  });
  expect(await reading.event("e1")).toMatchObject({ id: "e1", createdAt: now });
  expect([...((await trackers.heldSnapshot("list"))?.body ?? [])]).toEqual([0, 1, 255]);
  expect(await desk.reviews(9)).toHaveLength(1);
  expect(await desk.muted()).toEqual(["loud"]);
  expect(await moderators.all()).toMatchObject([{ telegramId: 5_000_000_001, sessionUntil: now }]);
  expect(await switches.halted()).toEqual({ since: now, by: "M1", resumeAskedBy: null });
  expect(await audit.verify()).toEqual({ ok: true, lines: 8, brokenAt: null });

  await events.saveFinding(aFinding("post:new"), LINE(now, 7));
  expect((await events.unmerged(99)).at(-1)?.id).toBe("post:new");
  expect(await audit.verify()).toEqual({ ok: true, lines: 9, brokenAt: null });
}

/** Who waits for the digest; 4 alone was not told when it was filled. */
export async function stillWaiting({ outbox }: Filled, now: Date): Promise<number[]> {
  return chatsOf(await outbox.claimDue(later(now, HOUR_MS), 9, 1000));
}
