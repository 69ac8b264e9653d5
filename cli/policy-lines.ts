import { isMembers, type Members } from '../shared/core/trail-record.ts';
import {
  analyse,
  type AnalysisInput,
  type ContextKeys,
  type PolicyKind,
  type PolicyRequest,
} from '../shared/iam/index.ts';
import { safeJson } from './render/text.ts';

const kinds: ReadonlySet<string> = new Set<PolicyKind>(['identity', 'trust', 'resource', 'scp', 'endpoint']);

class LineError extends Error {}

const textOf = (line: Members, member: string): string | undefined => {
  const value = line[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw new LineError(`${member} is not a text`);
  return value;
};

const listOf = (line: Members, member: string): readonly unknown[] | undefined => {
  const value = line[member];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) throw new LineError(`${member} is not a list`);
  return value;
};

/** Context keys as an object, or as the list of names and values that AWS's simulator takes. */
const contextKeysOf = (value: unknown): ContextKeys => {
  if (value === undefined || value === null) return {};
  if (isMembers(value)) return value as ContextKeys;
  if (!Array.isArray(value)) throw new LineError('contextKeys is neither an object nor a list');
  return Object.fromEntries(
    value
      .filter(isMembers)
      .map((entry) => [
        String(entry['ContextKeyName'] ?? entry['name'] ?? entry['key']),
        (entry['ContextKeyValues'] ?? entry['values'] ?? entry['value'] ?? []) as readonly string[],
      ]),
  );
};

const requestOf = (value: unknown): PolicyRequest => {
  if (!isMembers(value)) throw new LineError('a request is not an object');
  const [action, resource = '*'] = [textOf(value, 'action'), textOf(value, 'resource')];
  if (action === undefined) throw new LineError('a request names no action');
  const principal = value['principal'];
  return {
    action,
    resource,
    contextKeys: contextKeysOf(value['contextKeys']),
    ...(typeof principal === 'string' && { principal: principalOf(principal) }),
  };
};

const principalOf = (text: string): NonNullable<PolicyRequest['principal']> => {
  if (text === '*' || text === '') return { type: 'Anonymous', id: '' };
  if (/:(saml|oidc)-provider\//.test(text)) return { type: 'Federated', id: text };
  if (/^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/.test(text)) return { type: 'Service', id: text };
  return { type: 'AWS', id: /^\d{12}$/.test(text) ? `arn:aws:iam::${text}:root` : text };
};

const inputOf = (line: Members, setting: Partial<AnalysisInput>, now: number): AnalysisInput => {
  const kind = textOf(line, 'kind') ?? setting.kind ?? 'identity';
  if (!kinds.has(kind)) throw new LineError(`there is no kind "${kind.slice(0, 40)}"`);
  if (line['policy'] === undefined) throw new LineError('there is no policy');
  return {
    kind: kind as PolicyKind,
    policy: line['policy'],
    account: textOf(line, 'account') ?? setting.account,
    org: textOf(line, 'org') ?? setting.org,
    bucket: textOf(line, 'bucket') ?? setting.bucket,
    kmsKeyArn: textOf(line, 'kmsKeyArn') ?? setting.kmsKeyArn,
    vpceId: textOf(line, 'vpceId') ?? setting.vpceId,
    alsoAttached: listOf(line, 'alsoAttached'),
    boundary: line['boundary'],
    scps: listOf(line, 'scps'),
    requests: listOf(line, 'requests')?.map(requestOf),
    envelope: setting.envelope,
    now,
  };
};

/** The verdict on one line of text; what cannot be read is a line that says so. */
export const judgedLine = (text: string, setting: Partial<AnalysisInput>, now: number): string => {
  let id: unknown = null;
  try {
    const line: unknown = JSON.parse(text);
    if (!isMembers(line)) throw new LineError('the line is not an object');
    id = line['id'] ?? null;
    return safeJson({ id, ...analyse(inputOf(line, setting, now)) });
  } catch (error) {
    if (error instanceof LineError) return safeJson({ id, error: error.message });
    if (error instanceof SyntaxError) return safeJson({ id, error: 'the line is not JSON' });
    if (error instanceof RangeError) return safeJson({ id, error: 'the line is nested too deeply' });
    throw error;
  }
};

/** The verdicts on a stream of lines, in their order, some at a time. */
export const judgedLines = async function* (
  input: AsyncIterable<Uint8Array>,
  setting: Partial<AnalysisInput>,
  now: number,
): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const bytes of input) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    const judged = lines.filter((line) => line.trim() !== '').map((line) => judgedLine(line, setting, now));
    if (judged.length > 0) yield `${judged.join('\n')}\n`;
  }
  if (rest.trim() !== '') yield `${judgedLine(rest, setting, now)}\n`;
};
