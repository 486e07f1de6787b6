import type { ItemTrace } from "../ports/event-store.ts";
import type { CommandIo } from "./command.ts";
import { openForCommand } from "./open.ts";

/** Why a stored item became what it became: the judges' reasons, the event, the decision. */
export async function explain(io: CommandIo): Promise<number> {
  const [urlOrKey, ...rest] = io.args;
  if (urlOrKey === undefined || rest.length > 0) {
    io.stderr("usage: explain URL_OR_GUID");
    return 2;
  }
  const opened = await openForCommand(io, false);
  if (typeof opened === "number") return opened;
  const trace = await opened.storage.items.trace(urlOrKey);
  await opened.storage.close();
  if (trace === null) {
    io.stderr("no stored item has this URL, guid or id");
    return 1;
  }
  io.stdout(JSON.stringify(trace));
  story(trace).forEach((line) => io.stderr(line));
  return 0;
}

function story({ item, classification, findings, events, decisions }: ItemTrace): readonly string[] {
  return [
    `${item.outlet} (${item.tier}), ${item.publishedAt.toISOString()}, ${item.standing}`,
    item.title,
    classification === null
      ? "not classified yet"
      : `→ ${classification.labels.join(", ")}; route ${classification.route}; ${classification.reasons.join("; ")}`,
    ...findings.map(
      ({ kind, route, people }) =>
        `→ finding: ${kind}, ${route}, ${people.map(({ name }) => name).join(", ")}`,
    ),
    ...events.map(
      ({ id, kind, certainty, reports }) =>
        `→ event ${id}: ${kind}, ${certainty}, ${String(reports.length)} reports`,
    ),
    ...decisions.map(
      ({ eventId, version, kind, reason }) => `→ ${eventId} version ${String(version)}: ${kind}, ${reason}`,
    ),
  ];
}
