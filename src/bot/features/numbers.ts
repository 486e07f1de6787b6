import { Composer } from "grammy";

import type { CaseEvent } from "../../domain/event.ts";
import type { EventKind } from "../../domain/kind.ts";
import { reply, toast } from "../answer.ts";
import type { BotContext } from "../context.ts";
import type { Desk } from "../desk.ts";
import type { Screen } from "../screen.ts";
import { statsScreen } from "../screens/numbers.ts";
import { sourcesScreen } from "../screens/sources.ts";
import { custodyBlock } from "../screens/status.ts";

const MOST_EVENTS = 3000;

/** `/stats /sources` */
export function numbersFeature(desk: Desk): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.command("stats", async (ctx) => reply(ctx, await stats(ctx)));
  feature.callbackQuery("m:stats", async (ctx) => {
    await toast(ctx);
    await reply(ctx, await stats(ctx));
  });
  feature.command("sources", async (ctx) => reply(ctx, await sources(ctx)));
  feature.callbackQuery("m:sources", async (ctx) => {
    await toast(ctx);
    await reply(ctx, await sources(ctx));
  });

  function events(kinds: readonly EventKind[]): Promise<readonly CaseEvent[]> {
    const now = desk.clock.now();
    return desk.reading.events({ limit: MOST_EVENTS, kinds, since: null, unconfirmed: false, now });
  }

  async function stats(ctx: BotContext): Promise<Screen> {
    const options = await desk.optionsFor(ctx);
    const [register, snapshots, known] = await Promise.all([
      desk.register(),
      desk.reading.snapshots(),
      events(["release", "pardon", "arrest", "recognition"]),
    ]);
    const people = [...register.values()];
    return statsScreen(known, custodyBlock({ people, snapshots, sources: desk.sources }, options), options);
  }

  async function sources({ language }: BotContext): Promise<Screen> {
    return sourcesScreen(desk.sources, await desk.reading.sourceStates(), desk.clock.now(), language);
  }

  return feature;
}
