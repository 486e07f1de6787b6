import { pino } from "pino";
import type { DestinationStream, Level } from "pino";
import pretty from "pino-pretty";
import type { Log } from "../ports/log.ts";
import { factsOfError, safeFacts } from "./log-error.ts";

export interface LogOptions {
  readonly level: Level | "silent";
  /** For people at a terminal; else one JSON object a line. */
  readonly pretty: boolean;
  /** Without it: stderr. */
  readonly destination?: DestinationStream;
}

const STDERR = 2;

/** The operator's log. Nothing gets into it but event names, safe facts and the bones of errors. */
export function createLog(options: LogOptions): Log {
  const logger = pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      messageKey: "event",
    },
    destinationOf(options),
  );
  return {
    info: (event, facts = {}) => logger.info(safeFacts(facts), event),
    warn: (event, facts = {}) => logger.warn(safeFacts(facts), event),
    error: (event, error, facts = {}) =>
      logger.error({ ...safeFacts(facts), error: factsOfError(error) }, event),
  };
}

function destinationOf({ pretty: isPretty, destination }: LogOptions): DestinationStream {
  // Written at once: what a crash leaves unwritten is what one looks for.
  const raw = destination ?? pino.destination({ dest: STDERR, sync: true });
  if (!isPretty) return raw;
  const prettify = pretty.prettyFactory({
    messageKey: "event",
    translateTime: "SYS:HH:MM:ss",
    colorize: destination === undefined,
  });
  return { write: (line) => raw.write(prettify(line)) };
}
