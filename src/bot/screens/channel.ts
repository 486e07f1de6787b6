import { cleanText } from "../../alert/foreign-text.ts";
import { LANGUAGES, type Language } from "../../domain/language.ts";
import type { Subscriber } from "../../domain/subscriber.ts";
import { blocks, html } from "../../locales/html.ts";
import { textsIn } from "../../locales/texts.ts";
import { press, screen, type Screen } from "../screen.ts";

const TITLE_LENGTH = 100;

export interface ShownChannel {
  readonly id: number;
  readonly title: string;
}

/** Whether a channel gets the news and in which language, with the switch for both. */
export function channelScreen(
  { id, title }: ShownChannel,
  channel: Subscriber | null,
  language: Language,
): Screen {
  const { channel: text, settings, vocabulary } = textsIn(language);
  const isOn = channel?.subscribed === true;
  const spoken = channel?.language ?? language;
  const ofChannel = (action: string): readonly string[] => ["ch", action, String(id)];
  return screen(
    blocks(
      html`<b>${text.title(cleanText(title, TITLE_LENGTH))}</b>`,
      html`${isOn ? text.on : text.off}`,
      isOn ? html`${settings.language}: ${textsIn(spoken).vocabulary.languageName}` : null,
    ),
    isOn
      ? LANGUAGES.flatMap((each) => {
          const name = each === language ? vocabulary.languageName : textsIn(each).vocabulary.languageName;
          return press(each === spoken ? `✓ ${name}` : name, ...ofChannel(each));
        })
      : [],
    isOn ? press(text.buttons.stop, ...ofChannel("off")) : press(text.buttons.start, ...ofChannel("on")),
  );
}

/** To whoever let the bot post in a channel: nothing is posted before they say so. */
export function channelQuestion({ id, title }: ShownChannel, language: Language): Screen {
  const { channel: text } = textsIn(language);
  return screen(
    blocks(html`<b>${text.title(cleanText(title, TITLE_LENGTH))}</b>`, html`${text.ask}`),
    press(text.buttons.start, "ch", "on", String(id)),
    press(text.buttons.stop, "ch", "off", String(id)),
  );
}
