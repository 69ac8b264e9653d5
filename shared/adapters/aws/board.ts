import { PublishCommand } from '@aws-sdk/client-sns';
import { safeJson } from '../../core/printable.ts';
import { topicSubject } from '../../notices/channels/sns.ts';
import type { Board } from '../../ports.ts';
import { outcomeOf } from './channels/outcome.ts';
import type { Sns } from './channels/sns.ts';

/** A topic of SNS: people read the text by mail, programs get the summary, filters see that it is a digest. */
export const topicBoard = (client: Sns, topic: string): Board => ({
  publish: async ({ subject, text, summary }) => {
    try {
      const { MessageId } = await client.send(
        new PublishCommand({
          TopicArn: topic,
          Subject: topicSubject(subject),
          Message: JSON.stringify({ default: safeJson(summary), email: text }),
          MessageStructure: 'json',
          MessageAttributes: { transition: { DataType: 'String', StringValue: 'digest' } },
        }),
      );
      return { kind: 'delivered', ...(MessageId !== undefined && { receipt: MessageId }) };
    } catch (error) {
      return outcomeOf(error, { what: `publishing to ${topic}`, permission: 'sns:Publish' });
    }
  },
});
