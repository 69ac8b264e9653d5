import control from '../../../shared/controls/sagemaker/model-package-group-policy.ts';
import { cases } from '../cases.ts';

const policy = (statement: object) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Sid: 'Share', Effect: 'Allow', Action: 'sagemaker:DescribeModelPackage', Resource: '*', ...statement },
    ],
  });

export default cases(control, {
  pass: {
    'no policy': { resourcePolicy: null },
    'a named account': { resourcePolicy: policy({ Principal: { AWS: 'arn:aws:iam::444455556666:root' } }) },
    'everybody of the organisation': {
      resourcePolicy: policy({
        Principal: '*',
        Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
      }),
    },
  },
  fail: {
    everybody: { resourcePolicy: policy({ Principal: '*' }), expect: 'anybody with an AWS account' },
    'everybody in a list': { resourcePolicy: policy({ Principal: { AWS: ['444455556666', '*'] } }), expect: 'Share' },
    'everybody but one': {
      resourcePolicy: policy({ NotPrincipal: { AWS: 'arn:aws:iam::444455556666:root' } }),
      expect: 'anybody',
    },
  },
  unknown: { 'a policy that cannot be read': { resourcePolicy: '{"Statement":' } },
  record: {
    eventSource: 'sagemaker.amazonaws.com',
    eventName: 'PutModelPackageGroupPolicy',
    requestParameters: { modelPackageGroupName: 'churn', resourcePolicy: policy({ Principal: '*' }) },
  },
});
