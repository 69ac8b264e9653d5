import { defineConfig } from 'vitest/config';
import { chromium } from './test/browser/chromium.ts';

/** Not everybody has a browser that can be driven, and no other test needs one. */
const browser = chromium();
if (browser === undefined) console.log('not run: no Chromium is installed (apt-get install chromium)');

export default defineConfig({
  test: {
    include: browser === undefined ? [] : ['test/browser/**/*.test.ts'],
    passWithNoTests: browser === undefined,
    provide: { browser: browser ?? '' },
    testTimeout: 60_000,
  },
});
