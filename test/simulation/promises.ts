import Database from "better-sqlite3";
import { CORRECTION_SIGN } from "../../src/locales/signs.ts";
import { digestTextsIn } from "../../src/locales/digest.ts";
import { textsIn } from "../../src/locales/texts.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import { HOUR_MS } from "../../src/domain/time.ts";
import type { Storage } from "../../src/store/storage.ts";
import { type Person, type Wishes, wantsStory } from "./people.ts";
import type { Chronicle } from "./scenario.ts";
import type { Story } from "./stories.ts";
import type { Call } from "./telegram.ts";
import { LANES, RATE, type World } from "./world.ts";

/** What a run did, for who wants to know that it did something. */
export interface Sums {
  readonly alerts: number;
  readonly repeats: number;
  readonly crashes: number;
  readonly corrections: number;
  readonly digests: number;
}

interface Told {
  readonly call: Call;
  readonly stories: readonly Story[];
  readonly nature: "news" | "correction" | "digest" | "other";
}

/** Sends that began when the ruling was on its way are not yet wrong. */
const RULING_TAKES_MS = 180_000;
/** A reply that came so shortly before a crash may not have been written down. */
const UNWRITTEN_MS = 1500;
const LONG_DIGEST = 2500;

/** Holds everything that Telegram saw against what was promised. */
export async function judge(world: World, chronicle: Chronicle): Promise<Sums> {
  const storage = await world.open();
  const told = await toldOf(world, chronicle, storage);
  judgePace(world);
  judgeShutAndHalted(world, chronicle);
  for (const person of chronicle.people) {
    const own = told.filter(({ call }) => call.chatId === person.chatId);
    for (const story of chronicle.stories) judgeStory(world, chronicle, person, story, own);
    judgeSilence(world, person, own);
    judgeDigests(world, own);
  }
  const repeats = judgeRepeats(world, chronicle, told);
  await explain(world, chronicle, storage);
  await judgeStore(world, storage);
  const acted = told.filter(({ call }) => call.actedMs !== null);
  const count = (nature: Told["nature"]): number => acted.filter((each) => each.nature === nature).length;
  return {
    alerts: count("news"),
    repeats,
    crashes: world.deaths.length,
    corrections: count("correction"),
    digests: count("digest"),
  };
}

async function toldOf(world: World, { stories }: Chronicle, storage: Storage): Promise<Told[]> {
  const events = new Map<string, readonly Story[]>();
  const told: Told[] = [];
  for (const call of world.telegram.calls) {
    if (call.lane !== "alerts" || call.method !== "sendMessage") continue;
    const text = String(call.payload["text"]);
    const about = new Set(stories.filter(({ hero }) => hero.stem.test(text)));
    for (const [, id = ""] of JSON.stringify(call.payload["reply_markup"] ?? "").matchAll(
      /"[eo]:([\w-]+)"/gu,
    )) {
      if (!events.has(id)) {
        const event = JSON.stringify((await storage.reading.event(id))?.people ?? "");
        events.set(
          id,
          stories.filter(({ hero }) => hero.stem.test(event)),
        );
      }
      for (const story of events.get(id) ?? []) about.add(story);
    }
    told.push({ call, stories: [...about], nature: natureOf(text) });
  }
  return told;
}

const DISCREET_CORRECTIONS = LANGUAGES.map((language) => textsIn(language).alert.discreetCorrection);
const DISCREET_NEWS = LANGUAGES.map((language) => textsIn(language).alert.discreet);
const DISCREET_DIGESTS = new Set(LANGUAGES.map((language) => digestTextsIn(language).discreet));
const DIGESTS = LANGUAGES.flatMap((language) => {
  const { daily, weekly, discreet } = digestTextsIn(language);
  return [daily, weekly, discreet];
});

function natureOf(text: string): Told["nature"] {
  if (text.startsWith(CORRECTION_SIGN) || DISCREET_CORRECTIONS.includes(text)) return "correction";
  if (DIGESTS.some((digest) => text.startsWith(`<b>${digest}`) || text === digest)) return "digest";
  return DISCREET_NEWS.includes(text) || text.includes("<b>") ? "news" : "other";
}

/** What became of each story, for who replays a seed. */
async function explain(world: World, { stories }: Chronicle, storage: Storage): Promise<void> {
  if (!world.isTold) return;
  for (const { name, hero, items, outcome, atMs } of stories) {
    world.note(`«${name}» of ${hero.name} (${hero.id}) at ${atMs / 1000} s, ${outcome}`);
    for (const [n, { feed, afterMinutes }] of items.entries()) {
      const trace = await storage.items.trace(`https://${feed}.example/news/${hero.id}-${String(n)}`);
      const events = trace?.events.map(
        ({ id, kind, certainty, ruling }) => `${id} ${kind} ${certainty} ${ruling}`,
      );
      const decisions = trace?.decisions.map(({ version, kind, reason }) => `${version} ${kind} ${reason}`);
      world.note(
        `  ${feed} +${afterMinutes} min: ${trace?.item.standing ?? "not seen"} ${trace?.classification?.route ?? ""} → ${events?.join() ?? ""} → ${decisions?.join() ?? ""}`,
      );
    }
  }
}

/** Never more than the rate in any second; deletions do not count. */
function judgePace(world: World): void {
  const starts = sends(world).map(({ beganMs }) => beganMs);
  for (let last = RATE; last < starts.length; last += 1) {
    const [from = 0, to = 0] = [starts[last - RATE], starts[last]];
    if (to - from < 999) world.fail(`${RATE + 1} sends between ${from / 1000} and ${to / 1000} s`);
  }
}

function sends({ telegram }: World): Call[] {
  return telegram.calls.filter(
    ({ lane, method }) => lane === "alerts" && (method === "sendMessage" || method === "editMessageText"),
  );
}

function judgeShutAndHalted(world: World, { halts }: Chronicle): void {
  let shut: Call | null = null;
  for (const call of sends(world)) {
    const { beganMs } = call;
    if (shut?.heardMs != null && beganMs > shut.heardMs && beganMs < shut.heardMs + shut.retryAfterMs) {
      const heardMs = shut.heardMs;
      // Across a crash the instant is kept by the clock: when that was set in between, it is another instant.
      const isExcused =
        call.life !== shut.life &&
        (world.jumps.some(({ atMs }) => atMs >= heardMs && atMs <= beganMs) || wasUnwritten(world, shut));
      if (!isExcused)
        world.fail(
          `a send at ${beganMs / 1000} s, shut since ${heardMs / 1000} for ${shut.retryAfterMs / 1000} s`,
        );
    }
    for (const { fromMs, toMs } of halts) {
      if (beganMs > fromMs && beganMs < toMs)
        world.fail(`a send at ${beganMs / 1000} s, halted since ${fromMs / 1000} s`);
    }
    if (call.code === 429 && call.heardMs !== null) {
      const until = call.heardMs + call.retryAfterMs;
      if (shut?.heardMs == null || until > shut.heardMs + shut.retryAfterMs) shut = call;
    }
  }
}

function wasUnwritten({ deaths }: World, { life, heardMs }: Call): boolean {
  const death = deaths.find((each) => each.life === life);
  return death !== undefined && heardMs !== null && death.atMs - heardMs < UNWRITTEN_MS;
}

/** All wishes that may have held at some time since then. */
function wishesSince({ changes, wishes }: Person, fromMs: number): Wishes[] {
  const held: Wishes[] = [wishes];
  for (const { sureMs, before, after } of changes) {
    if (sureMs === null || sureMs >= fromMs) held.push(before, after);
  }
  return held;
}

function judgeStory(
  world: World,
  { personIds, retractions, halts }: Chronicle,
  person: Person,
  story: Story,
  own: readonly Told[],
): void {
  const { atMs, outcome, hero } = story;
  const about = own.filter((each) => each.stories.includes(story));
  const news = about.filter(
    ({ nature, call }) => (nature === "news" || nature === "digest") && call.actedMs !== null,
  );
  const corrections = about.filter(({ nature }) => nature === "correction");
  const personId = personIds.get(hero.id) ?? null;
  const held = wishesSince(person, atMs);
  const isConfirmed = outcome === "confirmed";
  const retraction = retractions.find((each) => each.story === story) ?? null;
  const who = `${person.chatId} and «${story.name}» of ${hero.id}`;

  if (news.length > 0) {
    if (outcome === "nothing") world.fail(`${who}: told of what did not happen`);
    else if (
      !held.some((wishes) => wantsStory(wishes, story, { confirmed: isConfirmed, personId, surely: false }))
    ) {
      world.fail(`${who}: told though never wanted`);
    }
  }
  const isMissing = news.length === 0 && !isGivenUp(about) && !own.some(isLongDigest);
  const isConstant = held.every(
    (wishes) =>
      wantsStory(wishes, story, { confirmed: isConfirmed, personId: null, surely: true }) &&
      wishes.rhythm === person.wishes.rhythm &&
      // A neutral digest names nobody.
      !(wishes.discreet && wishes.rhythm !== "instant"),
  );
  const wasHaltedLong = halts.some(({ fromMs, toMs }) => toMs - fromMs > 6 * HOUR_MS);
  if (outcome !== "nothing" && isConstant && retraction === null && isMissing && !wasHaltedLong) {
    world.fail(`${who}: never told`);
  }
  if (retraction === null) {
    if (corrections.length > 0) world.fail(`${who}: a correction of what was not taken back`);
    return;
  }
  // A neutral digest names nobody: it may have told of this.
  const isNeutral = own.some(
    ({ call }) =>
      DISCREET_DIGESTS.has(String(call.payload["text"])) &&
      call.beganMs > atMs &&
      call.beganMs < firstOf(corrections),
  );
  judgeRetraction(world, person, retraction.atMs, { who, news, corrections, about, isNeutral });
}

function firstOf(told: readonly Told[]): number {
  return Math.min(...told.map(({ call }) => call.beganMs));
}

interface About {
  readonly who: string;
  readonly news: readonly Told[];
  readonly corrections: readonly Told[];
  readonly about: readonly Told[];
  /** A digest that names nobody came between the story and its correction. */
  readonly isNeutral: boolean;
}

function judgeRetraction(
  world: World,
  person: Person,
  atMs: number,
  { who, news, corrections, about, isNeutral }: About,
): void {
  for (const { call, nature } of news) {
    if (nature === "news" && call.beganMs > atMs + RULING_TAKES_MS)
      world.fail(`${who}: told after it was taken back`);
  }
  if (news.length === 0) {
    if (corrections.length > 0 && !isNeutral && about.every(({ nature }) => nature === "correction")) {
      world.fail(`${who}: a correction of what was never told`);
    }
    return;
  }
  const firstToldMs = Math.min(...news.map(({ call }) => call.beganMs));
  const leftSince = wishesSince(person, firstToldMs).some(({ unknown, blocked }) => unknown || blocked);
  const isDiscreetDigest = person.changes.some(({ before, after }) => before.discreet || after.discreet);
  if (leftSince || isDiscreetDigest) return;
  if (corrections.every(({ call }) => call.actedMs === null) && !isGivenUp(corrections)) {
    world.fail(`${who}: never told that it was not so`);
  }
}

/** After two lost replies nothing is sent again, and a digest not even once: one may have arrived. */
function isGivenUp(told: readonly Told[]): boolean {
  const lost = told.filter(({ call }) => call.code === null || call.code >= 500);
  return lost.length > 1 || lost.some(({ nature }) => nature === "digest");
}

/** It says only how many it has no room for. */
function isLongDigest({ nature, call }: Told): boolean {
  return nature === "digest" && String(call.payload["text"]).length > LONG_DIGEST;
}

/** Who left gets nothing more; who unsubscribed only what is owed. */
function judgeSilence(world: World, { chatId, changes }: Person, own: readonly Told[]): void {
  changes.forEach(({ sureMs, after, act }, n) => {
    if (sureMs === null || (after.subscribed && !after.blocked)) return;
    const untilMs = changes[n + 1]?.fromMs ?? Number.POSITIVE_INFINITY;
    for (const { call, nature } of own) {
      if (call.beganMs <= sureMs || call.beganMs >= untilMs) continue;
      // Who blocks the bot cannot be reached; who was told something wrong is told so.
      if (after.blocked && call.actedMs === null) continue;
      if (nature === "correction" && !after.unknown) continue;
      world.fail(`${chatId}: a ${nature} at ${call.beganMs / 1000} s, after «${act}»`);
    }
  });
}

function judgeDigests(world: World, own: readonly Told[]): void {
  const digests = own.filter(({ nature, call }) => nature === "digest" && call.actedMs !== null);
  digests.forEach(({ call }, n) => {
    const before = digests[n - 1]?.call;
    if (before === undefined || call.beganMs - before.beganMs > 12 * HOUR_MS) return;
    // An hour that the clock shows twice may have a digest of its own.
    if (world.jumps.length === 0) world.fail(`${call.chatId}: two digests within 12 hours`);
  });
}

/** Each message once, but for those in flight at a crash and those whose reply was lost. */
function judgeRepeats(world: World, { stories, people }: Chronicle, told: readonly Told[]): number {
  const perLife = new Map<number, number>();
  let repeats = 0;
  for (const person of people) {
    for (const story of stories) {
      for (const nature of ["news", "correction"] as const) {
        const acted = told.filter(
          (each) =>
            each.nature === nature &&
            each.call.chatId === person.chatId &&
            each.stories.includes(story) &&
            each.call.actedMs !== null,
        );
        judgeTries(
          world,
          person,
          story,
          told.filter((each) => each.nature === nature),
        );
        const owed = acted.slice(0, -1).filter(({ call }) => !mayRepeat(world, call));
        const forgot = person.changes.some(({ act, before }) => act === "forget" || before.blocked);
        for (const { call } of forgot ? [] : owed) {
          world.fail(
            `${person.chatId}: ${nature} of ${story.hero.id} came again after ${call.beganMs / 1000} s`,
          );
        }
        for (const { call } of acted.slice(0, -1)) {
          repeats += 1;
          if (diedWith(world, call)) perLife.set(call.life, (perLife.get(call.life) ?? 0) + 1);
        }
      }
    }
  }
  for (const [life, count] of perLife) {
    if (count > LANES)
      world.fail(`${count} repeats after the crash of life ${life}, ${LANES} sends were in flight`);
  }
  return repeats;
}

/** A lost reply allows one more try. */
function judgeTries(world: World, { chatId }: Person, story: Story, told: readonly Told[]): void {
  const lost = told.filter(
    ({ call, stories }) =>
      call.chatId === chatId &&
      stories.includes(story) &&
      call.endedMs !== null &&
      (call.code === null || call.code >= 500) &&
      !call.isUndone &&
      !diedWith(world, call),
  );
  if (lost.length > 2)
    world.fail(`${chatId}: ${story.hero.id} was tried ${lost.length} times after lost replies`);
}

function mayRepeat(world: World, call: Call): boolean {
  return call.code === null || call.code >= 500 || diedWith(world, call);
}

function diedWith(world: World, call: Call): boolean {
  return world.deaths.some(
    ({ life, atMs }) =>
      life === call.life &&
      (call.endedMs === null || atMs - call.endedMs < UNWRITTEN_MS) &&
      atMs >= call.beganMs,
  );
}

async function judgeStore(world: World, storage: Storage): Promise<void> {
  const { sending = 0 } = await storage.outbox.counts();
  if (sending > 0) world.fail(`${sending} rows are still in flight after an orderly end`);
  const chain = await storage.audit.verify();
  if (!chain.ok) world.fail(`the audit log is broken at line ${String(chain.brokenAt)}`);
  await storage.close();
  const database = new Database(world.databasePath, { readonly: true });
  const check = database.pragma("integrity_check", { simple: true });
  if (check !== "ok") world.fail(`the database is damaged: ${String(check)}`);
  database.close();
}
