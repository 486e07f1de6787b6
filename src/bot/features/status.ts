import { Composer } from "grammy";

import type { CaseEvent } from "../../domain/event.ts";
import { addDays, dayOf } from "../../domain/time.ts";
import { html } from "../../locales/html.ts";
import { goPrivate, redraw, reply, toast } from "../answer.ts";
import { type BotContext, USUAL_ZONE } from "../context.ts";
import { eventIdOf, eventPayload } from "../deep-link.ts";
import type { Desk } from "../desk.ts";
import { screen, type Screen } from "../screen.ts";
import {
  eventScreen,
  FILTER_KINDS,
  hiddenScreen,
  LATEST_FILTERS,
  LATEST_PAGE,
  latestScreen,
  openedScreen,
  type LatestFilter,
} from "../screens/latest.ts";
import { custodyCounts, type StatusFacts, statusScreen } from "../screens/status.ts";
import { shared } from "../shared.ts";

const MOST_EVENTS = 500;
const MOST_PAGES = 50;

/** `/status /latest`, and the details behind the buttons of alerts. */
export function statusFeature(desk: Desk): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  const facts = shared(() => statusFacts(desk));

  feature.command("status").filter(
    (ctx) => ctx.match.trim() === "",
    async (ctx) => reply(ctx, statusScreen(await facts(), await desk.optionsFor(ctx))),
  );
  feature.callbackQuery("m:status", async (ctx) => {
    await toast(ctx);
    await reply(ctx, statusScreen(await facts(), await desk.optionsFor(ctx)));
  });

  feature.command("latest", async (ctx) => reply(ctx, await latestOf(ctx, desk, "all", 0)));
  feature.callbackQuery(/^n:(\w+):(\d{1,3})$/u, async (ctx) => {
    const filter = LATEST_FILTERS.find((each) => each === ctx.match[1]) ?? "all";
    const page = Math.min(Number(ctx.match[2]), MOST_PAGES);
    await toast(ctx);
    await redraw(ctx, await latestOf(ctx, desk, filter, page));
  });

  feature
    .chatType("private")
    .command("start")
    .filter(
      (ctx) => eventIdOf(ctx.match) !== null,
      async (ctx) => {
        const options = await desk.optionsFor(ctx);
        const event = await desk.reading.event(eventIdOf(ctx.match) ?? "");
        if (event === null || !mayBeShown(event, options.now))
          return reply(ctx, screen(html`${ctx.text.common.staleButton}`));
        return reply(ctx, eventScreen(event, options, ctx.subscriber?.timeZone ?? USUAL_ZONE));
      },
    );

  feature.callbackQuery(/^([eoh]):(.+)$/u, async (ctx) => {
    const [, action = "", id = ""] = ctx.match;
    if (action === "e" && ctx.chat?.type !== "private") return goPrivate(ctx, eventPayload(id));
    const options = await desk.optionsFor(ctx);
    if (action === "h") {
      await toast(ctx);
      return redraw(ctx, hiddenScreen(id, options));
    }
    const event = await desk.reading.event(id);
    if (event === null || !mayBeShown(event, options.now)) return toast(ctx, ctx.text.common.staleButton);
    await toast(ctx);
    const zone = ctx.subscriber?.timeZone ?? USUAL_ZONE;
    return action === "o"
      ? redraw(ctx, openedScreen(event, options, zone))
      : reply(ctx, eventScreen(event, options, zone));
  });

  return feature;
}

/** An event whose button a chat once got may since have been put under embargo or thrown away. */
function mayBeShown({ embargoUntil, ruling }: CaseEvent, now: Date): boolean {
  return ruling !== "rejected" && (embargoUntil === null || embargoUntil <= now);
}

async function statusFacts({ reading, clock, sources, register }: Desk): Promise<StatusFacts> {
  const now = clock.now();
  const since = addDays(dayOf(now), -30);
  const [people, snapshots, events, states] = await Promise.all([
    register(),
    reading.snapshots(),
    reading.events({ limit: MOST_EVENTS, kinds: null, since, unconfirmed: false, now }),
    reading.sourceStates(),
  ]);
  return { custody: custodyCounts([...people.values()], snapshots, sources), events, states, sources };
}

async function latestOf(ctx: BotContext, desk: Desk, filter: LatestFilter, page: number): Promise<Screen> {
  const options = await desk.optionsFor(ctx);
  const events = await desk.reading.events({
    limit: (page + 1) * LATEST_PAGE + 1,
    kinds: FILTER_KINDS[filter],
    since: null,
    unconfirmed: ctx.subscriber?.unconfirmed ?? false,
    now: options.now,
  });
  return latestScreen(events.slice(page * LATEST_PAGE), filter, page, options);
}
