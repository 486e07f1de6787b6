import { correctionIdOf } from "../domain/alert.ts";
import type { Alert } from "../domain/alert.ts";
import type { Language } from "../domain/language.ts";
import { LANGUAGES } from "../domain/language.ts";
import type { Subscriber } from "../domain/subscriber.ts";
import type { Audience } from "../ports/audience.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { AlertStore, AlertText, Recipient } from "../ports/outbox.ts";
import type { Reading } from "../ports/reading.ts";
import type { Timer } from "../ports/timer.ts";
import { peopleOf, personIdsOf, withAllRecords } from "./all-records.ts";
import { renderCorrection } from "./correction.ts";
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
  /**
   * While moderators have halted all sending, notices would wait with it, yet a flood or an ask is just then to be
   * heard: they go at once. False: it could not be told so. Without it they wait.
   */
  readonly notices?: {
    readonly areHalted: () => Promise<boolean>;
    readonly tellNow: (chatId: number, html: string) => Promise<boolean>;
  };
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

export async function textsOf(
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

async function spreadNotices({ alerts, moderators, notices: way, written }: SpreadPorts): Promise<void> {
  const notices = await alerts.unspreadNotices(WAITING_MOST);
  if (notices.length === 0) return;
  const chats = await moderators();
  const tellNow = (await way?.areHalted()) === true ? way?.tellNow : undefined;
  for (const notice of notices) {
    const texts = LANGUAGES.map((language) => ({
      language,
      discreet: false,
      message: renderNotice(notice, language),
    }));
    const reached = await tellAll(chats, texts, tellNow);
    const left = chats.filter(({ chatId }) => !reached.has(chatId));
    const recipients = left.map(({ chatId, language }) => ({
      target: { chatId, threadId: null, language, discreet: false, silent: false, deleteAfterHours: null },
      priority: PRIORITIES.notice,
      notBefore: null,
    }));
    await alerts.enqueueNotice(notice, texts, recipients);
  }
  written();
}

/** @returns the chats that were reached; the others hear of it when sending goes on */
async function tellAll(
  chats: Awaited<ReturnType<SpreadPorts["moderators"]>>,
  texts: readonly AlertText[],
  tellNow: ((chatId: number, html: string) => Promise<boolean>) | undefined,
): Promise<ReadonlySet<number>> {
  const reached = new Set<number>();
  if (tellNow === undefined) return reached;
  const told = chats.map(async ({ chatId, language }) => {
    const text = texts.find((it) => it.language === language);
    if (text !== undefined && (await tellNow(chatId, text.message.html))) reached.add(chatId);
  });
  await Promise.all(told);
  return reached;
}
