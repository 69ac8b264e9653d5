import { slackMessage } from '../../notices/channels/slack.ts';
import type { Channel } from '../../ports.ts';
import { webhookOutcome } from './outcome.ts';
import { postJson, systemWire, type Wire } from './post.ts';
import { withSecret, type SecretAccess } from './secrets.ts';

/** Errors with which Slack says that a webhook is no more (docs.slack.dev, incoming webhooks). */
const gone = /\b(no_service|no_service_id|no_team|no_active_hooks|invalid_token|team_disabled|HTTP 40[134]|HTTP 410)\b/;

/** A webhook's address is its secret: it is only sent encrypted, but to this very machine. */
const isAddress = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname));
};

/** An incoming webhook of Slack: it takes messages, and can neither edit nor answer them. */
export const slackWebhook = (secret: string, access: SecretAccess, wire: Wire = systemWire): Channel => ({
  send: async (notice) => {
    const message = slackMessage(notice);
    return withSecret(access, secret, async (url) => {
      if (!isAddress(url)) {
        const reason = `the secret ${secret} is no address of a webhook: ${access.setCommand(secret)}`;
        return { delivery: { kind: 'refused', reason }, isSecretRefused: true };
      }
      const delivery = webhookOutcome(await postJson(wire, url, message));
      return { delivery, isSecretRefused: delivery.kind === 'refused' && gone.test(delivery.reason) };
    });
  },
});
