import { Composer } from "grammy";

import { EVENT_KINDS } from "../../domain/kind.ts";
import { LANGUAGES } from "../../domain/language.ts";
import { newSubscriber, type Preferences } from "../../domain/subscriber.ts";
import { html } from "../../locales/html.ts";
import type { PreferencesPatch } from "../../subscribers/preferences.ts";
import { redraw, reply, toast } from "../answer.ts";
import { mayChangeChat, speak } from "../chat.ts";
import type { BotContext, BotPorts } from "../context.ts";
import { screen, type Screen } from "../screen.ts";
import { SETTINGS_PAGES, settingsPage, settingsScreen, type SettingsPage } from "../screens/settings.ts";

/** `/settings`: one message that edits itself. All it needs is in the buttons, so nothing is lost on restart. */
export function settingsFeature({ subscribers }: Pick<BotPorts, "subscribers">): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.command("settings", async (ctx) =>
    reply(
      ctx,
      (await mayChangeChat(ctx))
        ? settingsScreen(wishesOf(ctx), ctx.language)
        : screen(html`${ctx.text.common.adminsOnly}`),
    ),
  );
  feature.callbackQuery(/^s(?::(\w+))?$/u, async (ctx) => {
    if (!(await mayChangeChat(ctx))) return toast(ctx, ctx.text.common.adminsOnly);
    await toast(ctx);
    return redraw(ctx, pageOf(ctx, SETTINGS_PAGES.find((each) => each === ctx.match[1]) ?? null));
  });
  feature.callbackQuery(/^sv:(\w+)(?::(.+))?$/u, async (ctx) => {
    if (!(await mayChangeChat(ctx))) return toast(ctx, ctx.text.common.adminsOnly);
    const [, key = "", value = ""] = ctx.match;
    const change = Object.hasOwn(CHANGES, key) ? CHANGES[key] : undefined;
    const patch = change?.patch(value) ?? null;
    if (change === undefined || patch === null) return toast(ctx, ctx.text.common.staleButton);
    const result = await subscribers.change(ctx.chatKey, ctx.language, patch);
    if (!result.ok) return toast(ctx, ctx.text.settings.refused);
    const waited = ctx.subscriber?.subscribed === true && ctx.subscriber.rhythm !== "instant";
    ctx.subscriber = result.subscriber;
    speak(ctx, result.subscriber.language);
    // What was to stand in the next digest is told in none.
    const isLast = waited && result.subscriber.rhythm === "instant";
    await toast(ctx, isLast ? ctx.text.settings.savedWithoutDigest : ctx.text.settings.saved);
    return redraw(ctx, pageOf(ctx, change.page));
  });

  return feature;
}

function wishesOf({ subscriber, chatKey, language }: BotContext): Preferences {
  return subscriber ?? newSubscriber(chatKey, language);
}

function pageOf(ctx: BotContext, page: SettingsPage | null): Screen {
  const wishes = wishesOf(ctx);
  return page === null ? settingsScreen(wishes, ctx.language) : settingsPage(page, wishes, ctx.language);
}

interface Change {
  /** Shown again after the change; null: the first page. */
  readonly page: SettingsPage | null;
  /** Null: the button is older than the menu. */
  readonly patch: (value: string) => PreferencesPatch | ((before: Preferences) => PreferencesPatch) | null;
}

type Switch = "followedOnly" | "discreet" | "silent" | "urgentPasses" | "birthdayReminders";

/**
 * A button says what it switches to: pressed twice, or in a message from before, it does what stands on it. Buttons of
 * older menus say nothing, and switch over.
 */
function switches(key: Switch): Change {
  return {
    page: null,
    patch: (value) =>
      value === ""
        ? (before) => ({ [key]: !before[key] })
        : value === "on" || value === "off"
          ? { [key]: value === "on" }
          : null,
  };
}

const CHANGES: Readonly<Record<string, Change>> = {
  only: switches("followedOnly"),
  discreet: switches("discreet"),
  silent: switches("silent"),
  urgent: switches("urgentPasses"),
  birthdays: switches("birthdayReminders"),
  lang: {
    page: null,
    patch: (value) => {
      const language = LANGUAGES.find((each) => each === value);
      return language === undefined ? null : { language };
    },
  },
  kind: {
    page: "kinds",
    patch: (value) => {
      const kind = EVENT_KINDS.find((each) => each === value);
      if (kind === undefined) return null;
      return ({ kinds }) => ({
        kinds: kinds.includes(kind) ? kinds.filter((each) => each !== kind) : [...kinds, kind],
      });
    },
  },
  sure: { page: "certainty", patch: (value) => ({ unconfirmed: value === "no" }) },
  rhythm: {
    page: "rhythm",
    patch: (value) => {
      const rhythm = (["instant", "daily", "weekly"] as const).find((each) => each === value);
      return rhythm === undefined ? null : { rhythm };
    },
  },
  hour: { page: "rhythm", patch: (value) => ({ digestHour: Number(value) }) },
  quiet: {
    page: "quiet",
    patch: (value) => {
      if (value === "off") return { quiet: null };
      const [from, to] = value.split("-").map(Number);
      return from === undefined || to === undefined ? null : { quiet: { from, to } };
    },
  },
  zone: { page: "zone", patch: (value) => ({ timeZone: value }) },
  del: {
    page: "delete",
    patch: (value) => ({ deleteAfterHours: value === "never" ? null : Number(value) }),
  },
};
