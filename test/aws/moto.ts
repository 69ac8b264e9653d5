import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { account } from '../infra/stacks.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where moto listens. */
    endpoint: string;
    /** Whether cfn-lint is installed. */
    hasLint: boolean;
  }
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

/** Starts moto for all tests, as the account of the example week, and stops it after the last. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const port = await freePort();
  const server = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], {
    env: { ...process.env, MOTO_ACCOUNT_ID: account },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await new Promise<void>((resolve, reject) => {
    let heard = '';
    server.on('error', reject);
    server.on('exit', () => reject(new Error(`moto_server has ended: ${heard}`)));
    // It goes on writing a line a request: what nobody reads would fill the pipe in the end.
    server.stderr.on('data', (chunk: Buffer) => {
      if (heard.length < 10_000) heard += chunk.toString();
      if (heard.includes('Running on')) resolve();
    });
  });
  project.provide('endpoint', `http://127.0.0.1:${port}`);
  return async () => {
    server.kill('SIGKILL');
    await once(server, 'exit');
  };
};
