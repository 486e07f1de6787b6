import { setImmediate as nextTurn } from "node:timers/promises";
import type { FeedReading } from "../domain/item.ts";
import type { Clock } from "../ports/clock.ts";
import type { FeedReader } from "../ports/source.ts";
import { feedText } from "./feed-bytes.ts";
import { readJsonFeed } from "./feed-json.ts";
import { repairedXml, whyNoFeed } from "./feed-repair.ts";
import { FeedXml } from "./feed-xml.ts";

/** Characters read at a stretch: about a millisecond of work, more where the text is hostile. */
const CHUNK = 64 * 1024;
/** After so much work others get their turn. */
const TURN_MS = 12;
/** Of processor time: neither waiting nor a busy machine is the feed's fault. */
const MAX_WORK_MS = 700;
const MAX_TEXT = 10 * 1024 * 1024;
/** A body this small without an item is what a dead feed answers, not a quiet day. */
const ZOMBIE_BYTES = 200;

/** @param clock for dates that name no year */
export function createFeedReader(clock: Clock): FeedReader {
  return {
    async read(bytes, contentType) {
      try {
        return await readFeed(bytes, contentType, clock.now());
      } catch (error) {
        return refused(error instanceof Error ? `cannot be read: ${error.name}` : "cannot be read");
      }
    },
  };
}

async function readFeed(bytes: Uint8Array, contentType: string | null, today: Date): Promise<FeedReading> {
  if (bytes.length === 0) return refused("the body is empty");
  const text = feedText(bytes, contentType);
  if (text.length > MAX_TEXT) return refused("more than 10 MiB of text");
  const reading = /^\s*[{[]/u.test(text) ? readJsonFeed(text, today) : await readXml(text, today);
  if (reading.ok && reading.items.length === 0 && bytes.length < ZOMBIE_BYTES) {
    return refused(`a feed of ${String(bytes.length)} bytes without an item`);
  }
  return reading;
}

async function readXml(text: string, today: Date): Promise<FeedReading> {
  const repaired = repairedXml(text);
  if (!repaired.ok) return refused(repaired.reason);
  const xml = new FeedXml(repaired.entities, today);
  let workMs = 0;
  let turnMs = 0;
  for (let from = 0; from < repaired.text.length && xml.fault === null; from += CHUNK) {
    const start = process.cpuUsage();
    xml.write(repaired.text.slice(from, from + CHUNK));
    const { user, system } = process.cpuUsage(start);
    const spentMs = (user + system) / 1000;
    workMs += spentMs;
    turnMs += spentMs;
    if (workMs > MAX_WORK_MS) return refused("takes too long to read");
    if (turnMs > TURN_MS) {
      await nextTurn();
      turnMs = 0;
    }
  }
  xml.end();
  if (xml.fault !== null) return refused(xml.fault);
  if (xml.items.length === 0 && !xml.hasChannel) return refused(whyNoFeed(text));
  return { ok: true, title: xml.title, items: xml.items, ttlMs: xml.ttlMs() };
}

function refused(reason: string): FeedReading {
  return { ok: false, reason };
}
