import { createServer } from "node:http";
import type { IncomingHttpHeaders, RequestListener } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** A server on loopback that misbehaves as a test says, and counts what reaches it. */
export interface HostileServer {
  readonly url: string;
  /** `host:port` */
  readonly host: string;
  readonly requests: IncomingHttpHeaders[];
  openSockets(): number;
  /** Resolves when the last socket is gone, or after two seconds. */
  quiet(): Promise<void>;
  close(): Promise<void>;
}

export async function aServer(serve: RequestListener): Promise<HostileServer> {
  const sockets = new Set<Socket>();
  const requests: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    requests.push(request.headers);
    response.on("error", () => undefined);
    request.socket.on("error", () => undefined);
    serve(request, response);
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((ready) => {
    server.listen(0, "127.0.0.1", ready);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    host: `127.0.0.1:${String(port)}`,
    requests,
    openSockets: () => sockets.size,
    async quiet() {
      for (let tries = 0; tries < 200 && sockets.size > 0; tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
