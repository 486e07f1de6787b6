/** Telegram's HTML, built so that text from outside cannot get in unescaped: only `html` makes it. */
export class Html {
  readonly markup: string;

  private constructor(markup: string) {
    this.markup = markup;
  }

  static readonly none = new Html("");

  static fromTemplate(strings: readonly string[], values: readonly HtmlValue[]): Html {
    const parts = strings.map((text, n) => {
      const value = values[n];
      return value === undefined ? text : `${text}${markupOf(value)}`;
    });
    return new Html(parts.join(""));
  }

  static join(parts: readonly HtmlValue[], separator = ""): Html {
    return new Html(parts.map(markupOf).join(separator));
  }
}

export type HtmlValue = Html | string | number;

function markupOf(value: HtmlValue): string {
  return value instanceof Html ? value.markup : escapeHtml(String(value));
}

/** `html\`<b>${name}</b>\`` escapes `name`; `Html` values go in as they are. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return Html.fromTemplate(strings, values);
}

/** Lines, without those that are null or empty. */
export function lines(...parts: readonly (HtmlValue | null)[]): Html {
  const shown = parts.filter((part): part is HtmlValue => part !== null && markupOf(part) !== "");
  return Html.join(shown, "\n");
}

/** Blocks with an empty line between, without those that are null or empty. */
export function blocks(...parts: readonly (HtmlValue | null)[]): Html {
  const shown = parts.filter((part): part is HtmlValue => part !== null && markupOf(part) !== "");
  return Html.join(shown, "\n\n");
}

/** A quote that Telegram folds. */
export function folded(content: Html): Html {
  return content.markup === "" ? Html.none : html`<blockquote expandable>${content}</blockquote>`;
}

/** The four signs that Telegram's HTML knows. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** Telegram refuses longer texts; counted here with the markup, which is on the safe side. */
export const MAX_MESSAGE = 4096;

/**
 * Cuts markup to `limit` characters without cutting a tag or an entity in two, closes what is open
 * and ends with an ellipsis. The last resort: screens are built to fit.
 */
export function clip(markup: string, limit: number = MAX_MESSAGE): string {
  if (markup.length <= limit) return markup;
  const open: string[] = [];
  let kept = "";
  for (const [token] of markup.matchAll(/<[^>]*>|&[a-z]+;|[^<&]|[<&]/gsu)) {
    const next = after(open, token);
    if (kept.length + token.length + closing(next).length + 1 > limit) break;
    open.splice(0, open.length, ...next);
    kept += token;
  }
  return `${kept}…${closing(open)}`;
}

function after(open: readonly string[], token: string): readonly string[] {
  const tag = /^<(\/?)([a-z-]+)/u.exec(token);
  const name = tag?.[2];
  if (name === undefined) return open;
  return tag?.[1] === "/" ? open.slice(0, -1) : [...open, name];
}

function closing(open: readonly string[]): string {
  return open
    .toReversed()
    .map((name) => `</${name}>`)
    .join("");
}
