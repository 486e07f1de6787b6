import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 20_000,
    // One less is the default: on two processors no file would run beside one that waits for processes.
    maxWorkers: availableParallelism(),
    env: { TZ: "UTC" },
    coverage: { include: ["src/**/*.ts"], reporter: ["text-summary", "html"] },
  },
});
