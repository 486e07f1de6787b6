import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { createTelegramSender } from "../../src/bot/sender.ts";
import type { TelegramSender } from "../../src/bot/sender.ts";
import type { SendResult } from "../../src/domain/delivery.ts";
import { senderContract } from "../contracts/sender.ts";
import { aTarget } from "../support/delivering.ts";
import { FakeTelegram } from "../support/telegram.ts";
import type { TelegramFault } from "../support/telegram.ts";

let telegram: FakeTelegram;
let sender: TelegramSender;

beforeEach(async () => {
  telegram = new FakeTelegram();
  await telegram.listen();
  sender = createTelegramSender({
    token: "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    apiRoot: telegram.root,
    paidBroadcast: false,
    timeoutSeconds: 1,
  });
});

afterEach(async () => {
  await telegram.close();
  await sender.close();
});

senderContract("Telegram", async () => sender);

const message = { html: "<b>text</b> &amp; more", buttons: [[{ text: "Open", action: "o:1" }]] };

describe("a message for Telegram", () => {
  test("has no preview, its buttons, and the reader's wishes", async () => {
    await sender.send(aTarget(-5, { silent: true, threadId: 7 }), message);
    expect(telegram.sent[0]).toMatchObject({
      chatId: -5,
      threadId: 7,
      silent: true,
      previewOff: true,
      plain: "text & more",
      buttons: [[{ text: "Open", data: "o:1", url: null }]],
    });
  });

  test("that is too long goes in parts, buttons under the last, all ids kept", async () => {
    const result = await sender.send(aTarget(5), { ...message, html: `<b>${"слова ".repeat(1500)}</b>` });
    const parts = telegram.sentTo(5);
    expect(parts.length).toBe(3);
    const [messageId, ...moreIds] = parts.map((part) => part.messageId);
    expect(result).toEqual({ kind: "sent", messageId, moreIds });
    expect(parts.map((part) => part.buttons.length)).toEqual([0, 0, 1]);
    expect(parts.map((part) => part.plain.trim()).join(" ")).toBe("слова ".repeat(1500).trim());
  });

  test("in parts is edited in all of them, and what the new text has no use for is deleted", async () => {
    const sent = await sender.send(aTarget(5), { ...message, html: `<b>${"слова ".repeat(1500)}</b>` });
    if (sent.kind !== "sent") throw new Error(sent.kind);
    const edited = { ...message, html: `<i>${"іншае ".repeat(1000)}</i>` };
    expect(await sender.edit(aTarget(5), sent, edited)).toEqual({ kind: "sent", messageId: sent.messageId });

    const shown = telegram.sentTo(5).filter(({ deleted }) => !deleted);
    expect(shown.map(({ plain }) => plain.trim()).join(" ")).toBe("іншае ".repeat(1000).trim());
    expect(shown.map(({ buttons }) => buttons.length)).toEqual([0, 1]);
    expect(telegram.callsOf("deleteMessage")).toHaveLength(1);
  });

  test("pays only when it is told to", async () => {
    const paying = createTelegramSender({
      token: "1:test",
      apiRoot: telegram.root,
      paidBroadcast: true,
    });
    await sender.send(aTarget(5), message);
    await paying.send(aTarget(5), message);
    await paying.close();
    const paid = telegram.callsOf("sendMessage").map((call) => call.payload["allow_paid_broadcast"]);
    expect(paid).toEqual([undefined, true]);
  });
});

describe("what Telegram or the network answers", () => {
  test.each<{ fault: TelegramFault; expected: SendResult }>([
    { fault: { retryAfter: 43_837 }, expected: { kind: "busy", retryAfterSeconds: 43_837 } },
    {
      fault: { error: [429, "Too Many Requests"] },
      expected: { kind: "busy", retryAfterSeconds: 30 },
    },
    { fault: "500", expected: { kind: "unsure", reason: "http_500" } },
    { fault: "html502", expected: { kind: "unsure", reason: "no_reply" } },
    { fault: "malformed", expected: { kind: "unsure", reason: "no_reply" } },
    { fault: "hang", expected: { kind: "unsure", reason: "no_reply" } },
    { fault: "drop-before", expected: { kind: "unsure", reason: "UND_ERR_SOCKET" } },
    { fault: "drop-after", expected: { kind: "unsure", reason: "UND_ERR_SOCKET" } },
    {
      fault: { error: [403, "Forbidden: user is deactivated"] },
      expected: { kind: "gone", reason: "forbidden" },
    },
    {
      fault: { error: [403, "Forbidden: bot was kicked from the supergroup chat"] },
      expected: { kind: "gone", reason: "forbidden" },
    },
    {
      fault: { error: [400, "Bad Request: chat not found"] },
      expected: { kind: "gone", reason: "chat_closed" },
    },
    {
      fault: { error: [400, "Bad Request: TOPIC_CLOSED"] },
      expected: { kind: "gone", reason: "chat_closed" },
    },
    {
      fault: { error: [400, "Bad Request: not enough rights to send text messages to the chat"] },
      expected: { kind: "gone", reason: "chat_closed" },
    },
    {
      fault: { error: [400, "Bad Request: group chat was upgraded", { migrate_to_chat_id: -1005 }] },
      expected: { kind: "moved", toChatId: -1005 },
    },
    {
      fault: { error: [400, "Bad Request: can't parse entities: Unexpected end tag at byte offset 3"] },
      expected: { kind: "malformed", reason: "entities" },
    },
    {
      fault: { error: [400, "Bad Request: message is too long"] },
      expected: { kind: "malformed", reason: "too_long" },
    },
    {
      fault: { error: [400, "Bad Request: something new"] },
      expected: { kind: "notSent", reason: "refused_400" },
    },
    { fault: { error: [401, "Unauthorized"] }, expected: { kind: "notSent", reason: "refused_401" } },
  ])("$fault is $expected.kind", async ({ fault, expected }) => {
    telegram.fault({ fault, method: "sendMessage" });
    expect(await sender.send(aTarget(5), message)).toEqual(expected);
  });

  test("an edit that changes nothing, or has nothing to change, is done", async () => {
    const sent = await sender.send(aTarget(5), message);
    if (sent.kind !== "sent") throw new Error("not sent");
    expect(await sender.edit(aTarget(5), sent, message)).toEqual({ kind: "unchanged" });
    await sender.remove(5, sent.messageId);
    expect(await sender.edit(aTarget(5), sent, message)).toEqual({ kind: "unchanged" });
    expect(await sender.remove(5, sent.messageId)).toEqual({ kind: "unchanged" });
  });

  test("nobody listening, or no such name: surely not sent", async () => {
    for (const apiRoot of ["http://127.0.0.1:9", "http://no-such-host.invalid"]) {
      const lost = createTelegramSender({ token: "1:test", apiRoot, paidBroadcast: false });
      const result = await lost.send(aTarget(5), message);
      expect(result.kind).toBe("offline");
      await lost.close();
    }
  });

  test("no reason holds the token, the chat or the text", async () => {
    const faults: TelegramFault[] = ["drop-before", "hang", "html502", "malformed", "500"];
    faults.push({ error: [400, "Bad Request: can't parse entities: <secret text>"] });
    for (const fault of faults) {
      telegram.clearFaults();
      telegram.fault({ fault });
      const told = JSON.stringify(await sender.send(aTarget(987_654_321), message));
      expect(told).not.toMatch(/AAAAA|987654321|text|secret/u);
    }
  });
});
