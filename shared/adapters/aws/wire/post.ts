import type { Agent as PlainAgent, ClientRequest } from 'node:http';
import { Agent, request as secureRequest, type RequestOptions } from 'node:https';

/** What a server answered, whatever it was. */
export interface Answer {
  status: number;
  /** Names in small letters. */
  headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  body: string;
}

/** Sends a body by POST to the root of a server. Rejects where no whole answer comes. */
export type Post = (origin: URL, headers: Readonly<Record<string, string>>, body: string) => Promise<Answer>;

/** Nothing that we ask takes a hundredth of that; evaluate is given 30 seconds, and so has time to ask again. */
const longestSilence = 10_000;

const connections = { keepAlive: true, maxSockets: 50 };

/** Posts over connections that are kept open for the next request. */
export const keptConnections = (): Post => {
  const secure = new Agent(connections);
  let plain: PlainAgent | undefined;
  const begun = (origin: URL, options: RequestOptions): ClientRequest => {
    if (origin.protocol !== 'http:') return secureRequest(origin, { ...options, agent: secure });
    // Only a stand-in for AWS is spoken to in plain. As an import, node:http would load all of fetch: 15 ms of every start.
    const http = process.getBuiltinModule('node:http');
    plain ??= new http.Agent(connections);
    return http.request(origin, { ...options, agent: plain });
  };
  return (origin, headers, body) =>
    new Promise((resolve, reject) => {
      const request = begun(origin, {
        method: 'POST',
        path: '/',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        timeout: longestSilence,
      });
      request.on('timeout', () => request.destroy(new Error(`${origin.host} is silent for ${longestSilence} ms`)));
      request.on('error', reject);
      request.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => void chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const { statusCode = 0, headers: answered } = response;
          resolve({ status: statusCode, headers: answered, body: Buffer.concat(chunks).toString('utf8') });
        });
      });
      request.end(body);
    });
};
