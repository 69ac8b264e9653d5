import { spawnSync } from 'node:child_process';
import { defineConfig } from 'vitest/config';
import { hasRuntimeClient } from './test/aws/runtime-client.ts';

/** moto, which stands for AWS here, is a Python program: not everybody has it, and no other test needs it. */
const isThere = (tool: string): boolean => spawnSync(tool, ['--help'], { stdio: 'ignore' }).status === 0;
const hasMoto = isThere('moto_server');
const hasLint = isThere('cfn-lint');
if (!hasLint) console.log('not run: cfn-lint is not installed');
if (!hasMoto) console.log('not run: moto_server is not installed');

/** These run packaged functions (test/aws/install-runtime-client.ts says why it is not there). */
const needClient = hasRuntimeClient() ? [] : ['test/aws/service.test.ts'];

export default defineConfig({
  test: {
    include: hasMoto ? ['test/aws/**/*.test.ts'] : [],
    exclude: ['**/node_modules/**', ...needClient],
    passWithNoTests: !hasMoto,
    provide: { hasLint },
    globalSetup: hasMoto ? ['test/aws/moto.ts'] : [],
    // One server: its tables are made and asked one after the other.
    fileParallelism: false,
    testTimeout: 120_000,
  },
});
