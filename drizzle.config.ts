import type { Config } from "drizzle-kit";

// `npm run migrations` writes SQL into `out`; it is read before it is committed and never edited after.
const config: Config = {
  dialect: "sqlite",
  schema: [
    "./src/store/sqlite/schema.ts",
    "./src/store/sqlite/card-schema.ts",
    "./src/store/sqlite/reader-schema.ts",
  ],
  out: "./migrations/sqlite",
  casing: "snake_case",
};

export default config;
