import { Composer } from "grammy";

import { dayOf } from "../../domain/time.ts";
import { RELEASE_ROUNDS } from "../../history/release-rounds.ts";
import { redraw, reply, toast } from "../answer.ts";
import type { BotContext } from "../context.ts";
import type { Desk } from "../desk.ts";
import { type ListedRound, listedRounds } from "../listed-rounds.ts";
import { roundScreen, roundsScreen } from "../screens/rounds.ts";
import { shared } from "../shared.ts";

const MOST_EVENTS = 3000;

/** `/rounds [DAY]`: the shipped history with the bot's own large releases, by pages; with a day that round. */
export function roundsFeature(desk: Desk): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.command("rounds", async (ctx) => {
    const all = await rounds();
    const options = await desk.optionsFor(ctx);
    // `/rounds 2025-06-21` opens that round at once.
    const asked = all.find(({ round }) => round !== null && round.id === ctx.match.trim());
    if (asked === undefined || asked.round === null) return reply(ctx, roundsScreen(all, 0, options));
    return reply(ctx, roundScreen({ round: asked.round, event: asked.event }, 0, options));
  });
  feature.callbackQuery(/^rp:(\d{1,4})$/u, async (ctx) => {
    await toast(ctx);
    await redraw(ctx, roundsScreen(await rounds(), Number(ctx.match[1]), await desk.optionsFor(ctx)));
  });
  feature.callbackQuery(/^rd:([\d.-]+):(\d{1,4})$/u, async (ctx) => {
    const known = (await rounds()).find(({ round }) => round?.id === ctx.match[1]);
    if (known === undefined || known.round === null) return toast(ctx, ctx.text.common.staleButton);
    await toast(ctx);
    const { round, event } = known;
    return redraw(ctx, roundScreen({ round, event }, Number(ctx.match[2]), await desk.optionsFor(ctx)));
  });

  const rounds = shared(gather);

  async function gather(): Promise<readonly ListedRound[]> {
    const now = desk.clock.now();
    const events = await desk.reading.events({
      limit: MOST_EVENTS,
      kinds: ["release", "pardon"],
      since: null,
      unconfirmed: false,
      now,
    });
    const today = dayOf(now);
    return listedRounds(
      RELEASE_ROUNDS.filter(({ date }) => date.from <= today),
      events,
    );
  }

  return feature;
}
