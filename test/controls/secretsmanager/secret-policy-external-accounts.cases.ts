import control from '../../../shared/controls/secretsmanager/secret-policy-external-accounts.ts';
import { cases } from '../cases.ts';
import { externalAccountRows, policyText } from '../policy-rows.ts';

const read = { Sid: 'Read', Action: 'secretsmanager:GetSecretValue', Resource: '*' };
const rows = externalAccountRows(read, (policy) => ({ resourcePolicy: policy, deletionScheduled: false }));

export default cases(control, {
  ...rows,
  notApplicable: {
    ...rows.notApplicable,
    'what nobody can read for now': {
      resourcePolicy: policyText({ ...read, Effect: 'Allow', Principal: { AWS: '444455556666' } }),
      deletionScheduled: true,
    },
  },
  record: {
    eventSource: 'secretsmanager.amazonaws.com',
    eventName: 'PutResourcePolicy',
    requestParameters: {
      secretId: 'ml/db',
      resourcePolicy: policyText({ ...read, Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::444455556666:root' } }),
      blockPublicPolicy: false,
    },
    responseElements: {
      aRN: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:ml/db-a1B2c3',
      name: 'ml/db',
    },
  },
});
