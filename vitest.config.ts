import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 20_000,
    env: { TZ: "UTC" },
    coverage: { include: ["src/**/*.ts"], reporter: ["text-summary", "html"] },
  },
});
