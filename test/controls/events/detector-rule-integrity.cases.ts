import control from '../../../shared/controls/events/detector-rule-integrity.ts';
import { activityCases } from '../cases.ts';

const configuration = { detectorRules: ['exam*'] };
const none = { ids: [], targets: {} };
const pattern = (...eventName: string[]) => JSON.stringify({ source: ['aws.sagemaker'], detail: { eventName } });
const enabled = { enabled: true, eventPattern: pattern('CreateEndpoint', 'DeleteEndpoint') };

export default activityCases(control, {
  pass: {
    'the same pattern again': {
      ...none,
      configuration,
      call: { name: 'PutRule' },
      before: enabled,
      after: enabled,
    },
    'a wider pattern': {
      ...none,
      configuration,
      call: { name: 'PutRule' },
      before: enabled,
      after: { enabled: true, eventPattern: JSON.stringify({ source: ['aws.sagemaker', 'aws.iam'] }) },
    },
    "Sagewatch's own, by a deployment": {
      ...none,
      named: 'sagewatch-prod-iam',
      call: { name: 'DeleteRule', address: 'cloudformation.amazonaws.com' },
    },
    'one more target': {
      ...none,
      targets: { two: 'arn:aws:sqs:eu-central-1:111122223333:q' },
      configuration,
      call: { name: 'PutTargets' },
    },
  },
  fail: {
    disabled: { ...none, configuration, call: { name: 'DisableRule' }, expect: 'was disabled' },
    deleted: { ...none, configuration, call: { name: 'DeleteRule' }, expect: 'was deleted' },
    'without targets': {
      ...none,
      ids: ['one'],
      configuration,
      call: { name: 'RemoveTargets' },
      expect: 'lost its targets one',
    },
    'put as disabled': {
      ...none,
      configuration,
      call: { name: 'PutRule' },
      before: enabled,
      after: { ...enabled, enabled: false },
      expect: 'DISABLED',
    },
    'a narrower pattern': {
      ...none,
      configuration,
      call: { name: 'PutRule' },
      before: enabled,
      after: { enabled: true, eventPattern: pattern('CreateEndpoint') },
      expect: 'matches less',
    },
    'a target that goes elsewhere': {
      ...none,
      targets: { one: 'arn:aws:sqs:eu-central-1:444455556666:q' },
      configuration,
      call: { name: 'PutTargets' },
      before: { targets: { complete: false, entries: { one: 'arn:aws:sqs:eu-central-1:111122223333:q' } } },
      expect: 'target one is now arn:aws:sqs:eu-central-1:444455556666:q',
    },
    "Sagewatch's own, whatever the configuration says": {
      ...none,
      named: 'sagewatch-prod-iam',
      configuration: { detectorRules: [] },
      call: { name: 'DisableRule' },
      expect: 'sagewatch-prod-iam was disabled',
    },
    'by CloudFormation, where it is not ours': {
      ...none,
      configuration,
      call: { name: 'DeleteRule', address: 'cloudformation.amazonaws.com' },
      expect: 'was deleted',
    },
  },
  notApplicable: { 'a rule of somebody else': { ...none, call: { name: 'DisableRule' } } },
  unknown: {
    'what it matched before is not known': { ...none, configuration, call: { name: 'PutRule' }, after: enabled },
  },
  record: {
    eventSource: 'events.amazonaws.com',
    eventName: 'DisableRule',
    requestParameters: { name: 'sagewatch-sagemaker', eventBusName: 'default' },
  },
});
