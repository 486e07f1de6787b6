import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";

import { systemTimer } from "../../src/system/timer.ts";
import { createMetrics } from "../../src/web/metrics.ts";
import { createExposition } from "../../src/web/metrics-state.ts";

const read = (name: string): string => readFileSync(join(import.meta.dirname, "../../deploy", name), "utf8");

interface Target {
  readonly expr: string;
  readonly legendFormat: string;
}

interface Panel {
  readonly id: number;
  readonly title: string;
  readonly type: string;
  readonly targets?: readonly Target[];
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
}

const { panels } = JSON.parse(read("grafana-dashboard.json")) as { readonly panels: readonly Panel[] };
const { groups } = parse(read("prometheus-alerts.yml")) as {
  readonly groups: readonly {
    readonly rules: readonly {
      readonly alert: string;
      readonly expr: string;
      readonly labels: { readonly severity: string };
      readonly annotations: { readonly summary: string };
    }[];
  }[];
};
const rules = groups.flatMap((group) => group.rules);
const targets = panels.flatMap((panel) => panel.targets ?? []);

/** Names of series, as a query has to write them. */
let exported: ReadonlySet<string>;
let labelled: ReadonlySet<string>;

beforeAll(async () => {
  const metrics = createMetrics("1.2.3", true);
  metrics.answered("help", 0.01, "answered");
  const expose = createExposition({
    registry: metrics.registry,
    clock: { now: () => new Date() },
    timer: systemTimer,
    outbox: { counts: async () => ({}) },
    dueSince: async () => null,
    switches: { halted: async () => null },
    sources: async () => [{ id: "test", state: "ok", lastSuccess: new Date() }],
    delivery: () => ({ circuitOpen: false, storeFailing: false, shutForMs: 0, inFlight: 0 }),
    lastPollAt: () => new Date(),
    leads: () => true,
    subscribers: () => 0,
  });
  const { text } = await expose();
  exported = new Set([...text.matchAll(/^([a-z_0-9]+)[{ ]/gmu)].map(([, name]) => name ?? ""));
  labelled = new Set(
    [...text.matchAll(/[{,]([a-z]+)="([^"]*)"/gmu)].map(([, key, value]) => `${key ?? ""}=${value ?? ""}`),
  );
});

const metricsOf = (expr: string): string[] => expr.match(/\b(?:navoli|nodejs|process)_[a-z0-9_]+/gu) ?? [];

test.each([...targets, ...rules].map(({ expr }) => expr))("every metric of `%s` is exported", (expr) => {
  // `up` is Prometheus' own.
  expect(metricsOf(expr).length + Number(/\bup\{/u.test(expr))).toBeGreaterThan(0);
  for (const name of metricsOf(expr)) expect([...exported]).toContain(name);
});

test("outcomes and states that are asked for are those that are told", () => {
  const asked = [...targets, ...rules].flatMap(({ expr }) => [
    ...expr.matchAll(/\b(outcome|state)=~?"([^"]+)"/gu),
  ]);
  expect(asked.length).toBeGreaterThan(3);
  for (const [, key, values] of asked) {
    // An answer that failed is no part of this run.
    const told = (values ?? "").split("|").filter((value) => value !== "failed");
    for (const value of told) expect([...labelled]).toContain(`${key ?? ""}=${value}`);
  }
});

describe("the dashboard", () => {
  test("shows every metric of ours but the pieces of histograms", () => {
    const shown = new Set(targets.flatMap(({ expr }) => metricsOf(expr)));
    const ours = [...exported].filter(
      (name) => name.startsWith("navoli_") && !/_(?:sum|count|bucket)$/u.test(name),
    );
    // It says what `storeUp` says, of one process, and stands in the alarms.
    expect(ours.filter((name) => !shown.has(name))).toEqual(["navoli_store_failing"]);
  });

  test("has panels with titles of their own that do not overlap", () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const taken = new Set<string>();
    for (const { gridPos, title } of panels) {
      expect(title).not.toBe("");
      expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1) {
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
          expect(taken.has(`${String(x)}:${String(y)}`)).toBe(false);
          taken.add(`${String(x)}:${String(y)}`);
        }
      }
    }
  });
});

test("every alarm says what is the matter and how grave it is", () => {
  expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
  for (const { alert, labels, annotations } of rules) {
    expect(alert).toMatch(/^Navoli[A-Z]/u);
    expect(["warning", "critical"]).toContain(labels.severity);
    expect(annotations.summary.length).toBeGreaterThan(10);
  }
});
