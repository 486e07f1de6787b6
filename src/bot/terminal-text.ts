/** Telegram's HTML as a terminal shows it. */

const STYLES: Readonly<Record<string, readonly [open: string, close: string]>> = {
  b: ["\u001B[1m", "\u001B[22m"],
  strong: ["\u001B[1m", "\u001B[22m"],
  i: ["\u001B[3m", "\u001B[23m"],
  em: ["\u001B[3m", "\u001B[23m"],
  u: ["\u001B[4m", "\u001B[24m"],
  s: ["\u001B[9m", "\u001B[29m"],
  code: ["\u001B[2m", "\u001B[22m"],
};

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"' };

export interface TerminalLook {
  /** Bold and the like as escape sequences. */
  readonly colour: boolean;
  /** Columns of text. */
  readonly width: number;
}

/** Lines as they stand in the terminal: wrapped, links with their address, quotes behind a bar. */
export function terminalLines(markup: string, look: TerminalLook): readonly string[] {
  return markup.split(/(<blockquote[^>]*>.*?<\/blockquote>)/su).flatMap((part) => partLines(part, look));
}

function partLines(part: string, look: TerminalLook): readonly string[] {
  const quoted = /^<blockquote[^>]*>(.*)<\/blockquote>$/su.exec(part)?.[1];
  if (quoted !== undefined) {
    return textLines(quoted, { ...look, width: look.width - 2 }).map((line) => `▏ ${line}`);
  }
  const text = part.replace(/^\n|\n$/gu, "");
  return part === "" || (text === "" && part !== "\n\n") ? [] : textLines(text, look);
}

function textLines(markup: string, { colour, width }: TerminalLook): readonly string[] {
  return styled(markup, colour)
    .split("\n")
    .flatMap((line) => wrapped(line, width));
}

function styled(markup: string, colour: boolean): string {
  const hrefs: string[] = [];
  return markup.replace(/<(\/?)([a-z-]+)([^>]*)>|&([a-z]+);/gu, (...found: readonly unknown[]) => {
    const [, slash, tag, attributes, entity] = found.map((each) => (typeof each === "string" ? each : ""));
    if (entity !== undefined && entity !== "") return ENTITIES[entity] ?? "";
    if (tag === "a") {
      if (slash === "") hrefs.push(decoded(/href="([^"]*)"/u.exec(attributes ?? "")?.[1] ?? ""));
      return slash === "" ? "" : ` ‹${hrefs.pop() ?? ""}›`;
    }
    const style = colour ? STYLES[tag ?? ""] : undefined;
    return style?.[slash === "" ? 0 : 1] ?? "";
  });
}

function decoded(text: string): string {
  return text.replace(/&([a-z]+);/gu, (_, name: string) => ENTITIES[name] ?? "");
}

/** Wraps at spaces; escape sequences take no room. */
function wrapped(line: string, width: number): readonly string[] {
  const rows: string[] = [];
  let row = "";
  for (const word of line.split(" ")) {
    const joined = row === "" ? word : `${row} ${word}`;
    if (row !== "" && shownLength(joined) > width) {
      rows.push(row);
      row = word;
    } else row = joined;
  }
  return [...rows, row];
}

function shownLength(text: string): number {
  // oxlint-disable-next-line no-control-regex -- our own escape sequences begin with it
  return Array.from(text.replace(/\u001B\[\d+m/gu, "")).length;
}
