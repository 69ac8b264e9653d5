/** What came of a request: an answer, or none. Neither holds anything of the address or the headers, which are secret. */
export type Answer =
  | { kind: 'answered'; status: number; retryAfter: string | null; body: string }
  | { kind: 'failed'; reason: string };

export interface Wire {
  fetch: typeof fetch;
  /** A signal that gives up on one request: after ten seconds. */
  timeout(): AbortSignal;
}

const longestWait = 10_000;
/** Answers of Slack are some hundred bytes. */
const mostBytes = 65_536;

export const systemWire: Wire = { fetch: (...args) => fetch(...args), timeout: () => AbortSignal.timeout(longestWait) };

const boundedText = async (response: Response): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > mostBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, mostBytes).toString('utf8');
};

const codeOf = (error: unknown): string | undefined => {
  const { name, code, cause } = (error ?? {}) as { name?: unknown; code?: unknown; cause?: unknown };
  if (name === 'TimeoutError' || name === 'AbortError') return 'no answer in time';
  // The codes of systems alone: a message may name the address.
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,40}$/.test(code)) return code;
  return cause === undefined || cause === null ? undefined : codeOf(cause);
};

/** Posts JSON and reads the answer to its end, or to where it is too long; follows nobody elsewhere. Never throws. */
export const postJson = async (
  wire: Wire,
  url: string,
  content: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> => {
  try {
    const response = await wire.fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
      body: JSON.stringify(content),
      redirect: 'manual',
      signal: wire.timeout(),
    });
    const body = await boundedText(response);
    return { kind: 'answered', status: response.status, retryAfter: response.headers.get('retry-after'), body };
  } catch (error) {
    return { kind: 'failed', reason: codeOf(error) ?? 'the connection failed' };
  }
};
