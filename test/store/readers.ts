import { randomInt } from "node:crypto";
import { aFinding, anAlert, anEvent, aRecipient, aSubscriber, aTarget, NOON } from "../contracts/samples.ts";
import type { Stores } from "../contracts/stores.ts";

/** What must be found nowhere. */
export interface Readers {
  readonly chatIds: readonly number[];
  readonly follows: readonly string[];
}

/** Readers who follow somebody, with messages that were sent; some erased, some gone, one moved. */
export async function fillReaders(stores: Stores, count: number): Promise<Readers> {
  // Each spelling of such a number has six bytes: among megabytes of sealed ones five match by chance now and then.
  const chatIds = Array.from({ length: count }, () => randomInt(2 ** 35, 2 ** 40));
  const follows = Array.from({ length: count }, (_, n) => `hidden-list:person-${String(n)}-zq`);
  for (const [n, chatId] of chatIds.entries()) {
    const followed = Array.from({ length: n % 20 }, (__, k) => follows[(n + k) % count] ?? "");
    await stores.subscribers.save(aSubscriber(chatId, { follows: followed, timeZone: "Antarctica/Troll" }));
  }
  for (const id of ["e1", "e2"]) {
    const event = anEvent(id);
    await stores.events.saveFinding(aFinding(id), {
      at: NOON,
      who: "M1",
      action: "post",
      subject: id,
      facts: {},
    });
    await stores.events.saveMerge({ findingId: id, outcome: "created", events: [event] });
    const decision = { kind: "publish", urgency: "urgent", reason: "" } as const;
    await stores.events.saveDecision(event, decision, anAlert(event), []);
    const recipients = chatIds.map((chatId, n) => ({
      ...aRecipient(chatId),
      target: aTarget(chatId, { discreet: n % 7 === 0, deleteAfterHours: n % 3 === 0 ? 24 : null }),
    }));
    await stores.alerts.enqueue(anAlert(event), recipients, true);
    for (const { id: delivery } of await stores.outbox.claimDue(NOON, count, 60_000)) {
      await stores.outbox.markSending(delivery, NOON);
      await stores.outbox.settle(delivery, { state: "sent", messageId: randomInt(2 ** 31), at: NOON });
    }
  }
  for (const chatId of chatIds.slice(0, 20)) await stores.subscribers.erase(chatId);
  for (const chatId of chatIds.slice(20, 40)) await stores.subscribers.markGone(chatId, NOON);
  const [from = 0, to = 0] = [chatIds[50], chatIds[51]];
  await stores.subscribers.move(from, to + 1);
  return { chatIds, follows };
}
