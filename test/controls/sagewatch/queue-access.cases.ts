import control from '../../../shared/controls/sagewatch/queue-access.ts';
import { cases } from '../cases.ts';
import { externalAccountRows, policyText, publicPolicyRows } from '../policy-rows.ts';

const put = { Sid: 'Put', Action: 'sqs:SendMessage', Resource: 'arn:aws:sqs:eu-central-1:111122223333:example' };
const stateOf = (policy: string | null) => ({ policy, policyIsWhole: true, formerPolicy: null });
const [open, others] = [publicPolicyRows(put, stateOf), externalAccountRows(put, stateOf)];
const wide = policyText({ ...put, Effect: 'Allow', Principal: '*' });
const closed = policyText({ ...put, Effect: 'Allow', Principal: { AWS: '111122223333' } });

export default cases(control, {
  pass: {
    ...others.pass,
    'as it is deployed': stateOf(
      policyText(
        {
          Sid: 'EncryptedOnly',
          Effect: 'Deny',
          Principal: '*',
          Action: 'sqs:*',
          Resource: '*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
        {
          ...put,
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
        },
      ),
    ),
    'a statement taken out that let everybody in': { policy: closed, policyIsWhole: false, formerPolicy: wide },
  },
  fail: {
    ...open.fail,
    ...others.fail,
    // Both take unsigned requests.
    everybody: { ...stateOf(wide), expect: `Statement "Put" lets everybody use Sagewatch's own queue` },
  },
  unknown: {
    ...others.unknown,
    'statements that no record told of': { policy: closed, policyIsWhole: false, formerPolicy: null },
  },
  record: {
    eventSource: 'sqs.amazonaws.com',
    eventName: 'SetQueueAttributes',
    requestParameters: {
      queueUrl: 'https://sqs.eu-central-1.amazonaws.com/111122223333/sagewatch-prod-events',
      attributes: { Policy: wide },
    },
  },
});
