import control from '../../../shared/controls/iam/sagemaker-full-access-attachment.ts';
import { cases } from '../cases.ts';

const policy = (name: string, partition = 'aws') => `arn:${partition}:iam::aws:policy/${name}`;

export default cases(control, {
  pass: {
    'another policy of SageMaker': { policyArn: policy('AmazonSageMakerReadOnly'), owner: 'role/trainer' },
    'a policy that only begins so': { policyArn: policy('AmazonSageMakerFullAccess-v2'), owner: 'role/trainer' },
    'a policy of the account': {
      policyArn: 'arn:aws:iam::111122223333:policy/AmazonSageMakerFullAccess',
      owner: 'role/trainer',
    },
  },
  fail: {
    'a role': {
      policyArn: policy('AmazonSageMakerFullAccess'),
      owner: 'role/trainer',
      expect: 'The role trainer holds the AWS managed policy AmazonSageMakerFullAccess: all of SageMaker',
    },
    'a user': { policyArn: policy('AmazonSageMakerFullAccess'), owner: 'user/alice', expect: 'The user alice' },
    'a group, in China': { policyArn: policy('AmazonSageMakerFullAccess', 'aws-cn'), owner: 'group/science' },
  },
  record: {
    eventSource: 'iam.amazonaws.com',
    eventName: 'AttachRolePolicy',
    awsRegion: 'us-east-1',
    requestParameters: { roleName: 'trainer', policyArn: policy('AmazonSageMakerFullAccess') },
  },
});
