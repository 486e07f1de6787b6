import { hostsOf } from "./alert/links.ts";
import type { AppOptions } from "./app-options.ts";
import type { Channel, Running } from "./channel.ts";
import type { Deliverer } from "./deliver/step.ts";
import type { Polling } from "./polling.ts";
import type { Stages } from "./stages.ts";
import { type Readiness, startWebServer, type WebServer } from "./web/server.ts";

const POLL_OVERDUE_MS = 10 * 60_000;

/** Without its database it can do nothing; what is wrong with it stands in the log of whoever wanted it. */
function unreadable(): Readiness {
  return { ready: false, checks: { database: "unreadable" } };
}

export interface Watched {
  readonly stages: Pick<Stages, "lastPollAt">;
  readonly polling: Pick<Polling, "leads">;
  readonly deliverer: Pick<Deliverer, "status">;
}

/** The role `web`: health, public feeds, and Telegram's calls. */
export function createWeb(
  options: AppOptions,
  webhook: Channel["webhook"],
  watched: Watched,
): Running | null {
  const { config, storage, clock, log, sources } = options;
  const { httpHost: host, httpPort: port } = config;
  if (port === null) return null;
  const readiness = createReadiness(options, watched);
  const publicPorts = {
    reading: storage.reading,
    clock,
    allowedHosts: hostsOf(sources),
    listName: (id: string) => sources.trackers.find((list) => list.id === id)?.outlet ?? id,
  };
  let server: WebServer | null = null;
  return {
    async start() {
      server = await startWebServer({
        host,
        port,
        readiness: () => readiness().catch(unreadable),
        webhook,
        publicPorts,
      });
      log.info("web_listening", { port: server.port });
    },
    async stop() {
      await server?.close();
    },
  };
}

function createReadiness(
  { storage, clock }: AppOptions,
  { stages, polling, deliverer }: Watched,
): () => Promise<Readiness> {
  const startedAt = clock.now();
  return async () => {
    const register = await storage.reading.registerVersion();
    const sincePollMs = clock.now().getTime() - (stages.lastPollAt() ?? startedAt).getTime();
    const isPolling = !polling.leads() || sincePollMs < POLL_OVERDUE_MS;
    const { circuitOpen, storeFailing, inFlight } = deliverer.status();
    return {
      ready: isPolling && !circuitOpen && !storeFailing,
      checks: {
        register,
        leads: polling.leads(),
        sincePollMs,
        circuitOpen,
        storeFailing,
        inFlight,
        queued: (await storage.outbox.counts())["queued"] ?? 0,
      },
    };
  };
}
