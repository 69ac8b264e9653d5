import control from '../../../shared/controls/sagewatch/stack-deletion.ts';
import { activityCases } from '../cases.ts';

export default activityCases(control, {
  pass: {
    'CloudFormation itself, of an account that left the StackSet': {
      named: 'sagewatch-prod-forwarder',
      call: { address: 'cloudformation.amazonaws.com' },
    },
  },
  fail: {
    'by anybody, a removal too': {
      named: 'sagewatch-prod',
      call: { name: 'DeleteStack' },
      expect: 'stack sagewatch-prod is being deleted',
    },
  },
  record: {
    eventSource: 'cloudformation.amazonaws.com',
    eventName: 'DeleteStack',
    requestParameters: {
      stackName:
        'arn:aws:cloudformation:eu-central-1:111122223333:stack/sagewatch-prod/0b7d4c1e-0000-4000-8000-000000000000',
    },
  },
});
