import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Change } from "../../src/ports/replicas.ts";
import { postgresChanges } from "../../src/store/postgres/changes.ts";
import type { Session } from "../../src/store/postgres/session.ts";

const NO_CHATS = { chatIdOf: Number, topicsOf: async () => [] };

/** A server whose connections a test breaks, and which may refuse to let anybody listen. */
function aServer() {
  const server = { isStandby: false, opened: 0, open: new Set<() => void>() };
  const openSession = async (): Promise<Session> => {
    server.opened += 1;
    const ends: (() => void)[] = [];
    const end = (): void => {
      server.open.delete(end);
      for (const ended of ends.splice(0)) ended();
    };
    server.open.add(end);
    return {
      query: async () => {
        if (server.isStandby) throw new Error("cannot execute LISTEN during recovery");
        return [];
      },
      onNotification: () => undefined,
      onEnd: (ended) => ends.push(ended),
      close: async () => {
        end();
      },
    };
  };
  return { server, openSession };
}

test("a listener whose connection breaks says so, and that it may have missed something", async () => {
  const { server, openSession } = aServer();
  const heard: Change[] = [];
  const unhear = await postgresChanges(openSession, NO_CHATS).hear((change) => void heard.push(change));
  for (const end of server.open) end();
  await expect.poll(() => heard.map(({ kind }) => kind), { timeout: 5000 }).toEqual(["deaf", "missed"]);
  await unhear();
  expect(server.open.size).toBe(0);
});

test("a server that lets nobody listen gets one connection after another, not many at once", async () => {
  const { server, openSession } = aServer();
  const heard: Change[] = [];
  const unhear = await postgresChanges(openSession, NO_CHATS).hear((change) => void heard.push(change));
  server.isStandby = true;
  for (const end of server.open) end();
  await sleep(2200);
  expect(server.opened).toBeLessThanOrEqual(6);
  expect(server.open.size).toBeLessThanOrEqual(1);
  server.isStandby = false;
  await expect.poll(() => heard.at(-1)?.kind, { timeout: 5000 }).toBe("missed");
  await unhear();
  expect(server.open.size).toBe(0);
});
