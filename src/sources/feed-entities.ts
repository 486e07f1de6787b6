import he from "he";

/** Entities of HTML → the signs that they stand for; by hand for the few that feeds are full of. */

export interface Entity {
  readonly sign: string;
  /** As written, in UTF-16 units. */
  readonly length: number;
}

/** With their semicolon: «&copy=1» of a link is no sign. */
const ENTITY = /^&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/iu;
/** These browsers read without it too. */
const OPEN_ENTITY = /^&(?:nbsp|laquo|raquo|quot|shy|amp|lt|gt)(?![\p{L}\p{N}=;])/iu;
const MAX_ENTITY = 34;

const LT: Entity = { sign: "<", length: 4 };
const GT: Entity = { sign: ">", length: 4 };
const AMP: Entity = { sign: "&", length: 5 };
const QUOT: Entity = { sign: '"', length: 6 };
const NBSP: Entity = { sign: "\u00a0", length: 6 };

/**
 * @param at where an ampersand stands
 * @returns null when it is only an ampersand
 */
export function entityAt(text: string, at: number): Entity | null {
  return frequentAt(text, at) ?? rareAt(text, at);
}

/** Each entity once: what comes out may hold entities again. */
export function decodeEntities(text: string): string {
  let decoded = "";
  let from = 0;
  for (let at = text.indexOf("&"); at >= 0; at = text.indexOf("&", at + 1)) {
    const entity = entityAt(text, at);
    if (entity === null) continue;
    decoded += text.slice(from, at) + entity.sign;
    from = at + entity.length;
    at = from - 1;
  }
  return from === 0 ? text : decoded + text.slice(from);
}

function frequentAt(text: string, at: number): Entity | null {
  switch (text.charAt(at + 1)) {
    case "l":
      return text.startsWith("lt;", at + 1) ? LT : null;
    case "g":
      return text.startsWith("gt;", at + 1) ? GT : null;
    case "a":
      return text.startsWith("amp;", at + 1) ? AMP : null;
    case "q":
      return text.startsWith("quot;", at + 1) ? QUOT : null;
    case "n":
      return text.startsWith("nbsp;", at + 1) ? NBSP : null;
    default:
      return null;
  }
}

function rareAt(text: string, at: number): Entity | null {
  const beginning = text.slice(at, at + MAX_ENTITY);
  const written = ENTITY.exec(beginning)?.[0];
  if (written !== undefined) return { sign: he.decode(written), length: written.length };
  const open = OPEN_ENTITY.exec(beginning)?.[0];
  return open === undefined ? null : { sign: he.decode(`${open};`), length: open.length };
}
