import { Bot, type Composer, GrammyError } from "grammy";

import { UpdateHandledElsewhere } from "../domain/repeated-update.ts";
import { html } from "../locales/html.ts";
import type { Log } from "../ports/log.ts";
import { reply, toast } from "./answer.ts";
import { knowTheChat } from "./chat.ts";
import type { BotContext, BotPorts } from "./context.ts";
import { createDesk } from "./desk.ts";
import { birthdaysFeature } from "./features/birthdays.ts";
import { channelFeature, keepChannelsQuiet } from "./features/channel.ts";
import { fallbackFeature } from "./features/fallback.ts";
import { choiceFeature } from "./features/find.ts";
import { followFeature } from "./features/follow.ts";
import { inlineFeature } from "./features/inline.ts";
import { letterFeature } from "./features/letter.ts";
import { membershipFeature } from "./features/membership.ts";
import { numbersFeature } from "./features/numbers.ts";
import { personFeature } from "./features/person.ts";
import { roundsFeature } from "./features/rounds.ts";
import { settingsFeature } from "./features/settings.ts";
import { startFeature } from "./features/start.ts";
import { statusFeature } from "./features/status.ts";
import { subscribeFeature } from "./features/subscribe.ts";
import { unaskedFeature } from "./features/unasked.ts";
import { inTurn } from "./in-turn.ts";
import { lowerCommands } from "./lower-commands.ts";
import { outcomeOf } from "./outcome.ts";
import { limitEachPerson } from "./rate-limit.ts";
import { screen } from "./screen.ts";
import type { TelegramFetch } from "./telegram-pool.ts";
import { showTyping } from "./typing.ts";
import { type AnswerPace, waitWhenTold } from "./wait-when-told.ts";
import { type Answered, watchUpdates } from "./watch-updates.ts";

export interface BotOptions {
  readonly token: string;
  /** Another Bot API server; null: Telegram's own. */
  readonly apiRoot: string | null;
  readonly ports: BotPorts;
  /** Runs the handler of an update that was not heard before; see `UpdateLog.once`. Without it all are handled. */
  readonly once?: (updateId: number, handle: () => Promise<void>) => Promise<unknown>;
  /** The moderators' screens, handled before everybody's. */
  readonly moderation?: Composer<BotContext>;
  /** Told of each update that was handled. */
  readonly answered?: Answered;
  /** Without it: the one of the platform. */
  readonly fetch?: TelegramFetch;
  /** Shared with the sender of alerts; without it answers know nothing of alerts. */
  readonly pace?: AnswerPace;
}

/** Longer than a long poll, far shorter than grammY's 500 s. */
export const CALL_TIMEOUT_SECONDS = 45;

/** The bot with all its features; nothing runs before `startPolling`, a webhook or a terminal feeds it. */
export function createBot(options: BotOptions): Bot<BotContext> {
  const { token, apiRoot, ports, once, moderation, answered, fetch } = options;
  const bot = new Bot<BotContext>(token, {
    client: {
      timeoutSeconds: CALL_TIMEOUT_SECONDS,
      ...(apiRoot === null ? {} : { apiRoot }),
      ...(fetch === undefined ? {} : { fetch }),
    },
  });
  bot.api.config.use(waitWhenTold(options.pace));
  const desk = createDesk(ports);

  bot.use(inTurn());
  // Around the apology: what could not be noted as heard comes again, and is not a fault of the handler.
  if (once !== undefined) bot.use(async (ctx, next) => void (await once(ctx.update.update_id, next)));
  bot.use(async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      if (error instanceof UpdateHandledElsewhere) throw error;
      await apologise(error, ctx, ports.log);
    }
  });
  if (answered !== undefined) bot.use(watchUpdates(answered));
  bot.use(knowTheChat(ports), lowerCommands);
  bot.use(limitEachPerson(ports.clock));
  bot.use(showTyping);
  bot.use(channelFeature(ports), keepChannelsQuiet(), unaskedFeature());
  if (moderation !== undefined) bot.use(moderation);
  bot.use(
    membershipFeature(ports),
    inlineFeature(desk),
    subscribeFeature(ports),
    settingsFeature(ports),
    statusFeature(desk),
    numbersFeature(desk),
    roundsFeature(desk),
    followFeature(desk),
    letterFeature(desk),
    birthdaysFeature(desk),
    choiceFeature(desk),
    personFeature(desk),
    startFeature(ports),
    fallbackFeature(),
  );
  return bot;
}

/** A polite word instead of a stack trace; what went wrong goes to the log without its raw text. */
async function apologise(error: unknown, ctx: BotContext, log: Log): Promise<void> {
  // Who blocked us in the meantime, or muted us in a group, gets no answer, and that is no fault.
  if (error instanceof GrammyError && outcomeOf(error).kind === "gone") return;
  log.error("bot_update_failed", error, { updateId: ctx.update.update_id });
  try {
    if (ctx.callbackQuery !== undefined) await toast(ctx, ctx.text.common.failed);
    else if (ctx.chat?.type === "private") await reply(ctx, screen(html`${ctx.text.common.failed}`));
  } catch (again) {
    log.error("bot_apology_failed", again, { updateId: ctx.update.update_id });
  }
}
