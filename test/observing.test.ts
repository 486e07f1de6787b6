import { expect, test } from "vitest";

import type { AppOptions } from "../src/app-options.ts";
import { readConfig } from "../src/config.ts";
import { createReporting } from "../src/observing.ts";
import type { Fetcher } from "../src/ports/fetcher.ts";
import { createMetrics } from "../src/web/metrics.ts";

const PING_URL = "https://watcher.example/ping/secret-of-nobody";

/** One replica and what it asks of the watcher. */
function aReplica(environment: Readonly<Record<string, string>>) {
  const asked: string[] = [];
  const fetcher: Fetcher = {
    async fetch({ url }) {
      asked.push(url);
      const failure = {
        kind: "unreachable",
        reason: "no network",
        status: null,
        retryAfterMs: null,
      } as const;
      return { kind: "failed", failure };
    },
  };
  const reading = readConfig(environment);
  if (!reading.ok) throw new Error(reading.faults.join());
  let nowMs = 0;
  let leads = true;
  const silent = (): void => undefined;
  const given: Pick<AppOptions, "config" | "version" | "timer" | "log"> = {
    config: reading.config,
    version: "1.2.3",
    timer: { nowMs: () => nowMs, sleep: () => Promise.resolve() },
    log: { info: silent, warn: silent, error: silent },
  };
  const network = { fetcher } as unknown as NonNullable<AppOptions["network"]>;
  const metrics = createMetrics("1.2.3", false);
  // Reporting needs no more of the options.
  const reporting = createReporting({ ...given, network } as AppOptions, { metrics }, () => leads);
  return {
    asked,
    reporting,
    later: (ms: number) => void (nowMs += ms),
    losesTheLead: () => void (leads = false),
    rounds: async (outcome: string) =>
      Number(
        new RegExp(`^navoli_polls_total\\{outcome="${outcome}"\\} (\\d+)$`, "mu").exec(
          await metrics.registry.metrics(),
        )?.[1],
      ),
  };
}

test("the replica that leads tells the watcher how rounds end", async () => {
  const { reporting, asked, later, rounds } = aReplica({ PING_URL });
  reporting.polled("well");
  later(60_000);
  reporting.polled("failed");
  expect(asked).toEqual([PING_URL, `${PING_URL}/fail`]);
  expect([await rounds("well"), await rounds("failed")]).toEqual([1, 1]);
});

test("a round that another replica took over is that one's to tell of", async () => {
  const { reporting, asked, losesTheLead, rounds } = aReplica({ PING_URL });
  losesTheLead();
  reporting.polled("failed");
  expect(asked).toEqual([]);
  expect(await rounds("failed")).toBe(0);
});

test("without a watcher rounds are counted all the same", async () => {
  const { reporting, asked, rounds } = aReplica({});
  reporting.polled("well");
  expect(asked).toEqual([]);
  expect(await rounds("well")).toBe(1);
});
