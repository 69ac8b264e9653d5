import { seconds } from '../../core/instant.ts';
import type { Delivery } from '../../ports.ts';
import type { Answer } from './post.ts';

/** How long Slack is left alone after a 429 that does not say how long. */
const usualPause = seconds(30);
const longestPause = seconds(3_600);

/** `Retry-After` in milliseconds; what is no number of seconds says no more than that it is too early. */
const pauseOf = (retryAfter: string | null): number => {
  const text = retryAfter?.trim() ?? '';
  if (!/^\d{1,9}$/.test(text)) return usualPause;
  return Math.min(Math.max(seconds(Number(text)), seconds(1)), longestPause);
};

/** A word of Slack, as it may be told; anything else is not repeated. */
const wordOf = (text: unknown): string | undefined =>
  typeof text === 'string' && /^[a-z][a-z0-9_]{1,63}$/.test(text.trim()) ? text.trim() : undefined;

const later = (reason: string, after?: number): Delivery => ({ kind: 'later', reason, after });
const refused = (reason: string): Delivery => ({ kind: 'refused', reason });

/** What no request of ours can help: Slack has a bad day, the network, too much was said. */
const outcomeOfStatus = (answer: Answer): Delivery | undefined => {
  if (answer.kind === 'failed') return later(`Slack: ${answer.reason}`);
  const { status, retryAfter } = answer;
  if (status === 429) return later('Slack: too many messages', pauseOf(retryAfter));
  if (status >= 500 || status === 408 || status === 425) {
    return later(`Slack: HTTP ${status}`, retryAfter === null ? undefined : pauseOf(retryAfter));
  }
  return undefined;
};

/**
 * What an incoming webhook answered: `ok`, or a word with a status (docs.slack.dev, sending messages using incoming webhooks).
 * 4xx does not heal: the webhook is gone, its channel archived, or the message is one that Slack never takes.
 */
export const webhookOutcome = (answer: Answer): Delivery => {
  const common = outcomeOfStatus(answer);
  if (common || answer.kind === 'failed') return common ?? later('Slack: no answer');
  const { status, body } = answer;
  const word = wordOf(body);
  if (status === 200 && (word === 'ok' || body.trim() === '')) return { kind: 'delivered' };
  const reply = apiReply(body);
  if (status === 200 && reply?.ok === true) return { kind: 'delivered' };
  const said = word ?? wordOf(reply?.error);
  if (said !== undefined && passing.has(said)) return later(`Slack: ${said}`);
  // Somebody else answers in place of Slack, such as a proxy that asks for a login: that may pass, and nothing was posted.
  if (status < 400 && said === undefined) return later(`Slack: an answer that is none of Slack's (HTTP ${status})`);
  return refused(`Slack: ${said ?? `HTTP ${status}`}`);
};

/** What the Web API answers. */
export interface ApiReply {
  ok: boolean;
  error?: unknown;
  ts?: unknown;
  channel?: unknown;
  response_metadata?: { messages?: unknown };
}

const apiReply = (body: string): ApiReply | undefined => {
  try {
    const parsed: unknown = JSON.parse(body);
    const isReply = typeof parsed === 'object' && parsed !== null && typeof (parsed as ApiReply).ok === 'boolean';
    return isReply ? (parsed as ApiReply) : undefined;
  } catch {
    return undefined;
  }
};

/** Errors of the Web API that pass by themselves (docs.slack.dev, errors of chat.postMessage). */
const passing = new Set([
  'ratelimited',
  'rate_limited',
  'message_limit_exceeded',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
  'timeout',
  'rollup_error',
  'org_login_required',
]);

/** What the Web API answered to a message: 200 says nothing yet, `ok` does. */
export type BotOutcome =
  | { kind: 'posted'; channel: string | undefined; ts: string | undefined }
  | { kind: 'failed'; error: string | undefined; delivery: Delivery };

/** Reads an answer of `chat.postMessage` and `chat.update`. */
export const botOutcome = (answer: Answer): BotOutcome => {
  const failed = (delivery: Delivery, error?: string): BotOutcome => ({ kind: 'failed', error, delivery });
  const common = outcomeOfStatus(answer);
  if (common || answer.kind === 'failed') return failed(common ?? later('Slack: no answer'));
  const { status, body, retryAfter } = answer;
  const reply = apiReply(body);
  if (!reply) {
    // Not Slack, or not all of what it said: nothing is known of the message, so it is tried again.
    return failed(
      status >= 400
        ? refused(`Slack: HTTP ${status}`)
        : later(`Slack: an answer that is none of Slack's (HTTP ${status})`),
    );
  }
  if (reply.ok && status === 200) {
    const channel = typeof reply.channel === 'string' ? reply.channel : undefined;
    return { kind: 'posted', channel, ts: typeof reply.ts === 'string' ? reply.ts : undefined };
  }
  const error = wordOf(reply.error);
  if (error !== undefined && passing.has(error)) {
    const isLimit = /limit/.test(error);
    return failed(later(`Slack: ${error}`, isLimit || retryAfter !== null ? pauseOf(retryAfter) : undefined), error);
  }
  return failed(refused(`Slack: ${error ?? 'an error without a name'}`), error);
};
