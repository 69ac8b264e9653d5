import type { Mailer } from '../../ports.ts';
import { mailMime } from '../mail-mime.ts';
import { sendBySes, type Ses } from './ses.ts';

/** Mail by SES. */
export const sesMailer = (
  client: Ses,
  { configurationSet }: { configurationSet?: string | undefined } = {},
): Mailer => ({
  send: async (mail) =>
    sendBySes(client, {
      ...mail,
      configurationSet,
      tags: [{ Name: 'sagewatch', Value: 'digest' }],
      rawFor: async (to) => mailMime({ ...mail, to }),
    }),
});
