import { PublishCommand, type PublishCommandOutput } from '@aws-sdk/client-sns';
import { topicPublication } from '../../../notices/channels/sns.ts';
import type { Channel } from '../../../ports.ts';
import { outcomeOf } from './outcome.ts';

/** What is used of the SDK's client. */
export interface Sns {
  send(command: PublishCommand): Promise<Pick<PublishCommandOutput, 'MessageId'>>;
}

/** A topic of SNS. `turn`: resolves when the next message may be sent, since mail takes ten a second (SNS, email notifications). */
export const topicChannel = (client: Sns, topic: string, turn: () => Promise<void>): Channel => ({
  send: async (notice) => {
    const { subject, message, attributes } = topicPublication(notice);
    const command = new PublishCommand({
      TopicArn: topic,
      Subject: subject,
      Message: message,
      MessageStructure: 'json',
      MessageAttributes: Object.fromEntries(
        Object.entries(attributes).map(([name, { type, value }]) => [name, { DataType: type, StringValue: value }]),
      ),
    });
    try {
      await turn();
      await client.send(command);
      return { kind: 'delivered' };
    } catch (error) {
      return outcomeOf(error, { what: `publishing to ${topic}`, permission: 'sns:Publish' });
    }
  },
});
