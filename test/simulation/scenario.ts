import { HOUR_MS, MINUTE_MS } from "../../src/domain/time.ts";
import { aRow, type Row } from "../support/tracker-fixtures.ts";
import { Dice } from "./dice.ts";
import { Moderator } from "./moderators.ts";
import { LIST, OUTAGES } from "./newsroom.ts";
import {
  membership,
  type Act,
  type Change,
  type Person,
  sameWishes,
  someAct,
  STRANGER,
  subscribe,
  type Wishes,
  wishesOf,
} from "./people.ts";
import { FEEDS, type Hero, heroes, storiesOf, type Story } from "./stories.ts";
import { CALM, type Weather } from "./telegram.ts";
import { MODERATOR_IDS, type World } from "./world.ts";

const CALM_UNTIL_MS = 14 * MINUTE_MS;
const NEWS_FROM_MS = 16 * MINUTE_MS;
const NEWS_TO_MS = 2 * HOUR_MS;
export const FAULTS_TO_MS = 3 * HOUR_MS;
/** Every digest and every morning has come by then, whatever the clock did. */
export const END_MS = 28 * HOUR_MS;
const PEOPLE = 10;

export interface Retraction {
  readonly story: Story;
  /** Since then nobody may be told any more. */
  readonly atMs: number;
}

export interface Halt {
  readonly fromMs: number;
  toMs: number;
}

/** What happened, for who judges it afterwards. */
export interface Chronicle {
  readonly stories: readonly Story[];
  readonly people: readonly Person[];
  readonly heroes: readonly Hero[];
  readonly retractions: Retraction[];
  readonly halts: Halt[];
  /** Register ids of heroes on the list. */
  readonly personIds: Map<string, string>;
  readonly moderators: readonly Moderator[];
}

const STARTS = [
  "2026-02-11T06:20:00Z",
  "2026-03-28T15:00:00Z",
  "2026-06-20T19:40:00Z",
  "2026-10-24T18:10:00Z",
  "2026-12-31T20:05:00Z",
];

export function startOf(seed: number): Date {
  return new Date(new Dice(seed + 1_000_003).pick(STARTS));
}

/** Plans a run: who comes, what is news, and what goes wrong when. */
export function plan(world: World, dice: Dice): Chronicle {
  const all = heroes(dice.fork());
  const stories = storiesOf(dice.fork(), all, NEWS_FROM_MS, NEWS_TO_MS);
  const people: Person[] = Array.from({ length: PEOPLE }, (_, n) => ({
    chatId: n === 0 ? -1_009_900_000_100 : 9_900_000_101 + n * 7919,
    language: dice.pick(["be", "ru", "en"]),
    changes: [],
    wishes: STRANGER,
    isActing: false,
  }));
  for (const { chatId } of people) world.private.add(String(Math.abs(chatId)));
  for (const id of MODERATOR_IDS) world.private.add(String(id));
  const moderators = MODERATOR_IDS.map(
    (id) =>
      new Moderator(id, {
        machine: world.machine,
        dice: dice.fork(),
        postman: world.postman,
        telegram: world.telegram,
      }),
  );
  const chronicle: Chronicle = {
    stories,
    people,
    heroes: all,
    retractions: [],
    halts: [],
    personIds: new Map(),
    moderators,
  };
  planNews(world, chronicle, dice.fork());
  planPeople(world, chronicle, dice.fork());
  planModerators(world, chronicle, dice.fork());
  planFaults(world, chronicle, dice.fork());
  return chronicle;
}

function planNews({ machine, newsroom }: World, { stories, heroes: all }: Chronicle, dice: Dice): void {
  const listed = new Set(stories.filter(({ isListed }) => isListed).map(({ hero }) => hero.id));
  const rows: Row[] = all
    .filter(({ id }) => listed.has(id))
    .map(({ id, russian }, n) => aRow(n * 3, { id, name: russian }));
  const others = Array.from({ length: 20 }, (_, n) => aRow(n, { name: `Иван Посторонний-${String(n)}` }));
  newsroom.list([...rows, ...others]);
  for (const { id } of FEEDS) {
    newsroom.publish(id, { slug: "before", title: "Навіны культуры", summary: "Выстава адкрылася ў музеі." });
  }
  for (const { items, hero, atMs, listedUntilMinutes } of stories) {
    items.forEach(({ feed, afterMinutes, title, summary }, n) => {
      machine.at(atMs + afterMinutes * MINUTE_MS, () => {
        newsroom.publish(feed, { slug: `${hero.id}-${String(n)}`, title, summary });
        if (dice.chance(0.2)) machine.after(dice.between(5, 60) * MINUTE_MS, () => newsroom.polish(feed));
      });
    });
    if (listedUntilMinutes === null) continue;
    machine.at(atMs + listedUntilMinutes * MINUTE_MS, () => {
      const day = new Date(machine.wallMs).toISOString().slice(0, 10);
      const free: Row = {
        status: "former",
        prison: "",
        release_date: day,
        description: "освобожден по отбытии срока",
      };
      newsroom.list(newsroom.rows.map((row) => (row.id === hero.id ? { ...row, ...free } : row)));
    });
  }
}

function planPeople(world: World, chronicle: Chronicle, dice: Dice): void {
  const { machine } = world;
  machine.at(11 * MINUTE_MS, () => void learnPersonIds(world, chronicle));
  for (const person of chronicle.people) {
    machine.at(dice.between(5000, 6 * MINUTE_MS), () => void act(world, person, subscribe));
    const count = dice.between(2, 8);
    for (let n = 0; n < count; n += 1) {
      const atMs = dice.chance(0.5)
        ? dice.between(12 * MINUTE_MS, NEWS_FROM_MS)
        : dice.between(12 * MINUTE_MS, FAULTS_TO_MS);
      machine.at(atMs, () => {
        const known = [...chronicle.personIds].flatMap(([id, personId]) => {
          const hero = chronicle.heroes.find((each) => each.id === id);
          return hero === undefined || person.chatId < 0 ? [] : [{ hero, personId }];
        });
        void act(world, person, someAct(dice, known));
      });
    }
    if (dice.chance(0.25) && person.chatId > 0) {
      machine.at(dice.between(NEWS_FROM_MS, FAULTS_TO_MS), () => void block(world, person, dice));
    }
  }
}

async function learnPersonIds({ storage }: World, { personIds, heroes: all }: Chronicle): Promise<void> {
  for (const person of (await storage?.reading.people()) ?? []) {
    const hero = all.find(({ id }) => person.id === `${LIST}:${id}`);
    if (hero !== undefined) personIds.set(hero.id, person.id);
  }
}

/** Somebody does something and looks whether it took; what did not is done again. */
async function act(world: World, person: Person, doing: Act): Promise<void> {
  if (person.isActing || (person.wishes.blocked && doing !== subscribe)) return;
  person.isActing = true;
  try {
    if (person.wishes.blocked) await letIn(world, person);
    for (let tries = 0; tries < 6; tries += 1) {
      if (await tryOnce(world, person, doing)) return;
    }
  } finally {
    person.isActing = false;
  }
}

async function tryOnce(world: World, person: Person, doing: Act): Promise<boolean> {
  const { machine, postman, telegram } = world;
  const before = person.wishes;
  const after = doing.effect === null ? before : doing.effect(before);
  const change = begin(person, machine.nowMs, before, after, doing.name);
  world.note(`${person.chatId} ${doing.name}`);
  const delivered = await postman.bring(doing.update(person.chatId));
  if (!delivered.isClean) await pause(world, 60_000);
  const wentWrong =
    !delivered.isClean ||
    telegram.calls.some(
      ({ lane, chatId, beganMs, code, method }) =>
        lane === "answers" &&
        beganMs >= delivered.beganMs &&
        (chatId === person.chatId || method === "answerCallbackQuery") &&
        code !== 200,
    );
  // What failed before its first effect has it when its copy is handled, however late.
  if (wentWrong) await delivered.copied;
  const found = await storedWishes(world, person);
  change.sureMs = machine.nowMs;
  change.after = found;
  person.wishes = found;
  if (sameWishes(found, after)) return true;
  if (!sameWishes(found, before))
    world.fail(`${person.chatId}: after «${doing.name}» something else is stored`);
  else if (!wentWrong) world.fail(`${person.chatId}: «${doing.name}» was answered and had no effect`);
  return false;
}

function begin(person: Person, fromMs: number, before: Wishes, after: Wishes, name: string): Change {
  const change: Change = { fromMs, sureMs: null, before, after, act: name };
  person.changes.push(change);
  return change;
}

/** What is really stored; waits for somebody who can be asked. */
async function storedWishes(world: World, person: Person): Promise<Wishes> {
  while (world.storage === null) await pause(world, 2000);
  const stored = await world.storage.subscribers.find(person.chatId, null);
  return wishesOf(stored, person.wishes.blocked);
}

function pause({ machine }: World, ms: number): Promise<void> {
  return new Promise((resolve) => machine.after(ms, resolve));
}

/** Blocks the bot; some come back. */
async function block(world: World, person: Person, dice: Dice): Promise<void> {
  if (person.isActing) return;
  person.isActing = true;
  const { machine, telegram, postman } = world;
  const before = person.wishes;
  const change = begin(person, machine.nowMs, before, { ...before, blocked: true }, "block");
  person.wishes = change.after;
  telegram.blocked.add(person.chatId);
  world.note(`${person.chatId} blocks`);
  const { isClean } = await postman.bring(membership("kicked")(person.chatId));
  if (!isClean) await pause(world, 60_000);
  change.sureMs = machine.nowMs;
  if (dice.chance(0.5)) {
    await pause(world, dice.between(2, 120) * MINUTE_MS);
    await letIn(world, person);
    person.isActing = false;
    await act(world, person, subscribe);
  }
  person.isActing = false;
}

/** Telegram lets nobody write to a bot that they block. */
async function letIn(world: World, person: Person): Promise<void> {
  world.telegram.blocked.delete(person.chatId);
  await world.postman.bring(membership("member")(person.chatId));
  person.wishes = { ...(await storedWishes(world, person)), subscribed: false, blocked: false };
}

function planModerators(world: World, chronicle: Chronicle, dice: Dice): void {
  const { machine } = world;
  const [first, second] = chronicle.moderators;
  if (first === undefined || second === undefined) throw new Error("two are needed");
  if (dice.chance(0.5)) {
    const told = chronicle.stories.filter(({ outcome }) => outcome === "confirmed");
    const story = told.length === 0 ? null : dice.pick(told);
    if (story !== null) {
      const atMs = story.atMs + dice.between(6, 90) * MINUTE_MS;
      machine.at(atMs, () => void retract(world, chronicle, story, dice.shuffled([first, second])));
    }
  }
  if (dice.chance(0.35)) {
    const atMs = dice.chance(0.6)
      ? dice.pick(chronicle.stories).atMs + dice.between(0, 8 * 60_000)
      : dice.between(NEWS_FROM_MS, NEWS_TO_MS);
    machine.at(atMs, () => void halt(world, chronicle, dice, dice.shuffled([first, second])));
  }
}

async function retract(
  world: World,
  chronicle: Chronicle,
  story: Story,
  by: readonly Moderator[],
): Promise<void> {
  const event = await eventOf(world, story);
  if (event === null) return;
  const isDone = async (): Promise<boolean> =>
    (await world.storage?.events.byId(event))?.ruling === "retracted";
  const isAsked = async (): Promise<boolean> =>
    (await isDone()) ||
    ((await world.storage?.audit.newest(50)) ?? []).some(
      ({ action, subject }) => action === "ask:retract" && subject === event,
    );
  world.note(`moderators retract ${story.hero.id}`);
  await by[0]?.ensure(`/retract ${event} памылка`, isAsked);
  await by[1]?.ensure(`/retract ${event} памылка`, isDone);
  if (!(await isDone())) return;
  chronicle.retractions.push({ story, atMs: world.machine.nowMs });
  world.note(`retracted ${story.hero.id}`);
}

async function eventOf({ storage }: World, story: Story): Promise<string | null> {
  if (storage === null) return null;
  const options = { limit: 50, kinds: null, since: null, unconfirmed: true, now: new Date() };
  const events = await storage.reading.events(options);
  return events.find(({ people }) => story.hero.stem.test(JSON.stringify(people)))?.id ?? null;
}

async function halt(world: World, chronicle: Chronicle, dice: Dice, by: readonly Moderator[]): Promise<void> {
  const halted = async (): Promise<boolean> => ((await world.storage?.switches.halted()) ?? null) !== null;
  if (!(await by[0]?.ensure("/halt", halted))) return;
  const since: Halt = { fromMs: world.machine.nowMs + 300, toMs: Number.POSITIVE_INFINITY };
  chronicle.halts.push(since);
  world.note("halted");
  await pause(world, dice.between(1, 40) * MINUTE_MS);
  const isAsked = async (): Promise<boolean> => {
    const state = (await world.storage?.switches.halted()) ?? null;
    return world.storage !== null && (state === null || state.resumeAskedBy !== null);
  };
  await by[0]?.ensure("/resume", isAsked);
  since.toMs = world.machine.nowMs;
  await by[1]?.ensure("/resume", async () => world.storage !== null && !(await halted()));
}

function planFaults(world: World, { stories }: Chronicle, dice: Dice): void {
  const { machine } = world;
  const anyTime = (): number => dice.between(CALM_UNTIL_MS, FAULTS_TO_MS);
  /** Mostly when there is something to break. */
  const busyTime = (): number =>
    dice.chance(0.7) ? dice.pick(stories).atMs + dice.between(0, 6 * MINUTE_MS) : anyTime();
  if (dice.chance(0.12)) return;

  for (let spells = dice.between(0, 4); spells > 0; spells -= 1) planWeather(world, dice, busyTime());
  for (let crashes = dice.between(0, 3); crashes > 0; crashes -= 1) {
    const touches = dice.chance(0.7) ? dice.between(0, 120) : dice.between(0, 600);
    const downMs = dice.chance(0.7) ? dice.between(1200, 20_000) : dice.between(20_000, 20 * MINUTE_MS);
    const isLate = dice.chance(0.5);
    machine.at(busyTime(), () => {
      if (!isLate) world.lightFuse(touches, downMs);
      else world.telegram.onNextAlert(() => world.lightFuse(Math.floor(touches / 4), downMs));
    });
  }
  if (dice.chance(0.3)) machine.at(busyTime(), () => void world.restart(dice.between(1200, 60_000)));
  for (let outages = dice.between(0, 3); outages > 0; outages -= 1) {
    const source = dice.pick([...FEEDS.map(({ id }) => id), LIST]);
    const fromMs = busyTime();
    const outage = dice.pick(OUTAGES);
    machine.at(fromMs, () => world.newsroom.fail(source, outage));
    machine.at(fromMs + dice.between(3, 90) * MINUTE_MS, () => world.newsroom.fail(source, null));
  }
  for (let shuffles = dice.between(0, 3); shuffles > 0; shuffles -= 1) {
    const source = dice.pick([...FEEDS.map(({ id }) => id), LIST]);
    machine.at(anyTime(), () => world.newsroom.shuffleValidators(source));
  }
  if (dice.chance(0.35)) {
    const byMs = dice.between(1, 180) * MINUTE_MS * (dice.chance(0.5) ? 1 : -1);
    machine.at(busyTime(), () => world.jump(byMs));
    if (dice.chance(0.5)) machine.at(FAULTS_TO_MS, () => world.jump(-byMs));
  }
}

function planWeather({ machine, telegram }: World, dice: Dice, fromMs: number): void {
  const spell: Partial<Weather> = dice.pick([
    { isOffline: true },
    { busy: dice.between(5, 50) / 100 },
    { lost: dice.between(5, 40) / 100 },
    { slow: dice.between(5, 40) / 100 },
    { broken: dice.between(5, 30) / 100 },
    { busy: 0.1, lost: 0.1, slow: 0.1, broken: 0.1 },
  ]);
  const lastsMs = dice.between(10_000, 40 * MINUTE_MS);
  machine.at(fromMs, () => void Object.assign(telegram.weather, spell));
  machine.at(fromMs + lastsMs, () => {
    for (const key of Object.keys(spell))
      Object.assign(telegram.weather, { [key]: CALM[key as keyof Weather] });
  });
}
