import type { Update } from "grammy/types";
import { expect, test } from "vitest";

import { nameOfUpdate } from "../../src/bot/watch-updates.ts";

const FROM = { id: 48_151_623, is_bot: false, first_name: "Reader" };
const CHAT = { id: 48_151_623, type: "private" as const, first_name: "Reader" };

function said(text: string): Update {
  return { update_id: 1, message: { message_id: 1, date: 0, chat: CHAT, from: FROM, text } };
}

test.each<{ update: Update; name: string }>([
  { update: said("/person Прыкладны"), name: "person" },
  { update: said("/PERSON@navoli_bot Прыкладны"), name: "person" },
  { update: said("/halt"), name: "halt" },
  { update: said("/start p_list-7"), name: "start" },
  { update: said("/прыкладны"), name: "unknown" },
  { update: said("/prykladny"), name: "unknown" },
  { update: said("/personal"), name: "unknown" },
  { update: said("/"), name: "unknown" },
  { update: said("Прыкладны"), name: "text" },
  {
    update: { update_id: 1, message: { message_id: 1, date: 0, chat: CHAT, from: FROM } } as Update,
    name: "other",
  },
  { update: { update_id: 1 } as Update, name: "other" },
  {
    update: { update_id: 1, inline_query: { id: "1", from: FROM, query: "Прыкладны", offset: "" } },
    name: "inline",
  },
  {
    update: { update_id: 1, callback_query: { id: "1", from: FROM, chat_instance: "1", data: "p:list-7" } },
    name: "button",
  },
])("an update is told as “$name”, by no word of whoever sent it", ({ update, name }) => {
  expect(nameOfUpdate(update)).toBe(name);
});
