import control from '../../../shared/controls/ecr/repository-policy-public-access.ts';
import { cases } from '../cases.ts';
import { publicPolicyRows, policyText } from '../policy-rows.ts';

// Repository policies name no resource.
const pull = { Sid: 'Pull', Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'] };

export default cases(control, {
  ...publicPolicyRows(pull, (policy) => ({ policyText: policy })),
  record: {
    eventSource: 'ecr.amazonaws.com',
    eventName: 'SetRepositoryPolicy',
    requestParameters: {
      repositoryName: 'ml/train',
      policyText: policyText({ ...pull, Effect: 'Allow', Principal: '*' }),
      force: false,
    },
  },
});
