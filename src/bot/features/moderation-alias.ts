import { Composer } from "grammy";

import type { Person } from "../../domain/person.ts";
import { blocks, html } from "../../locales/html.ts";
import { aliasTextsIn } from "../../locales/moderation/alias.ts";
import { moderationTextsIn } from "../../locales/moderation/texts.ts";
import {
  addAlias,
  type AliasEnd,
  type AliasPorts,
  type AliasResult,
  removeAlias,
} from "../../people/actions.ts";
import { redraw, reply, toast } from "../answer.ts";
import type { BotContext } from "../context.ts";
import { press, screen } from "../screen.ts";
import { choiceLabel } from "../screens/people-choice.ts";
import { shownName } from "../screens/person-card.ts";
import { aliasOf } from "./moderation-ports.ts";

const MOST_CHOICES = 6;
/** Before the spelling in a message with choices: a button has no room for it, so it is read from there. */
const MARK = "➕ ";

export interface AliasFeaturePorts extends AliasPorts {
  /** The register has changed: it is read again at once. */
  ruled(): void;
}

/**
 * `/alias NAME = NEW SPELLING https://…`: adding a spelling once makes it known for ever; the link is its source.
 * `/alias NAME = SPELLING off` takes it back.
 */
export function aliasFeature(ports: AliasFeaturePorts): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.command("alias", async (ctx) => {
    const texts = aliasTextsIn(ctx.language);
    const [name = "", ...rest] = ctx.match.split(/=|→/u).map((part) => part.trim());
    // A link may hold such signs, too.
    const spelling = rest.join("=");
    if (name === "" || spelling === "") return reply(ctx, screen(html`${texts.usage}`));
    // By its number in the register, as the notice to the second moderator has it.
    if ((await ports.reading.person(name)) !== null)
      return reply(ctx, screen(html`${await stored(ctx, ports, name, spelling)}`));
    const { verdict, candidates } = ports.search.find(name, MOST_CHOICES);
    const [first] = candidates;
    if (verdict === "one" && first !== undefined)
      return reply(ctx, screen(html`${await stored(ctx, ports, first.id, spelling)}`));
    const people: Person[] = [];
    for (const { id } of candidates) {
      const person = await ports.reading.person(id);
      if (person !== null) people.push(person);
    }
    if (people.length === 0) return reply(ctx, screen(html`${texts.notFound(name)}`));
    const buttons = people.map((person) => press(choiceLabel(person, ctx.language), "mod", "al", person.id));
    return reply(ctx, screen(blocks(html`${texts.choose(name)}`, html`${MARK}${spelling}`), ...buttons));
  });
  feature.callbackQuery(/^mod:al:(.{1,50})$/u, async (ctx) => {
    const text = ctx.callbackQuery.message?.text ?? "";
    const spelling =
      text
        .split("\n")
        .findLast((line) => line.startsWith(MARK))
        ?.slice(MARK.length) ?? "";
    const words = await stored(ctx, ports, ctx.match[1] ?? "", spelling);
    await toast(ctx);
    return redraw(ctx, screen(html`${words}`));
  });

  return feature;
}

const OFF = /\s+off$/iu;
const SOURCE = /\s+(https:\/\/\S{1,300})$/u;

/** @param written the spelling, and perhaps its source or «off» behind it */
async function stored(
  ctx: BotContext,
  ports: AliasFeaturePorts,
  personId: string,
  written: string,
): Promise<string> {
  const source = SOURCE.exec(written)?.[1] ?? null;
  const result = OFF.test(written)
    ? await removeAlias(ports, aliasOf(ctx), personId, written.replace(OFF, ""))
    : await addAlias(ports, aliasOf(ctx), personId, written.replace(SOURCE, ""), source);
  if (result.kind === "added" || result.kind === "removed") ports.ruled();
  return wordsOf(ctx, ports, result);
}

async function wordsOf(
  ctx: BotContext,
  { reading }: AliasFeaturePorts,
  result: AliasResult | AliasEnd,
): Promise<string> {
  const texts = aliasTextsIn(ctx.language);
  if (result.kind === "unreadable") return texts.unreadable;
  if (result.kind === "missing") return texts.missing;
  if (result.kind === "second_needed") return texts.secondNeeded;
  if (result.kind === "same_person") return moderationTextsIn(ctx.language).samePerson;
  if (result.kind === "taken") {
    const other = await reading.person(result.byId);
    return texts.taken(other === null ? "…" : shownName(other, ctx.language));
  }
  return texts[result.kind](shownName(result.person, ctx.language), result.spelling);
}
