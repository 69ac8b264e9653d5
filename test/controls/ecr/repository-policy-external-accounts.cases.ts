import control from '../../../shared/controls/ecr/repository-policy-external-accounts.ts';
import { cases } from '../cases.ts';
import { externalAccountRows, policyText } from '../policy-rows.ts';

// Repository policies name no resource.
const pull = { Sid: 'Pull', Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'] };

export default cases(control, {
  ...externalAccountRows(pull, (policy) => ({ policyText: policy })),
  record: {
    eventSource: 'ecr.amazonaws.com',
    eventName: 'SetRepositoryPolicy',
    requestParameters: {
      repositoryName: 'ml/train',
      policyText: policyText({ ...pull, Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::444455556666:root' } }),
      force: false,
    },
  },
});
