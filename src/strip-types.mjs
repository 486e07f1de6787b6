// Run by lean-start.mjs in a process of its own: writes the sources without their types, as JSON by their URLs.
import { readdirSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";

const folder = new URL("./", import.meta.url);
const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => new URL(name.replaceAll("\\", "/"), folder));
const stripped = sources.map((url) => [url.href, stripTypeScriptTypes(readFileSync(url, "utf8"))]);
process.stdout.write(JSON.stringify(Object.fromEntries(stripped)));
