import type { Language } from "../../domain/language.ts";
import { formatInstant } from "../../locales/dates.ts";
import { moderationTextsIn } from "../../locales/moderation/texts.ts";
import { COOL_OFF_MS } from "../../moderate/ruling.ts";
import type { ActionResult, ModeratePorts } from "../../moderate/actions.ts";
import type { DeskPorts } from "../../moderate/desk-actions.ts";
import type { SessionPorts } from "../../moderate/session-actions.ts";
import type { CardEdits } from "../../ports/card-edits.ts";
import type { RegisterEdits } from "../../ports/reading.ts";
import type { BotContext, BotPorts } from "../context.ts";

export type ModerationPorts = ModeratePorts &
  SessionPorts &
  DeskPorts &
  Pick<BotPorts, "reading" | "search"> & {
    /** Takes spellings that moderators add. */
    readonly edits: Pick<RegisterEdits, "addAlias" | "removeAlias" | "setSame" | "setEmbargo">;
    /** Takes what moderators say of cards. */
    readonly cards: CardEdits;
    /** Sites of the source list: readers get links to these only. */
    readonly sourceHosts: ReadonlySet<string>;
    /** Sources that may be muted. */
    readonly feedIds: readonly string[];
    /** The list that was held becomes the register. */
    acceptList(trackerId: string): Promise<
      | {
          readonly kind: "taken";
          readonly added: number;
          readonly edited: number;
          readonly findings: number;
        }
      | { readonly kind: "refused"; readonly reason: string }
    >;
    /** What moderators read in their private chats; one who is known by a code of Telegram's alone is remembered by it. */
    readonly languages: {
      of(chatId: number): Promise<Language>;
      remember(chatId: number, language: Language): Promise<void>;
    };
    /** Something was decided beside the events: it goes on at once. */
    ruled(): void;
  };

/** «M2» for the second of MODERATOR_IDS: nobody's Telegram id gets into the log. */
export function aliasOf({ moderator }: BotContext): string {
  if (moderator === undefined) throw new Error("only moderators come here");
  return moderator.who;
}

/** What an act did, in words. */
export function resultText(ctx: BotContext, act: string, result: ActionResult): string {
  const texts = moderationTextsIn(ctx.language);
  if (result.kind === "second_needed") return texts.secondNeeded;
  if (result.kind === "same_person") return texts.samePerson;
  if (result.kind === "stale") return texts.stale;
  if (result.kind === "missing") return texts.missing;
  const { done } = texts;
  const { embargoUntil } = result.event;
  const isEmbargoed =
    embargoUntil !== null && embargoUntil.getTime() - result.event.updatedAt.getTime() > COOL_OFF_MS;
  if (act === "p" && !isEmbargoed) return done.published;
  if (act === "i") return done.ignored;
  if (act === "c") return done.cancelled;
  if (act === "r") return result.event.ruling === "rejected" ? done.ignored : done.retracted;
  if (act === "k") return done.corrected;
  if (act === "w") return done.merged;
  // The half minute in which a publication may be cancelled is no embargo.
  return embargoUntil === null || !isEmbargoed
    ? done.embargoLifted
    : done.embargoed(`${formatInstant(ctx.language, embargoUntil, "UTC")} UTC`);
}
