import { SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { Mailer } from '../../ports.ts';
import { mailMime } from '../mail-mime.ts';
import { isMailAddress } from '../mime.ts';
import type { Ses } from './channels/email.ts';
import { outcomeOf } from './channels/outcome.ts';

/** SES takes 50 recipients a message (quotas of SES). */
const mostRecipients = 50;

/**
 * Mail by SES. Many recipients are several mails: where one of them fails for now all are sent once more, rather twice than not
 * at all.
 */
export const sesMailer = (
  client: Ses,
  { configurationSet }: { configurationSet?: string | undefined } = {},
): Mailer => ({
  send: async (mail) => {
    const to = mail.to.filter(isMailAddress);
    if (!isMailAddress(mail.from)) return { kind: 'refused', reason: 'the sender is no address of mail' };
    if (to.length === 0) return { kind: 'refused', reason: 'nobody is named whom mail can be sent to' };
    try {
      let receipt: string | undefined;
      for (let start = 0; start < to.length; start += mostRecipients) {
        const some = to.slice(start, start + mostRecipients);
        const { MessageId } = await client.send(
          new SendEmailCommand({
            FromEmailAddress: mail.from,
            Destination: { ToAddresses: some },
            Content: { Raw: { Data: await mailMime({ ...mail, to: some }) } },
            EmailTags: [{ Name: 'sagewatch', Value: 'digest' }],
            ...(configurationSet !== undefined && { ConfigurationSetName: configurationSet }),
          }),
        );
        receipt ??= MessageId;
      }
      return { kind: 'delivered', ...(receipt !== undefined && { receipt }) };
    } catch (error) {
      return outcomeOf(error, { what: `sending mail from ${mail.from}`, permission: 'ses:SendRawEmail' });
    }
  },
});
