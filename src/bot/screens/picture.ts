import type { Language } from "../../domain/language.ts";
import { type BarGroup, custodyPoints, doorOf } from "../../history/figures.ts";
import { formatDay } from "../../locales/dates.ts";
import { blocks, html, type Html, lines } from "../../locales/html.ts";
import { textsIn } from "../../locales/texts.ts";
import type { PictureFacts, Theme } from "../../ports/picture.ts";
import { press, screen, type Screen } from "../screen.ts";

const POINTS_TOLD = 4;

/** What the picture shows, in words: for those who do not see it. Telegram takes 1024 characters. */
export function pictureScreen(facts: PictureFacts, language: Language, theme: Theme): Screen {
  const { picture } = textsIn(language).stats;
  const points = custodyPoints(facts, language)
    .slice(-POINTS_TOLD)
    .map(({ day, label }) => html`${formatDay(language, day)}: ${label}`);
  const other = theme === "light" ? "dark" : "light";
  return screen(
    blocks(
      html`<b>${picture.title}</b>`,
      lines(
        html`${picture.door}:`,
        ...doorOf(facts, language).groups.map((group) => groupLine(group, language)),
      ),
      points.length === 0 ? null : lines(html`${picture.custody}:`, ...points),
      html`${picture.asOf(formatDay(language, facts.today))}`,
    ),
    press(picture[other], "pic", other),
  );
}

function groupLine({ words, bars }: BarGroup, language: Language): Html {
  const { figures } = textsIn(language).stats;
  return html`${words.join(" ")}: ${bars.map(({ of, label }) => `${figures[of]} ${label}`).join(", ")}`;
}
