import { safeLink } from "../../alert/links.ts";
import { custodySaid, termEndOf } from "../../domain/card-edit.ts";
import type { Language } from "../../domain/language.ts";
import { type CardEdit, CUSTODIES, type Person } from "../../domain/person.ts";
import { dayOf } from "../../domain/time.ts";
import { cardEditTextIn } from "../../locales/card-edits.ts";
import { formatDay, formatPartial } from "../../locales/dates.ts";
import { inflect } from "../../locales/grammar.ts";
import { html, type Html, lines } from "../../locales/html.ts";
import { textsIn } from "../../locales/texts.ts";

/** What on a card is the moderators' word: which fields, since when, by which source, and what the list says. */
export function editLines(
  { edits = [], record }: Person,
  allowedHosts: ReadonlySet<string>,
  language: Language,
): Html {
  const text = cardEditTextIn(language);
  const changes = [...Map.groupBy(edits, ({ change }) => change).values()];
  const parts = changes.flatMap((change) => {
    const [first] = change;
    if (first === undefined) return [];
    const fields = change.map(({ value }) => text.fields[value.field]).join(", ");
    const words = text.edited(fields, formatDay(language, dayOf(first.at)));
    return [
      html`✎ ${words} ${sourceOf(first, allowedHosts)}`,
      ...change.map((edit) => listedStatus(edit, record.gender, language)),
    ];
  });
  return lines(...parts);
}

/** A link when the site is one of the sources; else its name, which no app makes clickable. */
function sourceOf({ source }: Pick<CardEdit, "source">, allowedHosts: ReadonlySet<string>): Html {
  const url = safeLink(source, allowedHosts);
  const host = hostOf(source);
  return url === null ? html`<code>${host}</code>` : html`<a href="${url}">${host}</a>`;
}

export function hostOf(source: string): string {
  return URL.canParse(source) ? new URL(source).hostname : source;
}

function listedStatus(
  { value, listSaid }: CardEdit,
  gender: Person["record"]["gender"],
  language: Language,
): Html | null {
  const listed = CUSTODIES.find((custody) => custody === custodySaid(listSaid));
  if (value.field !== "status" || listed === undefined || listed === value.custody) return null;
  const words = inflect(textsIn(language).vocabulary.custody[listed], gender);
  return html`${cardEditTextIn(language).listSays(words)}`;
}

/** The end of the term as moderators gave it; null when they did not. */
export function editedTermEnd(person: Person, language: Language): Html | null {
  const end = termEndOf(person);
  return end === null ? null : html`${cardEditTextIn(language).termEnds(formatPartial(language, end))}`;
}
