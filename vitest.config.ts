import { configDefaults, defineConfig } from 'vitest/config';

/** Properties that are tried many times over may take their time. */
const runs = Math.max(...['FUZZ_RUNS', 'ORDERS', 'NAIVE_RUNS'].map((name) => Number(process.env[name] ?? 0)));

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // They need a server (npm run test:aws) or a browser (npm run test:browser).
    exclude: [...configDefaults.exclude, 'test/aws/**', 'test/browser/**'],
    // Files share nothing: as many at once as the machine has processors.
    maxWorkers: '100%',
    testTimeout: 30_000 + runs * 1_000,
    hookTimeout: 60_000,
  },
});
