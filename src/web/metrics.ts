import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

/** What became of deliveries, as it is counted. `again`: it is tried once more; `busy`: Telegram said 429. */
const DELIVERY_OUTCOMES = ["sent", "edited", "gone", "moved", "expired", "unsure", "again", "busy"] as const;
export type DeliveryOutcome = (typeof DELIVERY_OUTCOMES)[number];

const POLL_OUTCOMES = ["well", "failed"] as const;

/** How long an alert took. */
export type Dwell = keyof typeof DWELLS;

export interface Metrics {
  readonly registry: Registry;
  /** A delivery came to an end, or to its next try. */
  delivered(outcome: DeliveryOutcome): void;
  dwelt(which: Dwell, seconds: number): void;
  /** An update of Telegram was handled; `command` is one of a fixed list, never what somebody wrote. */
  answered(command: string, seconds: number, outcome: "answered" | "failed"): void;
  /** A round over the sources is over. */
  polled(outcome: (typeof POLL_OUTCOMES)[number]): void;
}

/** From a second to an hour. */
const DWELL_BUCKETS = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600];
/** A reader notices a second; Telegram calls a webhook again after some. */
const ANSWER_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const DWELLS = {
  publicationToFirst: {
    name: "navoli_publication_to_first_delivery_seconds",
    help: "From the publication of news, by the source's own word, to the first delivery of its alert.",
  },
  publicationToLast: {
    name: "navoli_publication_to_last_delivery_seconds",
    help: "From the publication of news to the last delivery of its alert that was not put off by quiet hours.",
  },
  seenToFirst: {
    name: "navoli_first_seen_to_first_delivery_seconds",
    help: "From the first sight of news in a source to the first delivery of its alert.",
  },
  decisionToLast: {
    name: "navoli_decision_to_last_delivery_seconds",
    help: "From the decision to tell, by rule or by a moderator, to the last delivery of the alert.",
  },
} as const;

/**
 * What Prometheus is told of. Labels come from fixed lists and from the source list; nothing about a reader, a
 * person or a text can become one.
 *
 * @param ofProcess memory, processor and event loop too: watching them costs a little all the time, and lasts as long
 *   as the process
 */
export function createMetrics(version: string, ofProcess: boolean): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (ofProcess) collectDefaultMetrics({ register: registry });
  new Gauge({
    name: "navoli_build_info",
    help: "Always 1; the version is its label.",
    labelNames: ["version"],
    registers,
  }).set({ version }, 1);
  const delivered = outcomes(
    registry,
    "navoli_deliveries_total",
    DELIVERY_OUTCOMES,
    "Deliveries of this process by what became of them.",
  );
  const polled = outcomes(
    registry,
    "navoli_polls_total",
    POLL_OUTCOMES,
    "Rounds of this process over the due sources.",
  );
  const dwells = new Map(
    Object.entries(DWELLS).map(([which, { name, help }]) => [
      which,
      new Histogram({ name, help, buckets: DWELL_BUCKETS, registers }),
    ]),
  );
  const answers = new Histogram({
    name: "navoli_answer_seconds",
    help: "Time from an update to the end of its handling, by command.",
    labelNames: ["command", "outcome"],
    buckets: ANSWER_BUCKETS,
    registers,
  });
  return {
    registry,
    delivered,
    polled,
    // Sources and we read different clocks.
    dwelt: (which, seconds) => dwells.get(which)?.observe(Math.max(0, seconds)),
    answered: (command, seconds, outcome) => {
      answers.observe({ command, outcome }, seconds);
    },
  };
}

/** Each outcome is there from the start, as 0, so that the first one is a rise. */
function outcomes<O extends string>(
  registry: Registry,
  name: string,
  all: readonly O[],
  help: string,
): (outcome: O) => void {
  const counter = new Counter({ name, help, labelNames: ["outcome"], registers: [registry] });
  for (const outcome of all) counter.inc({ outcome }, 0);
  return (outcome) => {
    counter.inc({ outcome });
  };
}
