import { expect, test } from "vitest";
import type { Change } from "../src/ports/replicas.ts";
import { createReplicaNews } from "../src/replica-news.ts";
import { createRoster } from "../src/subscribers/roster.ts";
import { aSubscriber } from "./contracts/samples.ts";
import { VirtualTime } from "./support/virtual-time.ts";

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

async function aReplica(failures: { left: number }) {
  const time = new VirtualTime(new Date("2026-11-05T12:00:00Z"));
  let tell: (change: Change) => void = () => undefined;
  const hear = async (heard: (change: Change) => void) => {
    tell = heard;
    return () => Promise.resolve();
  };
  const news = await createReplicaNews({ hear }, time);
  const roster = createRoster([aSubscriber(1), aSubscriber(2)]);
  news.begin({
    roster,
    subscribers: {
      all: async () => {
        failures.left -= 1;
        if (failures.left >= 0) throw new Error("the server has just come back");
        return [aSubscriber(2), aSubscriber(3)];
      },
    },
    register: async () => undefined,
    work: async () => undefined,
    outbox: () => undefined,
    log: SILENT,
  });
  const chats = () => [...roster.everyone(0)].map(({ chat }) => chat.chatId).toSorted((a, b) => a - b);
  return { time, news, chats, tell: (change: Change) => tell(change) };
}

test("who changed something at another replica is known here", async () => {
  const { time, chats, tell } = await aReplica({ left: 0 });
  tell({ kind: "chat", chatId: 1, topics: [] });
  tell({ kind: "chat", chatId: 4, topics: [aSubscriber(4)] });
  await time.advance(0);
  expect(chats()).toEqual([2, 4]);
});

test("what was missed is read until it has been, and until then nobody is told anything", async () => {
  const { time, news, chats, tell } = await aReplica({ left: 3 });
  tell({ kind: "deaf" });
  expect(news.isCurrent()).toBe(false);
  tell({ kind: "missed" });
  await time.advance(2500);
  expect([news.isCurrent(), chats()]).toEqual([false, [1, 2]]);
  await time.advance(1000);
  expect([news.isCurrent(), chats()]).toEqual([true, [2, 3]]);
});
