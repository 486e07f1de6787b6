import { hostsOf } from "./alert/links.ts";
import type { AppOptions } from "./app-options.ts";
import type { Channel, Running } from "./channel.ts";
import { createWatching, type Watched } from "./observing.ts";
import { startWebServer, type WebServer } from "./web/server.ts";

/** The role `web`: health, figures, public feeds, and Telegram's calls. */
export function createWeb(
  options: AppOptions,
  webhook: Channel["webhook"],
  watched: Watched,
): Running | null {
  const { config, storage, clock, log, sources } = options;
  const { httpHost: host, httpPort: port } = config;
  if (port === null) return null;
  const watching = createWatching(options, watched);
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
        ...watching,
        webhook,
        publicPorts,
        failed: (error) => log.error("web_failed", error),
      });
      log.info("web_listening", { port: server.port });
    },
    async stop() {
      await server?.close();
    },
  };
}
