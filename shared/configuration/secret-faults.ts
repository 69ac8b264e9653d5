import type { Fault } from './problem.ts';

interface SecretForm {
  form: RegExp;
  what: string;
  name: string;
}

const token = 'found what looks like a Slack token';

/** What Slack hands out: https://docs.slack.dev/authentication/tokens and /messaging/sending-messages-using-incoming-webhooks. */
const forms: readonly SecretForm[] = [
  {
    form: /https:\/\/hooks\.slack(-gov)?\.com\/(services|workflows|triggers)\/\w/gi,
    what: 'found what looks like a Slack webhook',
    name: 'slack-webhook',
  },
  { form: /\bxox[a-z]-[\w-]{8,}/gi, what: token, name: 'slack-token' },
  { form: /\bxoxe\.xox[a-z]-[\w-]{8,}/gi, what: token, name: 'slack-token' },
  { form: /\bxapp-\d[\w-]{8,}/gi, what: token, name: 'slack-token' },
];

/**
 * Secrets that stand in a text, comments too: it is kept, published and shown. What else is wrong is not told beside them,
 * because that would show them.
 */
export const secretFaults = (text: string): Fault[] =>
  forms.flatMap(({ form, what, name }) =>
    [...text.matchAll(form)].map(({ index }) => ({
      offset: index,
      path: [],
      what,
      expected: `no secret in this file: \`sagewatch secret set ${name}\` keeps it, and a channel names it with \`secret: ${name}\``,
    })),
  );
