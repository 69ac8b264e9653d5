import type { Channel } from '../../../ports.ts';
import { mimeOf } from '../../mime.ts';
import { sendBySes, type Ses } from '../ses.ts';

export interface Mailing {
  /** Null: none is sent. */
  from: string | null;
  to: readonly string[];
  configurationSet?: string | undefined;
  unsubscribeUrl?: string | undefined;
}

/** Mail by SES. What was mailed can't be edited: a notice has no name there. */
export const emailChannel = (client: Ses, { from, to, configurationSet, unsubscribeUrl }: Mailing): Channel => ({
  send: async (notice) => {
    if (from === null)
      return { kind: 'refused', reason: 'no sender of mail is configured: email.from in sagewatch.yml' };
    const sent = await sendBySes(client, {
      from,
      to,
      configurationSet,
      tags: [
        { Name: 'sagewatch', Value: 'notice' },
        { Name: 'severity', Value: notice.severity },
      ],
      rawFor: async (some) => mimeOf(notice, { from, to: some, unsubscribeUrl }),
    });
    return sent.kind === 'delivered' ? { kind: 'delivered' } : sent;
  },
});
