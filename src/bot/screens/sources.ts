import {
  TIERS,
  type FeedSource,
  type Sources,
  type SourceState,
  type TrackerSource,
} from "../../domain/source.ts";
import { capitalised } from "../../locales/grammar.ts";
import { blocks, folded, html, type Html, lines } from "../../locales/html.ts";
import { outletIn } from "../../locales/outlets.ts";
import { textsIn } from "../../locales/texts.ts";
import type { Language } from "../../domain/language.ts";
import { agoText } from "../ago.ts";
import { screen, type Screen } from "../screen.ts";

/** Every source with its state, by how much weight it has; those not asked with the reason. */
export function sourcesScreen(
  { feeds, trackers }: Sources,
  states: readonly SourceState[],
  now: Date,
  language: Language,
): Screen {
  const { sources: text, vocabulary } = textsIn(language);
  const row = (source: FeedSource | TrackerSource): Html => sourceRow(source, states, now, language);
  const asked = feeds.filter(({ status }) => status === "active");
  const tiers = TIERS.map((tier) => {
    const rows = asked.filter((feed) => feed.tier === tier).map(row);
    const title = vocabulary.tiers[tier];
    return rows.length === 0 ? null : lines(html`<b>${capitalised(title)}</b>`, ...rows);
  });
  const lists = trackers.filter(({ status }) => status === "active").map(row);
  const broken = [...trackers, ...feeds].filter(({ status }) => status === "broken");
  return screen(
    blocks(
      html`<b>${text.title}</b>`,
      html`${text.explain}`,
      lists.length === 0 ? null : lines(html`<b>${text.lists}</b>`, ...lists),
      ...tiers,
      brokenBlock(broken, language),
    ),
  );
}

function sourceRow(
  { id, outlet }: FeedSource | TrackerSource,
  states: readonly SourceState[],
  now: Date,
  language: Language,
): Html {
  const text = textsIn(language);
  const state = states.find(({ sourceId }) => sourceId === id);
  const name = outletIn(language, outlet);
  if (state?.lastCheckAt == null) return html`${name}: ${text.status.neverChecked}`;
  const news =
    state.lastNewItemAt === null ? null : text.sources.lastNews(agoText(text, state.lastNewItemAt, now));
  const parts = [text.vocabulary.healths[state.health], ...(news === null ? [] : [news])];
  return html`${name}: ${parts.join(", ")}`;
}

/** The notes of the list of sources are for operators; a reader is told in words of their own what is wrong. */
function brokenBlock(broken: readonly (FeedSource | TrackerSource)[], language: Language): Html | null {
  if (broken.length === 0) return null;
  const { sources: text, vocabulary } = textsIn(language);
  const byTrouble = Map.groupBy(broken, ({ note }) => troubleOf(note));
  const rows = [...byTrouble].map(([trouble, of]) => {
    const names = new Set(of.map(({ outlet }) => outletIn(language, outlet)));
    return html`${capitalised(vocabulary.healths[trouble])}: ${[...names].join(", ")}`;
  });
  return lines(html`<b>${text.notAsked}</b>`, folded(lines(...rows)));
}

function troubleOf(note: string | null): "blocked" | "broken" {
  return /\bHTTP (?:401|403|429|451)\b/u.test(note ?? "") ? "blocked" : "broken";
}
