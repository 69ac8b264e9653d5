import { defineConfig } from 'vitest/config';

/** Properties that are tried many times over may take their time. */
const runs = Math.max(...['FUZZ_RUNS', 'ORDERS', 'NAIVE_RUNS'].map((name) => Number(process.env[name] ?? 0)));

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000 + runs * 1_000,
  },
});
