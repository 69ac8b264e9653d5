import { SendEmailCommand, type MessageTag, type SendEmailCommandOutput } from '@aws-sdk/client-sesv2';
import { isMailAddress, senderOf } from '../../core/mail-address.ts';
import type { Delivery } from '../../ports.ts';
import { outcomeOf } from './channels/outcome.ts';

/** What is used of the SDK's client. */
export interface Ses {
  send(command: SendEmailCommand): Promise<Pick<SendEmailCommandOutput, 'MessageId'>>;
}

export interface Sending {
  /** As the configuration names it: an address, or a name with one behind it. */
  from: string;
  to: readonly string[];
  tags: readonly MessageTag[];
  configurationSet?: string | undefined;
  /** The mail on the wire, for some of the recipients. */
  rawFor(some: readonly string[]): Promise<Buffer>;
}

/** SES takes 50 recipients a message (quotas of SES). */
const mostRecipients = 50;

const refused = (reason: string): Delivery => ({ kind: 'refused', reason });

/**
 * Sends a mail by SES. Many recipients are several mails: where one of them fails for now all are sent once more, rather twice
 * than not at all. What is no address is left out.
 */
export const sendBySes = async (
  client: Ses,
  { from, to, tags, configurationSet, rawFor }: Sending,
): Promise<Delivery> => {
  const { address } = senderOf(from);
  if (!isMailAddress(address)) return refused('the sender (email.from in sagewatch.yml) is no address of mail');
  const good = to.filter(isMailAddress);
  if (good.length === 0) return refused('nobody is named whom mail can be sent to');
  try {
    let receipt: string | undefined;
    for (let start = 0; start < good.length; start += mostRecipients) {
      const some = good.slice(start, start + mostRecipients);
      const { MessageId } = await client.send(
        new SendEmailCommand({
          FromEmailAddress: address,
          Destination: { ToAddresses: some },
          Content: { Raw: { Data: await rawFor(some) } },
          EmailTags: [...tags],
          ...(configurationSet !== undefined && { ConfigurationSetName: configurationSet }),
        }),
      );
      receipt ??= MessageId;
    }
    return { kind: 'delivered', ...(receipt !== undefined && { receipt }) };
  } catch (error) {
    return outcomeOf(error, { what: `sending mail from ${address}`, permission: 'ses:SendRawEmail' });
  }
};
