import control from '../../../shared/controls/sagemaker/model-package-group-external-accounts.ts';
import { cases } from '../cases.ts';

const policy = (statement: object) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Share',
        Effect: 'Allow',
        Action: 'sagemaker:DescribeModelPackage',
        Resource: 'arn:aws:sagemaker:eu-central-1:111122223333:model-package/churn/*',
        ...statement,
      },
    ],
  });
const other = { Principal: { AWS: 'arn:aws:iam::444455556666:root' } };
const organization = { Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } } };

export default cases(control, {
  pass: {
    'no policy': { resourcePolicy: null },
    'the own account': { resourcePolicy: policy({ Principal: { AWS: '111122223333' } }) },
    'a trusted account': {
      resourcePolicy: policy(other),
      configuration: { trustedAccounts: ['444455556666'] },
    },
    'the organization': {
      resourcePolicy: policy(organization),
      configuration: { organization: 'o-exampleorgid' },
    },
  },
  fail: {
    'another account': {
      resourcePolicy: policy(other),
      expect:
        'Statement "Share" lets account 444455556666, which is not among your own and trusted accounts, use the models of the group',
    },
    'a role of another account': {
      resourcePolicy: policy({ Principal: { AWS: 'arn:aws:iam::444455556666:role/serving' } }),
    },
    'another organization': {
      resourcePolicy: policy(organization),
      configuration: { organization: 'o-ownorgid12' },
      expect: 'every account of organization o-exampleorgid',
    },
  },
  notApplicable: { everybody: { resourcePolicy: policy({ Principal: '*' }) } },
  unknown: {
    'an organization that may be yours': { resourcePolicy: policy(organization) },
    'a policy that cannot be read': { resourcePolicy: '{"Statement":' },
  },
  record: {
    eventSource: 'sagemaker.amazonaws.com',
    eventName: 'PutModelPackageGroupPolicy',
    requestParameters: { modelPackageGroupName: 'churn', resourcePolicy: policy(other) },
  },
});
