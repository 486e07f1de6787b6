import { Agent, request } from "node:http";
import { connect, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";

import { startWebServer, type WebServer } from "../../src/web/server.ts";

/** How the server holds out, and ends, while others hold on to it. */

let server: WebServer;
let arrived: () => void;
let answer: () => void;
const hasArrived = new Promise<void>((resolve) => (arrived = resolve));
const mayAnswer = new Promise<void>((resolve) => (answer = resolve));
const held: { readonly destroy: () => unknown }[] = [];

beforeEach(async () => {
  server = await startWebServer(
    {
      host: "127.0.0.1",
      port: 0,
      readiness: async () => ({ ready: true, checks: {} }),
      webhook: {
        path: "/hook",
        handle: async (call) => {
          await call.text();
          arrived();
          await mayAnswer;
          return new Response("handled");
        },
      },
    },
    { arrivesWithinMs: 1000, lookForLateMs: 50, closeWithinMs: 200 },
  );
});
afterEach(() => held.splice(0).forEach((each) => each.destroy()));

test("what is in hand is answered, over a connection that is not used again", async () => {
  const agent = new Agent({ keepAlive: true });
  held.push(agent);
  const answered = new Promise<string | undefined>((resolve, reject) => {
    const options = { port: server.port, path: "/hook", method: "POST", agent };
    const call = request(options, (reply) => {
      reply.resume();
      resolve(reply.headers.connection);
    });
    call.on("error", reject).end("{}");
  });
  await hasArrived;
  const closed = server.close();
  answer();
  expect(await answered).toBe("close");
  await closed;
});

test("a body that never ends holds nothing up", async () => {
  const socket = await new Promise<Socket>((resolve) => {
    const opened = connect(server.port, "127.0.0.1", () => resolve(opened));
    opened.on("error", () => undefined).resume();
  });
  held.push(socket);
  const brokenOff = new Promise((resolve) => socket.once("close", () => resolve("broken off")));
  socket.write("POST /hook HTTP/1.1\r\nhost: navoli\r\ncontent-length: 1000\r\n\r\n{");
  await server.close();
  expect(await brokenOff).toBe("broken off");
});

test.each([
  { what: "body", head: "POST /hook HTTP/1.1\r\nhost: navoli\r\ncontent-length: 1000\r\n\r\n", more: "{" },
  { what: "head", head: "GET /livez HTTP/1.1\r\nhost: navoli\r\n", more: "x-more: of it\r\n" },
])("who trickles a $what is cut off, and others are answered meanwhile", async ({ head, more }) => {
  const socket = await new Promise<Socket>((resolve) => {
    const opened = connect(server.port, "127.0.0.1", () => resolve(opened));
    opened.on("error", () => undefined);
  });
  let answered = "";
  socket.on("data", (chunk: Buffer) => (answered += chunk.toString()));
  const cutOff = new Promise((resolve) => socket.once("close", () => resolve("cut off")));
  const trickle = setInterval(() => socket.write(more), 20);
  held.push(socket, { destroy: () => clearInterval(trickle) });
  socket.write(head);
  const other = await fetch(`http://127.0.0.1:${String(server.port)}/livez`);
  expect(await other.json()).toEqual({ live: true });
  expect(socket.closed).toBe(false);
  expect(await cutOff).toBe("cut off");
  expect(answered).toMatch(/^HTTP\/1\.1 408 /u);
  await server.close();
});
