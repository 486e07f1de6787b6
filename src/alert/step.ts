import { correctionIdOf } from "../domain/alert.ts";
import type { Alert } from "../domain/alert.ts";
import type { Language } from "../domain/language.ts";
import { LANGUAGES } from "../domain/language.ts";
import type { Subscriber } from "../domain/subscriber.ts";
import { HOUR_MS, later } from "../domain/time.ts";
import type { Audience } from "../ports/audience.ts";
import type { Clock } from "../ports/clock.ts";
import type { EventStore } from "../ports/event-store.ts";
import type { Log } from "../ports/log.ts";
import type { AlertStore, AlertText, Recipient } from "../ports/outbox.ts";
import type { Reading } from "../ports/reading.ts";
import type { Timer } from "../ports/timer.ts";
import { peopleOf, personIdsOf, withAllRecords } from "./all-records.ts";
import { renderCorrection } from "./correction.ts";
import { createDigestGroups, type DigestGroup, isTold, planDigests, renderDigest } from "./digest.ts";
import { digestNumbers, renderDigestEntry } from "./digest-entry.ts";
import { renderNotice } from "./notice.ts";
import { createZoneClock } from "./quiet.ts";
import { PRIORITIES, recipientOf } from "./recipients.ts";
import { renderAlert } from "./render.ts";

export interface SpreadPorts {
  readonly alerts: AlertStore;
  readonly audience: Audience;
  /** People of the register, for names in the reader's language. */
  readonly reading: Pick<Reading, "person">;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly log: Log;
  readonly allowedHosts: ReadonlySet<string>;
  /** Where notices go: private chats of all who moderate now, with the language of each. */
  readonly moderators: () => Promise<readonly { readonly chatId: number; readonly language: Language }[]>;
  /** Rows were written: the deliverer may look. */
  readonly written: () => void;
}

export interface Spreader {
  /** Writes down the recipients of all alerts and notices that wait. @returns how many alerts were done */
  spread(): Promise<number>;
}

/** Rows of one transaction, and chats looked at for it: neither may hold the process up. */
const BATCH_ROWS = 160;
const BATCH_CHATS = 4000;
const WAITING_MOST = 50;
const DIGEST_LIVES_MS = 12 * HOUR_MS;

interface Job {
  readonly alert: Alert;
  readonly recipients: Iterator<Recipient | null>;
}

/**
 * Several alerts are spread side by side: a new one begins with its followers while a large one goes on, so that
 * a family hears within a second whatever else is being sent.
 */
export function createSpreader(ports: SpreadPorts): Spreader {
  return {
    async spread() {
      const jobs = new Map<string, Job>();
      let done = 0;
      for (;;) {
        await spreadNotices(ports);
        for (const alert of await ports.alerts.unspread(WAITING_MOST)) {
          if (!jobs.has(alert.id)) jobs.set(alert.id, await begin(ports, alert));
        }
        const next = mostUrgent([...jobs.values()]);
        if (next === null) return done;
        if (await advance(ports, next)) {
          jobs.delete(next.alert.id);
          done += 1;
        } else {
          // Behind the others of its urgency: each of them goes on in turn.
          jobs.delete(next.alert.id);
          jobs.set(next.alert.id, next);
        }
        ports.written();
        await ports.timer.sleep(0);
      }
    },
  };
}

const URGENCIES: readonly Alert["urgency"][] = ["correction", "urgent", "ordinary"];

function mostUrgent(jobs: readonly Job[]): Job | null {
  const [first] = jobs.toSorted(
    (a, b) => URGENCIES.indexOf(a.alert.urgency) - URGENCIES.indexOf(b.alert.urgency),
  );
  return first ?? null;
}

/** Texts, edits of what was told before, and the followers: all that cannot wait. */
async function begin(ports: SpreadPorts, alert: Alert): Promise<Job> {
  const { alerts, audience, clock, log, reading } = ports;
  const now = clock.now();
  const zones = createZoneClock();
  const about = withAllRecords(alert, (await peopleOf(alert, (id) => reading.person(id))).values());
  const plan = (subscriber: Subscriber): Recipient | null => recipientOf(about, subscriber, now, zones);
  await alerts.saveTexts(alert.id, await textsOf(ports, alert, now));
  const notify =
    alert.purpose === "retraction" || (alert.purpose === "update" && alert.urgency === "correction");
  if (notify) {
    await alerts.saveTexts(correctionIdOf(alert.id), await textsOf(ports, alert, now, renderCorrection));
  }
  const edits = await alerts.enqueueEdits(alert, { notify });
  const isNew = alert.purpose === "new" && alert.expiresAt.getTime() > now.getTime();
  const followers = isNew ? audience.followersOf(personIdsOf(about)).map(plan) : [];
  await alerts.enqueue(
    alert,
    followers.filter((each) => each !== null),
    false,
  );
  ports.written();
  log.info("alert_spreading", { alert: alert.id, purpose: alert.purpose, edits });
  const share = (alert.createdAt.getTime() % 1000) / 1000;
  return { alert, recipients: isNew ? planned(audience.everyone(share), plan) : [].values() };
}

function* planned(
  everyone: Iterable<Subscriber>,
  plan: (subscriber: Subscriber) => Recipient | null,
): Generator<Recipient | null> {
  for (const subscriber of everyone) yield plan(subscriber);
}

/** @returns true when all recipients are written down */
async function advance({ alerts }: SpreadPorts, { alert, recipients }: Job): Promise<boolean> {
  const batch: Recipient[] = [];
  for (let looked = 0; looked < BATCH_CHATS && batch.length < BATCH_ROWS; looked += 1) {
    const next = recipients.next();
    if (next.done === true) {
      await alerts.enqueue(alert, batch, true);
      return true;
    }
    if (next.value !== null) batch.push(next.value);
  }
  await alerts.enqueue(alert, batch, false);
  return false;
}

async function textsOf(
  ports: Pick<SpreadPorts, "reading" | "allowedHosts">,
  alert: Alert,
  now: Date,
  render: typeof renderAlert = renderAlert,
): Promise<AlertText[]> {
  const { allowedHosts, reading } = ports;
  const people = await peopleOf(alert, (id) => reading.person(id));
  return LANGUAGES.flatMap((language) =>
    [false, true].map((discreet) => ({
      language,
      discreet,
      message: render(alert, { language, discreet, allowedHosts, now, people }),
    })),
  );
}

async function spreadNotices({ alerts, moderators, written }: SpreadPorts): Promise<void> {
  const notices = await alerts.unspreadNotices(WAITING_MOST);
  if (notices.length === 0) return;
  const chats = await moderators();
  for (const notice of notices) {
    const texts = LANGUAGES.map((language) => ({
      language,
      discreet: false,
      message: renderNotice(notice, language),
    }));
    const recipients = chats.map(({ chatId, language }) => ({
      target: { chatId, threadId: null, language, discreet: false, silent: false, deleteAfterHours: null },
      priority: PRIORITIES.notice,
      notBefore: null,
    }));
    await alerts.enqueueNotice(notice, texts, recipients);
  }
  written();
}

export interface DigestPorts extends Omit<SpreadPorts, "moderators"> {
  readonly events: Pick<EventStore, "byId">;
}

export interface Digester {
  /** Writes down the digests that are due; asked every minute. @returns how many were written down */
  digest(): Promise<number>;
}

export function createDigester(ports: DigestPorts): Digester {
  /**
   * Hours of zones that this process has done. After a restart or by another leader they are written again, perhaps
   * with other content, which does nothing: see `PlannedDigest.id`.
   */
  const done = new Map<string, Date>();
  return {
    async digest() {
      const now = ports.clock.now();
      for (const [key, to] of done) if (later(to, 2 * DIGEST_LIVES_MS) < now) done.delete(key);
      const groups = await dueGroups(ports, now, done);
      let count = 0;
      for (const group of groups) {
        count += await writeDigests(ports, group, now);
        done.set(group.key, group.span.to);
      }
      if (count > 0) ports.written();
      return count;
    },
  };
}

/** Chats by rhythm and hour of a zone, where that hour has come. */
async function dueGroups(
  { audience, timer }: DigestPorts,
  now: Date,
  done: ReadonlyMap<string, Date>,
): Promise<readonly DigestGroup[]> {
  const groups = createDigestGroups(now);
  let looked = 0;
  for (const subscriber of audience.everyone(0)) {
    groups.add(subscriber);
    looked += 1;
    if (looked % BATCH_CHATS === 0) await timer.sleep(0);
  }
  return groups.due().filter(({ key }) => !done.has(key));
}

async function writeDigests(ports: DigestPorts, group: DigestGroup, now: Date): Promise<number> {
  const { alerts, timer } = ports;
  const { span, rhythm, subscribers } = group;
  const told = await newestOfEach(ports, await alerts.createdBetween(span.from, span.to));
  const messages = new Map<string, readonly AlertText[]>();
  const withTexts = new Set<string>();
  let count = 0;
  for (let at = 0; at < subscribers.length; at += BATCH_ROWS) {
    for (const digest of planDigests(span, told, subscribers.slice(at, at + BATCH_ROWS))) {
      if (!withTexts.has(digest.id)) {
        for (const alert of digest.alerts) {
          if (!messages.has(alert.id))
            messages.set(alert.id, await textsOf(ports, alert, now, renderDigestEntry));
        }
        const events = digest.alerts.map((alert) => alert.event);
        await alerts.saveDigest(digest.id, events, digestTexts(rhythm, digest.alerts, messages));
        withTexts.add(digest.id);
      }
      await alerts.enqueue(
        { id: digest.id, expiresAt: later(span.to, DIGEST_LIVES_MS) },
        digest.recipients,
        false,
      );
      count += digest.recipients.length;
    }
    await timer.sleep(0);
  }
  return count;
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
