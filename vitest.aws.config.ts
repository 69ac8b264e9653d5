import { spawnSync } from 'node:child_process';
import { defineConfig } from 'vitest/config';
import { hasRuntimeClient } from './test/aws/runtime-client.ts';

/** moto, which stands for AWS here, is a Python program: not everybody has it, and no other test needs it. */
const isThere = (tool: string, word = '--help'): boolean => spawnSync(tool, [word], { stdio: 'ignore' }).status === 0;
const hasMoto = isThere('moto_server');
const hasLint = isThere('cfn-lint');
const hasAws = isThere('aws', '--version');
if (!hasLint) console.log('not run: cfn-lint is not installed');
if (hasMoto && !hasAws) console.log('not run: the command line of AWS is not installed, and documents use it');
if (!hasMoto) console.log('not run: moto_server is not installed');

/** These run packaged functions (test/aws/install-runtime-client.ts says why it is not there). */
const needClient = hasRuntimeClient() ? [] : ['test/aws/service.test.ts'];

export default defineConfig({
  test: {
    include: hasMoto ? ['test/aws/**/*.test.ts'] : [],
    exclude: ['**/node_modules/**', ...needClient, ...(hasAws ? [] : ['test/aws/documents.test.ts'])],
    passWithNoTests: !hasMoto,
    provide: { hasLint },
    globalSetup: hasMoto ? ['test/aws/moto.ts'] : [],
    // One server: its tables are made and asked one after the other.
    fileParallelism: false,
    testTimeout: 120_000,
  },
});
