import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { runtimeClient } from './runtime-client.ts';

/** A packaged function, unpacked. */
export interface PackagedFunction {
  name: string;
  /** `functions/evaluate/handler.handler`, as Lambda is told. */
  handler: string;
  folder: string;
  environment: Readonly<Record<string, string>>;
}

/** A running function. */
export interface LambdaProcess {
  /** What the handler answers; throws what it threw, and where the process ends. */
  invoke(event: unknown): Promise<unknown>;
  /** From the start of the process until its first answer. */
  firstAnswer(): number | undefined;
  /** What it has written so far, to either stream. */
  written(): string;
  close(): Promise<void>;
}

interface Invocation {
  id: string;
  event: string;
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

const timeout = 30_000;

/**
 * Runs a packaged function as Lambda does: the real runtime client in a process of its own, which asks this server for events
 * and hands it the answers. [Lambda developer guide, runtime API, version 2018-06-01]
 */
export const lambdaProcess = async ({
  name,
  handler,
  folder,
  environment,
}: PackagedFunction): Promise<LambdaProcess> => {
  const waiting: Invocation[] = [];
  const running = new Map<string, Invocation>();
  let asking: ServerResponse | undefined;
  let end: Error | undefined;
  let first: number | undefined;
  let text = '';

  const handOver = (): void => {
    const invocation = asking && waiting.shift();
    if (!asking || !invocation) return;
    running.set(invocation.id, invocation);
    asking.writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': invocation.id,
      'lambda-runtime-deadline-ms': String(Date.now() + timeout),
      'lambda-runtime-invoked-function-arn': `arn:aws:lambda:${environment['AWS_REGION']}:111122223333:function:${name}`,
    });
    asking.end(invocation.event);
    asking = undefined;
  };

  const failAll = (error: Error): void => {
    end ??= error;
    for (const { reject } of [...waiting.splice(0), ...running.values()]) reject(end);
    running.clear();
  };

  const answered = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? '').replace('/2018-06-01/runtime/', '');
    if (path === 'invocation/next') {
      asking = response;
      handOver();
      return;
    }
    const body = await bodyOf(request);
    response.writeHead(202).end();
    if (path === 'init/error') {
      failAll(new Error(`${name} does not start: ${body}`));
      return;
    }
    const [, id = '', kind] = path.split('/');
    const invocation = running.get(id);
    running.delete(id);
    if (kind === 'error') invocation?.reject(new Error(body));
    else invocation?.resolve(body === '' ? undefined : JSON.parse(body));
  };

  const server = createServer((request, response) => {
    answered(request, response).catch(failAll);
  });
  // The client asks and waits for as long as there is nothing to do.
  server.requestTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const begun = performance.now();
  const child = spawn(process.execPath, [runtimeClient, handler], {
    cwd: folder,
    env: {
      ...environment,
      PATH: process.env['PATH'],
      TZ: ':UTC',
      LAMBDA_TASK_ROOT: folder,
      AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${(server.address() as AddressInfo).port}`,
      AWS_LAMBDA_FUNCTION_NAME: name,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
      AWS_LAMBDA_LOG_STREAM_NAME: 'test',
      _HANDLER: handler,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = once(child, 'exit');
  child.once('error', failAll);
  child.once('exit', (code, signal) =>
    failAll(new Error(`${name} has ended (${code ?? signal}): ${text.slice(-2_000)}`)),
  );

  return {
    invoke: async (event) => {
      if (end) throw end;
      const answer = await new Promise<unknown>((resolve, reject) => {
        waiting.push({ id: randomUUID(), event: JSON.stringify(event), resolve, reject });
        handOver();
      });
      first ??= performance.now() - begun;
      return answer;
    },
    firstAnswer: () => first,
    written: () => text,
    // The client first: one that loses its server says so at length.
    close: async () => {
      child.kill('SIGKILL');
      await ended;
      server.closeAllConnections();
      server.close();
    },
  };
};
