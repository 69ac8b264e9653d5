import { Agent as PlainAgent, request as plainRequest } from 'node:http';
import { Agent, request as secureRequest } from 'node:https';

/** What a server answered, whatever it was. */
export interface Answer {
  status: number;
  /** Names in small letters. */
  headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  body: string;
}

/** Sends a body by POST to the root of a server. Rejects where no whole answer comes. */
export type Post = (origin: URL, headers: Readonly<Record<string, string>>, body: string) => Promise<Answer>;

/** Nothing that we ask takes a tenth of that, and a function waits in all for 30 seconds. */
const longestSilence = 5_000;

const connections = { keepAlive: true, maxSockets: 50 };

/** Posts over connections that are kept open for the next request. */
export const keptConnections = (): Post => {
  const secure = new Agent(connections);
  const plain = new PlainAgent(connections);
  return (origin, headers, body) =>
    new Promise((resolve, reject) => {
      const options = {
        method: 'POST',
        path: '/',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        timeout: longestSilence,
      };
      const request =
        origin.protocol === 'http:'
          ? plainRequest(origin, { ...options, agent: plain })
          : secureRequest(origin, { ...options, agent: secure });
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
