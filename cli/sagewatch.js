#!/usr/bin/env node
// Plain JavaScript for whatever Node the machine has: it finds a Node 24 and hands over to the program.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import v8 from 'node:v8';

const wanted = 24;
const here = fileURLToPath(import.meta.url);

const refuse = (why) => {
  process.stderr.write(`sagewatch needs Node ${wanted} or newer; this is ${process.version}${why}\n`);
  process.exit(2);
};

/** Node refuses to strip types under node_modules, so an installed package runs its bundle. */
const run = () => {
  module.enableCompileCache?.();
  // Records are garbage a moment after they are read: a nursery that does not grow keeps a run over gigabytes below 300 MB, at no cost in time.
  v8.setFlagsFromString('--semi-space-growth-factor=1');
  const installed = /[\\/]node_modules[\\/]/.test(here);
  return import(installed ? '../dist/sagewatch.js' : './sagewatch.ts');
};

/** The Node 24 that comes as an optional dependency, where there is one for this platform. */
const bundledNode = () => {
  try {
    const require = module.createRequire(import.meta.url);
    const home = dirname(require.resolve(`node-${process.platform}-${process.arch}/package.json`));
    return [join(home, 'bin', 'node')].find(existsSync);
  } catch {
    return undefined;
  }
};

const handOver = (node) => {
  const child = spawn(node, [here, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, SAGEWATCH_HANDED_OVER: '1' },
  });
  // A terminal sends its Ctrl-C to both of us: passing it on would make it two.
  const onTerminal = [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2'];
  for (const signal of signals) {
    process.on(signal, () => {
      if (!(onTerminal && (signal === 'SIGINT' || signal === 'SIGQUIT'))) child.kill(signal);
    });
  }
  child.on('error', ({ message }) => refuse(`, and the one that came with it does not start (${message})`));
  child.on('exit', (code, signal) => {
    for (const name of signals) process.removeAllListeners(name);
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
    if (signal) process.kill(process.pid, signal);
  });
};

const node = bundledNode();
if (Number.parseInt(process.versions.node, 10) >= wanted) await run();
else if (node && !process.env.SAGEWATCH_HANDED_OVER) handOver(node);
else refuse('. Install it from https://nodejs.org');
