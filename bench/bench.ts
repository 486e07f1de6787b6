/** `npm run bench` prints all figures, `npm run bench -- names merge` those of the named parts. */
type Bench = { run(print: (line: string) => void, args: readonly string[]): Promise<void> };

const PARTS: Readonly<Record<string, () => Promise<Bench>>> = {
  names: () => import("./names.ts"),
  classify: () => import("./classify.ts"),
  "people-of": () => import("./people-of.ts"),
  feeds: () => import("./feeds.ts"),
  tracker: () => import("./tracker.ts"),
  store: () => import("./store.ts"),
  merge: () => import("./merge.ts"),
  bot: () => import("./bot.ts"),
  deliver: () => import("./deliver.ts"),
  figures: () => import("./figures.ts"),
  replicas: () => import("./replicas.ts"),
  postgres: () => import("./postgres.ts"),
};

const wanted = process.argv.slice(2).filter((word) => !word.startsWith("-"));
const options = process.argv.slice(2).filter((word) => word.startsWith("-"));
const unknown = wanted.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  process.stderr.write(`unknown part ${unknown.join(", ")}; there are ${Object.keys(PARTS).join(", ")}\n`);
  process.exit(2);
}
for (const [name, load] of Object.entries(PARTS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const bench = await load();
  await bench.run((line) => process.stdout.write(`${name}: ${line}\n`), options);
}
