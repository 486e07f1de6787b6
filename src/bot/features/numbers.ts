import { Composer } from "grammy";

import type { CaseEvent } from "../../domain/event.ts";
import type { PictureFacts } from "../../ports/picture.ts";
import { reply, toast } from "../answer.ts";
import type { BotContext } from "../context.ts";
import type { Desk } from "../desk.ts";
import type { Screen } from "../screen.ts";
import { statsScreen } from "../screens/numbers.ts";
import { sourcesScreen } from "../screens/sources.ts";
import { custodyBlock, type CustodyCount, custodyCounts } from "../screens/status.ts";
import { shared } from "../shared.ts";
import { pictureFacts } from "../stats-facts.ts";
import { pictureSender } from "./picture.ts";

const MOST_EVENTS = 3000;

interface KnownNumbers {
  readonly custody: readonly CustodyCount[];
  readonly picture: PictureFacts;
  readonly events: readonly CaseEvent[];
}

/** `/stats /sources` */
export function numbersFeature(desk: Desk): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  const facts = shared(gather);
  const picture = pictureSender(desk, async () => (await facts()).picture);
  feature.use(picture.feature);

  feature.command("stats", stats);
  feature.callbackQuery("m:stats", async (ctx) => {
    await toast(ctx);
    await stats(ctx);
  });
  feature.command("sources", async (ctx) => reply(ctx, await sources(ctx)));
  feature.callbackQuery("m:sources", async (ctx) => {
    await toast(ctx);
    await reply(ctx, await sources(ctx));
  });

  async function gather(): Promise<KnownNumbers> {
    const now = desk.clock.now();
    const kinds = ["release", "pardon", "arrest", "recognition"] as const;
    const [register, snapshots, events] = await Promise.all([
      desk.register(),
      desk.reading.snapshots(),
      desk.reading.events({ limit: MOST_EVENTS, kinds, since: null, unconfirmed: false, now }),
    ]);
    const people = [...register.values()];
    const custody = custodyCounts(people, snapshots, desk.sources);
    return {
      custody,
      picture: pictureFacts({ events, people, snapshots, sources: desk.sources }, now),
      events,
    };
  }

  async function stats(ctx: BotContext): Promise<void> {
    const [known, options] = await Promise.all([facts(), desk.optionsFor(ctx)]);
    await reply(ctx, statsScreen(known.events, custodyBlock(known.custody, options), options));
    await picture.send(ctx);
  }

  async function sources({ language }: BotContext): Promise<Screen> {
    return sourcesScreen(desk.sources, await desk.reading.sourceStates(), desk.clock.now(), language);
  }

  return feature;
}
