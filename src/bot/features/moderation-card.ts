import type { CaseEvent, Report } from "../../domain/event.ts";
import { formatInstant, formatSpan } from "../../locales/dates.ts";
import { blocks, html, lines, type Html } from "../../locales/html.ts";
import { outletIn } from "../../locales/outlets.ts";
import { machineWords } from "../../locales/moderation/machine-words.ts";
import { deskTextsIn, moderationTextsIn } from "../../locales/moderation/texts.ts";
import { soleSource } from "../../moderate/flood.ts";
import { needsTwo } from "../../moderate/ruling.ts";
import type { BotContext } from "../context.ts";
import { link, press, screen, type Screen } from "../screen.ts";

const MOST_NAMES = 40;
const MOST_REPORTS = 6;
const MOST_REASONS = 8;

/** One event as a moderator sees it: what is said, by whom, what the machine thinks and why it waits. */
export function eventCard(ctx: BotContext, event: CaseEvent, reason: string, told: boolean): Html {
  const { queue, post } = moderationTextsIn(ctx.language);
  const { vocabulary } = ctx.text;
  const { returned, disputed } = event.details;
  return blocks(
    html`<b>${vocabulary.kinds[event.kind]}</b> · ${formatSpan(ctx.language, event.happenedOn, vocabulary)} · ${vocabulary.certainty[event.certainty]}`,
    namesOf(ctx, event),
    lines(
      returned === undefined ? null : html`${queue.returned}: ${returned}`,
      disputed === undefined ? null : html`${queue.disputed}: ${disputed}`,
      event.note === null ? null : html`${queue.note}: ${event.note}`,
      event.embargoUntil === null
        ? null
        : queue.embargoUntil(`${formatInstant(ctx.language, event.embargoUntil, "UTC")} UTC`),
    ),
    html`<b>${queue.sources}</b>
${lines(...event.reports.slice(-MOST_REPORTS).map((report) => reportLine(ctx, report)))}`,
    lines(
      html`${queue.why}: ${queue.reasons[reason] ?? reason}`,
      told ? queue.told : queue.notTold,
      needsTwo(event) ? post.twoNeeded : null,
      html`ID: <code>${event.id}</code>`,
    ),
  );
}

function namesOf(ctx: BotContext, event: CaseEvent): Html {
  const names = event.people
    .slice(0, MOST_NAMES)
    .map((person) => html`${person.name}${person.suspicious ? " ⚠️" : ""}`);
  const more = event.people.length - names.length;
  return lines(
    event.count === null ? null : html`<b>${ctx.text.vocabulary.headCount(event.count)}</b>`,
    ...names,
    more > 0 ? html`… +${more}` : null,
  );
}

function reportLine(ctx: BotContext, { origin, count, reasons, standing }: Report): Html {
  const { tiers } = ctx.text.vocabulary;
  const number = count === null ? "" : ` (${String(count.n)})`;
  const { standing: words } = moderationTextsIn(ctx.language).queue;
  const noted = reasons.slice(0, MOST_REASONS).map((reason) => machineWords(ctx.language, reason));
  const fresh = standing === "fresh" ? "" : ` · ${words[standing]}`;
  return html`• ${outletIn(ctx.language, origin.outlet)}, ${tiers[origin.tier]}${number}${fresh}: ${origin.title.slice(0, 160)}
<i>${noted.join("; ").slice(0, 200)}</i>`;
}

/** The card with all that may be done about it. Buttons carry the version that was seen. */
export function queueScreen(
  ctx: BotContext,
  event: CaseEvent,
  reason: string,
  told: boolean,
  waiting: number,
): Screen {
  const { buttons, queue } = moderationTextsIn(ctx.language);
  const version = String(event.version);
  const { id } = event;
  const source = reason === "flood" || reason === "suspicious_name" ? soleSource(event) : null;
  return screen(
    blocks(queue.waiting(waiting), eventCard(ctx, event, reason, told)),
    [
      ...press(buttons.publish, "mod", "p", id, version),
      // What was told cannot be passed over any more.
      ...(told
        ? press(buttons.retract, "mod", "r", id, version)
        : press(buttons.ignore, "mod", "i", id, version)),
    ],
    [...press(buttons.edit, "mod", "t", id), ...press(buttons.merge, "mod", "g", id, version)],
    [...press(buttons.embargo, "mod", "e", id, version), ...press(buttons.next, "mod", "n", id)],
    sourceLink(buttons.source, event),
    source === null ? [] : press(`${deskTextsIn(ctx.language).mute.button}: ${source}`, "mod", "m", source),
  );
}

/** Only plain https addresses: a planted feed shall not lead a moderator astray. */
function sourceLink(text: string, event: CaseEvent): ReturnType<typeof link> {
  const url = event.reports.map((report) => report.origin.url).find((it) => it !== null);
  return url !== undefined && url !== null && /^https:\/\/[a-z\d.-]+(?:\/[^\s@]*)?$/iu.test(url)
    ? link(text, url)
    : [];
}
