import type { Alert } from "../domain/alert.ts";
import { countedAt, type DigestEnds, type DigestRuns } from "../domain/digest-runs.ts";
import { LANGUAGES } from "../domain/language.ts";
import type { Subscriber } from "../domain/subscriber.ts";
import { HOUR_MS, later, MINUTE_MS } from "../domain/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { EventStore } from "../ports/event-store.ts";
import type { AlertStore, AlertText } from "../ports/outbox.ts";
import { peopleOf, withAllRecords } from "./all-records.ts";
import {
  createDigestGroups,
  type DigestGroup,
  digestRunsAfter,
  isTold,
  lastDigestEnd,
  mayBeTold,
  planDigests,
  renderDigest,
} from "./digest.ts";
import { digestNumbers, renderDigestEntry } from "./digest-entry.ts";
import { type SpreadPorts, textsOf } from "./step.ts";

/** Rows of one transaction, and chats looked at for it: neither may hold the process up. */
const BATCH_ROWS = 160;
const BATCH_CHATS = 4000;
const DIGEST_LIVES_MS = 36 * HOUR_MS;
/** What is noted less often than this is not seen as a gap. */
const NOTED_EVERY_MS = 15 * MINUTE_MS;

export interface DigestPorts extends Omit<SpreadPorts, "moderators"> {
  readonly events: Pick<EventStore, "byId">;
}

export interface Digester {
  /** Writes down the digests that are due; asked every minute. @returns how many were written down */
  digest(): Promise<number>;
}

export function createDigester(ports: DigestPorts): Digester {
  return {
    async digest() {
      // Rows that wait for the end of a halt run out; what was not written is written after it.
      if ((await ports.notices?.areHalted()) === true) return 0;
      const now = ports.clock.now();
      const runs = await ports.alerts.digestRuns();
      const groups = await dueGroups(ports, now, runs);
      let count = 0;
      // After a crash in between they are written again, perhaps with other content: see `PlannedDigest.id`.
      for (const group of groups) count += await writeDigests(ports, group, now);
      const isNews = runs === null || Math.abs(now.getTime() - runs.until) >= NOTED_EVERY_MS;
      if (groups.length > 0 || isNews) await ports.alerts.saveDigestRuns(digestRunsAfter(runs, now));
      if (count > 0) ports.written();
      return count;
    },
  };
}

/** By the digests that are written down, for who chooses others. */
export function digestEndsIn(
  alerts: Pick<AlertStore, "digestRuns">,
  clock: Clock,
): () => Promise<DigestEnds> {
  return async () => {
    const runs = await alerts.digestRuns();
    const now = clock.now();
    return { now: countedAt(runs, now), last: (wishes) => lastDigestEnd(wishes, runs, now) };
  };
}

/** Chats by rhythm and hour of a zone, where that hour has come. */
async function dueGroups(
  { audience, timer }: DigestPorts,
  now: Date,
  runs: DigestRuns | null,
): Promise<readonly DigestGroup[]> {
  const groups = createDigestGroups(now, runs);
  let looked = 0;
  for (const subscriber of audience.everyone(0)) {
    groups.add(subscriber);
    looked += 1;
    if (looked % BATCH_CHATS === 0) await timer.sleep(0);
  }
  return groups.due();
}

async function writeDigests(ports: DigestPorts, group: DigestGroup, now: Date): Promise<number> {
  const { alerts, timer } = ports;
  const { span, rhythm, subscribers } = group;
  const told = await newestOfEach(ports, await alerts.createdBetween(span.from, span.to));
  const about = await withRecordsOfEach(ports, told);
  const shown = new Map(told.map((alert) => [alert.id, alert]));
  const messages = new Map<string, readonly AlertText[]>();
  const withTexts = new Set<string>();
  let count = 0;
  for (let at = 0; at < subscribers.length; at += BATCH_ROWS) {
    const batch = subscribers.slice(at, at + BATCH_ROWS);
    for (const digest of planDigests(span, about, batch, await toldAtOnce(alerts, about, batch), now)) {
      if (!withTexts.has(digest.id)) {
        const entries = digest.alerts.map(({ id }) => shown.get(id)).filter((each) => each !== undefined);
        for (const alert of entries) {
          if (!messages.has(alert.id))
            messages.set(alert.id, await textsOf(ports, alert, now, renderDigestEntry));
        }
        const events = entries.map((alert) => alert.event);
        await alerts.saveDigest(digest.id, events, digestTexts(rhythm, entries, messages));
        withTexts.add(digest.id);
      }
      await alerts.enqueue(
        { id: digest.id, expiresAt: later(now, DIGEST_LIVES_MS) },
        digest.recipients,
        false,
      );
      count += digest.recipients.length;
    }
    await timer.sleep(0);
  }
  return count;
}

/** For planning: see `withAllRecords`. */
async function withRecordsOfEach(
  { reading }: Pick<DigestPorts, "reading">,
  alerts: readonly Alert[],
): Promise<readonly Alert[]> {
  const all: Alert[] = [];
  for (const alert of alerts) {
    all.push(withAllRecords(alert, (await peopleOf(alert, (id) => reading.person(id))).values()));
  }
  return all;
}

/** Who was told what at once: by their own messages, for their wishes may have been others then. */
async function toldAtOnce(
  store: AlertStore,
  alerts: readonly Alert[],
  subscribers: readonly Subscriber[],
): Promise<(alert: Alert, subscriber: Subscriber) => boolean> {
  const told = new Map<Alert, ReadonlySet<Subscriber>>();
  for (const alert of alerts) {
    const passed = subscribers.filter((subscriber) => mayBeTold(alert, subscriber));
    if (passed.length === 0) continue;
    const answers = await store.told(
      alert.id,
      passed.map(({ chat }) => chat),
    );
    told.set(alert, new Set(passed.filter((_, at) => answers[at])));
  }
  return (alert, subscriber) => told.get(alert)?.has(subscriber) ?? false;
}

/** Each event as it is now: what was taken back since, or merged into another, is left out. */
async function newestOfEach({ events }: DigestPorts, alerts: readonly Alert[]): Promise<readonly Alert[]> {
  const newest = new Map<string, Alert>();
  for (const alert of alerts) {
    const event = await events.byId(alert.event.id);
    if (event !== null && isTold(event)) newest.set(event.id, { ...alert, event });
  }
  return [...newest.values()];
}

function digestTexts(
  rhythm: Subscriber["rhythm"],
  alerts: readonly Alert[],
  messages: ReadonlyMap<string, readonly AlertText[]>,
): AlertText[] {
  return LANGUAGES.flatMap((language) =>
    [false, true].map((discreet) => {
      const numbers = digestNumbers(alerts, language);
      const texts = alerts.map((alert) =>
        messages.get(alert.id)?.find((text) => text.language === language && text.discreet === discreet),
      );
      const each = texts.filter((text) => text !== undefined).map(({ message }) => message);
      return { language, discreet, message: renderDigest(rhythm, language, discreet, each, numbers) };
    }),
  );
}
