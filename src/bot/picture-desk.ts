import type { Language } from "../domain/language.ts";
import type { Picture, PictureFacts, Theme } from "../ports/picture.ts";

/** A picture to send: Telegram's id of one that it has already, or the PNG. */
export type Drawn = { readonly fileId: string } | { readonly png: Uint8Array };

export interface PictureDesk {
  drawn(facts: PictureFacts, language: Language, theme: Theme): Promise<Drawn>;
  /** Telegram keeps it: the next one needs no upload. */
  sent(facts: PictureFacts, language: Language, theme: Theme, fileId: string): void;
  /** Telegram knows its copy no more: the next one is drawn anew. */
  lost(language: Language, theme: Theme): void;
}

/** Pictures of the present facts, in memory: at most one a language and theme. */
export function createPictureDesk(picture: Picture): PictureDesk {
  const kept = new Map<string, { readonly of: string; readonly drawn: Promise<Drawn> }>();
  const look = (language: Language, theme: Theme): string => `${language} ${theme}`;
  return {
    drawn(facts, language, theme) {
      const key = look(language, theme);
      const of = JSON.stringify(facts);
      const known = kept.get(key);
      if (known?.of === of) return known.drawn;
      const drawn = picture.draw(facts, language, theme).then((png) => ({ png }));
      kept.set(key, { of, drawn });
      // What failed is tried again with the next question.
      drawn.catch(() => kept.delete(key));
      return drawn;
    },
    sent(facts, language, theme, fileId) {
      const key = look(language, theme);
      const of = JSON.stringify(facts);
      if (kept.get(key)?.of === of) kept.set(key, { of, drawn: Promise.resolve({ fileId }) });
    },
    lost: (language, theme) => kept.delete(look(language, theme)),
  };
}
