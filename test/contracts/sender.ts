import { describe, expect, test } from "vitest";

import type { Message } from "../../src/domain/alert.ts";
import type { Sender } from "../../src/ports/outbox.ts";
import { aTarget } from "../support/delivering.ts";

/** What every Sender must do, whatever it sends to. `open` gives one that can reach its recipients. */
export function senderContract(name: string, open: () => Promise<Sender>): void {
  const message = (html: string): Message => ({ html, buttons: [] });

  describe(`${name} as a Sender`, () => {
    test("gives each message an id of its own", async () => {
      const sender = await open();
      const first = await sender.send(aTarget(1000), message("<b>one</b>"));
      const second = await sender.send(aTarget(1000), message("two"));
      expect([first.kind, second.kind]).toEqual(["sent", "sent"]);
      expect(first).not.toEqual(second);
    });

    test("edits and removes what it sent", async () => {
      const sender = await open();
      const sent = await sender.send(aTarget(1000), message("one"));
      if (sent.kind !== "sent") throw new Error(`expected sent, got ${sent.kind}`);
      const edited = await sender.edit(aTarget(1000), sent, message("<i>other</i>"));
      expect(edited.kind).toBe("sent");
      const removed = await sender.remove(1000, sent.messageId);
      expect(removed.kind).toBe("sent");
    });

    test.each([
      ["empty", ""],
      ["broken markup", "<b>one"],
      ["a bare sign", "1 < 2"],
      ["very long", "слова ".repeat(5000)],
      ["long without a space", `<b>${"x".repeat(9000)}</b>`],
      ["control characters", "a\u0000b\u0007\u202Ec"],
    ])("answers with a result, never with an exception: %s", async (_why, html) => {
      const sender = await open();
      for (const result of [
        await sender.send(aTarget(1000), message(html)),
        await sender.sendPlain(aTarget(1000), message(html)),
        await sender.edit(aTarget(1000), { messageId: 1 }, message(html)),
      ]) {
        expect(result.kind).toEqual(expect.any(String));
      }
    });
  });
}
