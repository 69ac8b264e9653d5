import { isBroadcast, slackMessage } from '../../notices/channels/slack.ts';
import type { Channel, Delivery } from '../../ports.ts';
import { botOutcome, type BotOutcome } from './outcome.ts';
import { postJson, systemWire, type Wire } from './post.ts';
import { withSecret, type SecretAccess } from './secrets.ts';

/** Where the Web API is. */
const slackApi = 'https://slack.com/api';

/** Errors of tokens (docs.slack.dev, errors of chat.postMessage). */
const tokenErrors = new Set([
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'token_expired',
  'account_inactive',
  'missing_scope',
]);
/** The message is not there any more, or can't be edited: then the notice is a new one. */
const notEditable = new Set([
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  'channel_not_found',
  'is_archived',
  'not_in_channel',
  'no_permission',
]);
/** There is no thread to answer in: then the notice stands by itself. */
const notAnswerable = new Set([
  'thread_not_found',
  'message_not_found',
  'cannot_reply_to_message',
  'restricted_action_thread_locked',
  'invalid_thread_ts',
]);

/** What is no token is not put into a header: it may not even be one line. */
const tokenForm = /^[\x21-\x7e]{1,400}$/;

interface Receipt {
  channel: string;
  ts: string;
}

const receiptForm = /^([A-Z][A-Z0-9]{1,30}):(\d{1,12}\.\d{1,9})$/;

const receiptIn = (text: string | undefined): Receipt | undefined => {
  const [, channel, ts] = receiptForm.exec(text ?? '') ?? [];
  return channel === undefined || ts === undefined ? undefined : { channel, ts };
};

const deliveryOf = (outcome: BotOutcome, channel: string): Delivery => {
  if (outcome.kind === 'failed') return outcome.delivery;
  const receipt = `${outcome.channel ?? channel}:${outcome.ts ?? ''}`;
  return { kind: 'delivered', receipt: receiptForm.test(receipt) ? receipt : undefined };
};

/**
 * A bot of Slack. What is handed over again edits what was posted, and later news of a conversation answers in its thread. The
 * head of a thread stays as it is: it may be about several findings, of which one is resolved.
 */
export const slackBot = (
  { secret, channel }: { secret: string; channel: string },
  access: SecretAccess,
  wire: Wire = systemWire,
  api: string = slackApi,
): Channel => ({
  send: async (notice, { repeat, thread }) => {
    const message = slackMessage(notice);
    const posted = receiptIn(repeat);
    const head = receiptIn(thread);
    return withSecret(access, secret, async (token) => {
      if (!tokenForm.test(token)) {
        const reason = `the secret ${secret} is no token: ${access.setCommand(secret)}`;
        return { delivery: { kind: 'refused', reason }, isSecretRefused: true };
      }
      const call = async (method: string, content: object): Promise<BotOutcome> =>
        botOutcome(
          await postJson(wire, `${api}/${method}`, { ...message, ...content }, { authorization: `Bearer ${token}` }),
        );
      const failedBy = (outcome: BotOutcome, errors: ReadonlySet<string>): boolean =>
        outcome.kind === 'failed' && outcome.error !== undefined && errors.has(outcome.error);

      const send = async (): Promise<BotOutcome> => {
        if (posted) {
          const updated = await call('chat.update', posted);
          if (!failedBy(updated, notEditable)) return updated;
        }
        if (head?.channel === channel) {
          const isShown = isBroadcast(notice);
          const answered = await call('chat.postMessage', { channel, thread_ts: head.ts, reply_broadcast: isShown });
          if (!failedBy(answered, notAnswerable)) return answered;
        }
        return call('chat.postMessage', { channel });
      };

      const outcome = await send();
      return { delivery: deliveryOf(outcome, channel), isSecretRefused: failedBy(outcome, tokenErrors) };
    });
  },
});
