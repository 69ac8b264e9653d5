import control from '../../../shared/controls/iam/user-direct-policy.ts';
import { cases } from '../cases.ts';

export default cases(control, {
  pass: { 'of a group': { owner: 'group/science' }, 'of a role': { owner: 'role/user' } },
  fail: { 'of a user': { owner: 'user/alice', expect: 'The user alice has' } },
  record: {
    eventSource: 'iam.amazonaws.com',
    eventName: 'AttachUserPolicy',
    awsRegion: 'us-east-1',
    requestParameters: { userName: 'alice', policyArn: 'arn:aws:iam::aws:policy/AmazonSageMakerReadOnly' },
  },
});
