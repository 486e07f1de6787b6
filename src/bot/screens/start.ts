import { EVENT_KINDS } from "../../domain/kind.ts";
import { LANGUAGES, type Language } from "../../domain/language.ts";
import { blocks, folded, html, Html, lines } from "../../locales/html.ts";
import { COMMANDS } from "../../locales/common-text.ts";
import { CORRECTION_SIGN, SIGNS } from "../../locales/signs.ts";
import { textsIn } from "../../locales/texts.ts";
import { press, screen, type Screen } from "../screen.ts";

/** What this is, the plain warning, and everything that matters first within one tap. */
export function startScreen(language: Language): Screen {
  const { start: text } = textsIn(language);
  return screen(
    blocks(text.welcome, text.safety),
    press(text.buttons.subscribe, "m", "subscribe"),
    languageRow("st", language),
    [...press(text.buttons.privacy, "m", "privacy"), ...press(text.buttons.forget, "m", "forget")],
    press(text.buttons.discreet, "m", "discreet"),
  );
}

export function groupStartScreen(language: Language): Screen {
  return screen(textsIn(language).start.group);
}

export function languageScreen(language: Language): Screen {
  return screen(html`${textsIn(language).language.choose}`, languageRow("l", language));
}

/** The chosen language stands out, the others are named in their own words. */
function languageRow(action: "l" | "st", chosen: Language): Screen["buttons"][number] {
  return LANGUAGES.flatMap((language) => {
    const name = textsIn(language).vocabulary.languageName;
    return press(language === chosen ? `✓ ${name}` : name, action, language);
  });
}

/** Fits a screen; the signs are folded below. */
export function helpScreen(language: Language): Screen {
  const { help: text } = textsIn(language);
  const commands = COMMANDS.filter((command) => command !== "start" && command !== "help").map(
    (command) => html`/${command} ${text.commands[command]}`,
  );
  return screen(
    blocks(html`<b>${text.title}</b>`, html`${text.bareName}`, lines(...commands), signsLegend(language)),
  );
}

function signsLegend(language: Language): Html {
  const { help, vocabulary, alert } = textsIn(language);
  const kinds = EVENT_KINDS.map((kind) => html`${SIGNS[kind]} ${vocabulary.kinds[kind].toLowerCase()}`);
  return folded(
    lines(html`${help.signs}:`, ...kinds, html`${CORRECTION_SIGN} ${alert.retracted.toLowerCase()}`),
  );
}

export function privacyScreen(language: Language): Screen {
  const { privacy, start } = textsIn(language);
  return screen(privacy.text, [
    ...press(start.buttons.forget, "m", "forget"),
    ...press(start.buttons.discreet, "m", "discreet"),
  ]);
}

export function forgetQuestion(language: Language): Screen {
  const { forget: text } = textsIn(language);
  return screen(text.ask, press(text.yes, "forget", "yes"), press(text.no, "forget", "no"));
}
