import type { Sources } from "../domain/source.ts";
import { MINUTE_MS } from "../domain/time.ts";
import { DEMO_FEEDS } from "./scenario.ts";

/** The source list of the demo: asked on loopback, with the real host beside it, so that alerts may link there. */
export function demoSources(address: string): Sources {
  const everyMs = 5 * MINUTE_MS;
  return {
    feeds: DEMO_FEEDS.map(({ id, outlet, host, language, tier }) => ({
      id,
      outlet,
      url: `http://${address}/${id}.xml`,
      mirrors: [`https://${host}/`],
      language,
      tier,
      everyMs,
      status: "active" as const,
      note: null,
    })),
    trackers: [
      {
        id: "viasna-list",
        outlet: "Вясна",
        kind: "viasna-csv",
        url: `http://${address}/list.csv`,
        mirrors: ["https://prisoners.spring96.org/"],
        everyMs,
        status: "active",
        note: null,
      },
    ],
  };
}
