import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasRuntimeClient, runtimeFolder } from './runtime-client.ts';

/** The one whose behaviour the tests were written against. */
const version = '4.0.2';

const tools = ['g++', 'cmake', 'make'];

const isThere = (tool: string): boolean => spawnSync(tool, ['--version'], { stdio: 'ignore' }).status === 0;

/** Installs what it takes to run a packaged function as Lambda does. It compiles for about a minute: no part of `npm install`. */
const install = (): string | undefined => {
  if (hasRuntimeClient()) return undefined;
  const missing = tools.filter((tool) => !isThere(tool));
  if (missing.length > 0) return `${missing.join(', ')} not installed`;
  mkdirSync(runtimeFolder, { recursive: true });
  writeFileSync(join(runtimeFolder, 'package.json'), '{ "private": true }\n');
  console.log(`installing aws-lambda-ric ${version}, which compiles for about a minute`);
  const words = ['install', '--prefix', runtimeFolder, '--no-save', `aws-lambda-ric@${version}`];
  const { status, stderr } = spawnSync('npm', words, { cwd: runtimeFolder, encoding: 'utf8' });
  if (status !== 0) return `npm install ended with ${status}: ${stderr.trim().split('\n').slice(-5).join(' ')}`;
  return hasRuntimeClient() ? undefined : 'it does not compile on this system';
};

const reason = install();
if (reason !== undefined)
  console.log(`not run: without the Lambda runtime client no packaged function runs (${reason})`);
