import type { CardEdit, CardField, CardValue, Custody, Person, PersonRecord } from "../../domain/person.ts";
import { CARD_FIELDS, CUSTODIES } from "../../domain/person.ts";
import { safeLink } from "../../alert/links.ts";
import { termEndOf } from "../../domain/card-edit.ts";
import { dayOf } from "../../domain/time.ts";
import { formatDay, formatPartial } from "../../locales/dates.ts";
import { inflect } from "../../locales/grammar.ts";
import { blocks, html, type Html, lines } from "../../locales/html.ts";
import { cardTextsIn } from "../../locales/moderation/card.ts";
import { moderationTextsIn } from "../../locales/moderation/texts.ts";
import type { LineFault } from "../../moderate/card-form.ts";
import { isForTwo, type OpenCard } from "../../moderate/card-actions.ts";
import { facilityName } from "../../people/facilities.ts";
import type { CardChange } from "../../ports/card-edits.ts";
import type { BotContext } from "../context.ts";
import { link, press, screen, type Screen } from "../screen.ts";
import { hostOf } from "../screens/card-edits.ts";
import { choiceLabel } from "../screens/people-choice.ts";
import { shownName } from "../screens/person-card.ts";

/** In a message that holds a form: what is replied to it is added to the form. */
const COMMAND = "/card ";

const MOST_FAULTS = 6;

/** Telegram copies no more by a button. */
const MOST_COPIED = 256;

/** The form in a message of the bot: the person, then the lines; null when there is none. */
export function formIn(text: string): { readonly target: string; readonly lines: readonly string[] } | null {
  const all = text.split("\n");
  const at = all.findIndex((line) => line.startsWith(COMMAND));
  if (at < 0) return null;
  const end = all.indexOf("", at);
  const lines = all.slice(at + 1, end < 0 ? undefined : end);
  return { target: (all[at] ?? "").slice(COMMAND.length), lines };
}

export function formOf(target: string, lines: readonly string[]): string {
  return [`${COMMAND}${target}`, ...lines].join("\n");
}

/** All that the card says, who says it, and a form to change it. */
export function openCardScreen(ctx: BotContext, card: OpenCard): Screen {
  const texts = cardTextsIn(ctx.language);
  const { shown, edits } = card;
  const standing = shown.edits ?? [];
  const form = formOf(
    shown.id,
    Object.values(texts.labels).map((label) => `${label}: `),
  );
  const asked = [...Map.groupBy(edits, ({ change }) => change).values()].filter(
    ([first]) => first?.state === "asked",
  );
  return screen(
    blocks(
      html`<b>${shownName(shown, ctx.language)}</b> <code>${shown.id}</code>`,
      html`<b>${texts.title}</b>
${lines(...CARD_FIELDS.map((field) => fieldLine(ctx, field, card)))}`,
      ...asked.map(
        (change) => html`${texts.waits(change[0]?.by ?? "")}
${lines(...change.map((edit) => valueLine(ctx, edit.value, shown)))}`,
      ),
      texts.howTo,
      html`<pre>${form}</pre>`,
    ),
    press(texts.statusButton, "mod", "cf", shown.id),
    ...standing.map(({ change, value }) =>
      press(`${texts.takeBack}: ${texts.fields[value.field]}`, "mod", "cu", change, value.field),
    ),
    ...asked.flatMap(([first]) =>
      first?.by === ctx.moderator?.who && first !== undefined
        ? [press(texts.cancel, "mod", "cq", first.change)]
        : [],
    ),
    form.length > MOST_COPIED ? [] : [{ text: texts.copyForm, copy_text: { text: form } }],
  );
}

function fieldLine(ctx: BotContext, field: CardField, { shown, person }: OpenCard): Html {
  const texts = cardTextsIn(ctx.language);
  const edit = shown.edits?.find(({ value }) => value.field === field);
  const now = edit === undefined ? listedText(ctx, field, person) : valueText(ctx, edit.value, shown);
  const line = html`• ${texts.fields[field]}: <b>${now ?? texts.nothing}</b>`;
  if (edit === undefined) return line;
  const by = edit.agreedBy === null ? edit.by : `${edit.by}, ${edit.agreedBy}`;
  const day = formatDay(ctx.language, dayOf(edit.at));
  const listed = listedText(ctx, field, person) ?? texts.nothing;
  return html`${line} (${texts.edited(by, day)}, <code>${hostOf(edit.source)}</code>; ${texts.listSays}: ${listed})`;
}

/** What was written, before it is stored. */
export function previewScreen(
  ctx: BotContext,
  card: OpenCard,
  change: CardChange,
  hosts: ReadonlySet<string>,
): Screen {
  const texts = cardTextsIn(ctx.language);
  const [first] = change;
  if (first === undefined) return screen(html`${texts.gone}`);
  const two = isForTwo(
    change.map(({ value }) => value),
    card,
  );
  return screen(
    blocks(
      html`${texts.preview}: <b>${shownName(card.shown, ctx.language)}</b> <code>${card.shown.id}</code>`,
      changeLines(ctx, change, card),
      sourceLine(ctx, first, hosts),
      two ? texts.twoNeeded : texts.oneIsEnough,
    ),
    press(two ? texts.ask : texts.confirm, "mod", "cc", first.change),
    press(texts.cancel, "mod", "cq", first.change),
  );
}

/** What another moderator asks for, in the queue. */
export function askedScreen(
  ctx: BotContext,
  card: OpenCard,
  change: CardChange,
  hosts: ReadonlySet<string>,
  waiting: number,
): Screen {
  const texts = cardTextsIn(ctx.language);
  const { queue, buttons } = moderationTextsIn(ctx.language);
  const [first] = change;
  if (first === undefined) return screen(html`${texts.gone}`);
  return screen(
    blocks(
      queue.waiting(waiting),
      html`<b>${texts.askTitle(first.by)}</b>
${choiceLabel(card.shown, ctx.language)} <code>${card.shown.id}</code>`,
      changeLines(ctx, change, card),
      sourceLine(ctx, first, hosts),
    ),
    [...press(texts.agree, "mod", "cy", first.change), ...press(texts.refuse, "mod", "cq", first.change)],
    link(`${hostOf(first.source)} ↗`, first.source),
    press(buttons.next, "mod", "n", `c-${first.change}`),
  );
}

function changeLines(ctx: BotContext, change: CardChange, { shown }: OpenCard): Html {
  return lines(...change.map(({ value }) => valueLine(ctx, value, shown)));
}

/** «Status: in a penal colony → free, abroad» */
function valueLine(ctx: BotContext, value: CardValue, shown: Person): Html {
  const texts = cardTextsIn(ctx.language);
  const before = listedText(ctx, value.field, shown) ?? texts.nothing;
  return html`• ${texts.fields[value.field]}: ${before} → <b>${valueText(ctx, value, shown)}</b>`;
}

function sourceLine(ctx: BotContext, { source }: CardEdit, hosts: ReadonlySet<string>): Html {
  const texts = cardTextsIn(ctx.language);
  return lines(
    html`${texts.source}: <code>${source}</code>`,
    safeLink(source, hosts) === null ? texts.unknownSite : null,
  );
}

function valueText(ctx: BotContext, value: CardValue, { record }: Person): string {
  const { vocabulary, person: text } = ctx.text;
  switch (value.field) {
    case "status": {
      const words = inflect(vocabulary.custody[value.custody], record.gender);
      return value.since === null ? words : `${words}, ${formatPartial(ctx.language, value.since)}`;
    }
    case "place":
      return placeText(ctx, value.facility);
    case "sentence":
      return vocabulary.term(value.months);
    case "term_end":
      return formatPartial(ctx.language, value.on);
    case "charges":
      return value.charges
        .map(({ code, part, raw }) => (code === null ? raw : text.article(code, part)))
        .join("; ");
  }
}

function placeText({ language }: BotContext, { id, raw }: NonNullable<PersonRecord["facility"]>): string {
  return (id === null ? null : facilityName(id)?.[language]) ?? raw.slice(0, 160);
}

/** What a record says of a field; null when nothing. */
function listedText(ctx: BotContext, field: CardField, person: Person): string | null {
  const { record } = person;
  const { custody, release, diedOn, verdict, facility, charges } = record;
  switch (field) {
    case "status": {
      const since = release?.date ?? diedOn;
      return valueText(ctx, { field, custody, since }, person);
    }
    case "place":
      return facility === null ? null : placeText(ctx, facility);
    case "sentence":
      return verdict === null || verdict.months === null || verdict.months === 0
        ? (verdict?.decisionRaw?.slice(0, 160) ?? null)
        : valueText(ctx, { field, months: verdict.months }, person);
    case "term_end": {
      const on = termEndOf(person);
      return on === null ? null : valueText(ctx, { field, on }, person);
    }
    case "charges":
      return charges.length === 0 ? null : valueText(ctx, { field, charges }, person).slice(0, 300);
  }
}

/** Which status is right? What the card says now is not offered. */
export function statusesScreen(ctx: BotContext, { shown }: OpenCard): Screen {
  const { custody: words } = ctx.text.vocabulary;
  const { gender, custody } = shown.record;
  return screen(
    blocks(
      html`<b>${shownName(shown, ctx.language)}</b> <code>${shown.id}</code>`,
      cardTextsIn(ctx.language).whichStatus,
    ),
    ...CUSTODIES.map((code, n) =>
      code === custody ? [] : press(inflect(words[code], gender), "mod", "cz", String(n), shown.id),
    ),
  );
}

/** A status was pressed: the source is still to come. */
export function chosenText(ctx: BotContext, { shown }: OpenCard, custody: Custody): Html {
  const texts = cardTextsIn(ctx.language);
  const words = inflect(ctx.text.vocabulary.custody[custody], shown.record.gender);
  const form = formOf(shown.id, [`${texts.labels.status}: ${words}`]);
  return blocks(html`<b>${shownName(shown, ctx.language)}</b>`, html`<pre>${form}</pre>`, texts.linkNext);
}

/** Whom does the form mean? */
export function whoScreen(
  ctx: BotContext,
  target: string,
  kept: readonly string[],
  people: readonly Person[],
): Screen {
  const texts = cardTextsIn(ctx.language);
  const form = html`<pre>${formOf(target, kept)}</pre>`;
  if (people.length === 0) return screen(blocks(texts.notFound(target), kept.length === 0 ? null : form));
  const list = people.map((person, n) => html`${n + 1}. ${choiceLabel(person, ctx.language)}`);
  return screen(
    blocks(texts.choose(target), lines(...list), form),
    ...people.map((person, n) =>
      press(`${String(n + 1)}. ${choiceLabel(person, ctx.language)}`, "mod", "cw", person.id),
    ),
  );
}

/** What is wrong, what was understood, and that a reply with the right line is enough. */
export function faultText(
  ctx: BotContext,
  faults: readonly LineFault[],
  target: string,
  kept: readonly string[],
): Html {
  const texts = cardTextsIn(ctx.language);
  return blocks(
    ...faults
      .slice(0, MOST_FAULTS)
      .map(({ code, line }) =>
        lines(
          line === "" ? null : html`<code>${line.slice(0, 200)}</code>`,
          html`<b>${texts.faults[code]}</b>`,
        ),
      ),
    html`${texts.kept}:
<pre>${formOf(target, kept)}</pre>`,
    texts.replyWith,
  );
}
