import { SendEmailCommand, type SendEmailCommandOutput } from '@aws-sdk/client-sesv2';
import type { Channel, Delivery } from '../../../ports.ts';
import { isMailAddress, mimeOf } from '../../mime.ts';
import { outcomeOf } from './outcome.ts';

/** What is used of the SDK's client. */
export interface Ses {
  send(command: SendEmailCommand): Promise<Pick<SendEmailCommandOutput, 'MessageId'>>;
}

export interface Mailing {
  /** Null: none is sent. */
  from: string | null;
  to: readonly string[];
  configurationSet?: string | undefined;
  unsubscribeUrl?: string | undefined;
}

/** SES takes 50 recipients a message (quotas of SES). */
const mostRecipients = 50;

const refused = (reason: string): Delivery => ({ kind: 'refused', reason });

/** Mail by SES. */
export const emailChannel = (client: Ses, { from, to, configurationSet, unsubscribeUrl }: Mailing): Channel => {
  const sendTo = async (notice: Parameters<Channel['send']>[0], sender: string, some: readonly string[]) => {
    const Data = await mimeOf(notice, { from: sender, to: some, unsubscribeUrl });
    await client.send(
      new SendEmailCommand({
        FromEmailAddress: sender,
        Destination: { ToAddresses: [...some] },
        Content: { Raw: { Data } },
        EmailTags: [
          { Name: 'sagewatch', Value: 'notice' },
          { Name: 'severity', Value: notice.severity },
        ],
        ...(configurationSet !== undefined && { ConfigurationSetName: configurationSet }),
      }),
    );
  };
  return {
    send: async (notice) => {
      if (from === null) return refused('no sender of mail is configured: email.from in sagewatch.yml');
      if (!isMailAddress(from)) return refused('email.from in sagewatch.yml is no address of mail');
      const good = to.filter(isMailAddress);
      if (good.length === 0) return refused('the channel names nobody whom mail can be sent to');
      try {
        for (let start = 0; start < good.length; start += mostRecipients) {
          await sendTo(notice, from, good.slice(start, start + mostRecipients));
        }
        return { kind: 'delivered' };
      } catch (error) {
        return outcomeOf(error, { what: `sending mail from ${from}`, permission: 'ses:SendRawEmail' });
      }
    },
  };
};
