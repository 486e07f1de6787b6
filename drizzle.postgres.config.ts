import type { Config } from "drizzle-kit";

// `npm run migrations` writes SQL into `out`; it is read before it is committed and never edited after.
const config: Config = {
  dialect: "postgresql",
  schema: ["schema", "card-schema", "reader-schema", "replica-schema"].map(
    (name) => `./src/store/postgres/${name}.ts`,
  ),
  out: "./migrations/postgres",
  casing: "snake_case",
};

export default config;
