// With `--import`: the program starts without what takes the types out of its sources, which would stay in memory
// with it (30 MiB). A process that lives a second does it. Where it cannot start, Node does it itself, as usual.
import { spawnSync } from "node:child_process";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";

const WITHIN_MS = 30_000;
const MOST_BYTES = 64 * 1024 * 1024;

/** @returns {Map<string, string>} JavaScript by the URLs of the sources; lines and columns are the same */
function strippedSources() {
  const program = fileURLToPath(new URL("./strip-types.mjs", import.meta.url));
  // Without the environment: it holds secrets, and options that are meant for the program.
  const { status, stdout } = spawnSync(process.execPath, ["--no-warnings", program], {
    env: {},
    encoding: "utf8",
    timeout: WITHIN_MS,
    maxBuffer: MOST_BYTES,
    stdio: ["ignore", "pipe", "ignore"],
  });
  return new Map(status === 0 ? Object.entries(JSON.parse(stdout)) : []);
}

// The parser of HTTP is WebAssembly, one huge function: compiling it once more, for speed that nothing here would
// notice, takes 30 MiB, most of which never come back.
for (const flag of ["--no-wasm-tier-up", "--no-wasm-dynamic-tiering"]) setFlagsFromString(flag);
const sources = strippedSources();
registerHooks({
  load(url, context, next) {
    const source = sources.get(url);
    if (source === undefined) return next(url, context);
    sources.delete(url);
    return { format: "module", source, shortCircuit: true };
  },
});
