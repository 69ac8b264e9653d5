import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { blockKitFaults } from './block-kit.ts';

/** How Slack behaves towards one request. */
export type Behaviour =
  | { kind: 'takes' }
  | { kind: 'answers'; status: number; body: string; headers?: Readonly<Record<string, string>> }
  /** Takes the message, and the connection breaks before the answer. */
  | { kind: 'takes-and-breaks' }
  | { kind: 'hangs' }
  | { kind: 'hangs-within' }
  | { kind: 'resets' };

/** A request as it came. */
export interface Asked {
  path: string;
  authorization: string | undefined;
  message: Record<string, unknown>;
}

/** A Slack of one's own on this machine: webhooks under /services, the Web API under /api. */
export const slackStandIn = async () => {
  const asked: Asked[] = [];
  /** Messages that it took, with the errors of those that real Slack would not have taken. */
  const taken: Asked[] = [];
  const faults: string[] = [];
  let behaviours: Behaviour[] = [];
  let whenHanging = (): void => undefined;

  const bodyOf = async (request: IncomingMessage): Promise<string> => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk as Uint8Array);
    return Buffer.concat(chunks).toString('utf8');
  };

  const take = (one: Asked): string => {
    const found = blockKitFaults(one.message);
    faults.push(...found);
    if (found.length > 0) return JSON.stringify({ ok: false, error: 'invalid_blocks' });
    taken.push(one);
    const ts = typeof one.message.ts === 'string' ? one.message.ts : `1700000000.00000${taken.length}`;
    return one.path.startsWith('/api/') ? JSON.stringify({ ok: true, channel: one.message.channel, ts }) : 'ok';
  };

  const behave = (behaviour: Behaviour, one: Asked, request: IncomingMessage, response: ServerResponse): void => {
    switch (behaviour.kind) {
      case 'takes':
        response.writeHead(200).end(take(one));
        return;
      case 'answers':
        response.writeHead(behaviour.status, behaviour.headers).end(behaviour.body);
        return;
      case 'takes-and-breaks':
        take(one);
        request.socket.resetAndDestroy();
        return;
      case 'hangs':
        whenHanging();
        return;
      case 'hangs-within':
        response.writeHead(200, { 'content-length': '1000' });
        response.write('{"ok":', () => whenHanging());
        return;
      case 'resets':
        request.socket.resetAndDestroy();
    }
  };

  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const one: Asked = {
        path: request.url ?? '',
        authorization: request.headers.authorization,
        message: JSON.parse(body) as Asked['message'],
      };
      asked.push(one);
      behave(behaviours.shift() ?? { kind: 'takes' }, one, request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    taken,
    faults,
    /** What it does with the next requests; afterwards it takes whatever comes. */
    next: (...following: readonly Behaviour[]): void => {
      behaviours = [...following];
      asked.length = 0;
      taken.length = 0;
    },
    /** Requests that give up as soon as Slack hangs, and not before. */
    wire: {
      fetch: (...args: Parameters<typeof fetch>) => fetch(...args),
      timeout: (): AbortSignal => {
        const controller = new AbortController();
        whenHanging = () => controller.abort(new DOMException('too late', 'TimeoutError'));
        return controller.signal;
      },
    },
    close: (): Promise<void> =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
