import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Measures } from '../../../app/digest/health.ts';
import { mailRules } from '../../../app/service/names.ts';
import type { Painter } from '../../../digest/charts.ts';
import type { Board, Mailer } from '../../../ports.ts';
import { topicBoard } from '../board.ts';
import { sesMailer } from '../mailer.ts';
import { stageMeasures } from './measures.ts';

/** What a stage hands its digests out with, with the function's own credentials; clients are made once. */
export const deployedDigest = ({
  stage,
  topic,
}: {
  stage: string;
  topic: string;
}): { mailer: Mailer; board: Board; measures: Measures; painter: () => Promise<Painter> } => ({
  mailer: sesMailer(new SESv2Client({}), { configurationSet: mailRules(stage) }),
  board: topicBoard(new SNSClient({}), topic),
  measures: stageMeasures({ stage, cloudwatch: new CloudWatchClient({}), sqs: new SQSClient({}) }),
  // Most runs have nothing to hand out, and paint nothing.
  painter: async () => (await import('../../local/charts.ts')).chartPainter(),
});
