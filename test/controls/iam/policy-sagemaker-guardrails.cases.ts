import control from '../../../shared/controls/iam/policy-sagemaker-guardrails.ts';
import { enforceable, scpGuardrail } from '../../../shared/iam/guardrails/index.ts';
import { cases } from '../cases.ts';
import { allow, deny, permissions, putRolePolicy } from './written.ts';

const train = (condition?: object) => allow('sagemaker:CreateTrainingJob', '*', condition);
const guardrail = scpGuardrail({ controls: enforceable, keylessTypes: ['ml.g5.*'] }).policy.Statement;

export default cases(control, {
  pass: {
    'nothing that makes anything': permissions(allow(['sagemaker:Describe*', 'sagemaker:List*'])),
    'calls that carry no keys': permissions(allow(['sagemaker:CreatePipeline', 'sagemaker:CreateEndpoint'])),
    'a job that has to name subnets': permissions(train({ Null: { 'sagemaker:VpcSubnets': 'false' } })),
    'a job that has to be in our subnets': permissions(
      train({ 'ForAnyValue:StringEquals': { 'sagemaker:VpcSubnets': ['subnet-1', 'subnet-2'] } }),
    ),
    'a job that has to be isolated': permissions(train({ Bool: { 'sagemaker:NetworkIsolation': 'true' } })),
    'a job that has to name a key, by either name': permissions(train({ Null: { 'sagemaker:VolumeKmsKey': 'false' } })),
    'a notebook without internet': permissions(
      allow('sagemaker:CreateNotebookInstance', '*', {
        StringEquals: { 'sagemaker:DirectInternetAccess': 'Disabled' },
      }),
    ),
    'a Deny of what is not isolated': permissions(
      train(),
      deny('sagemaker:Create*', '*', { BoolIfExists: { 'sagemaker:NetworkIsolation': 'false' } }),
    ),
    'a guardrail beside it': permissions(allow('sagemaker:*'), ...guardrail),
    'what is denied again': permissions(train(), deny('sagemaker:Create*')),
    'resources of other kinds': permissions(allow('sagemaker:Create*', 'arn:aws:sagemaker:*:*:pipeline/*')),
  },
  fail: {
    'a job': {
      ...permissions({ Sid: 'Train', ...train() }),
      expect:
        'Statement "Train" allows sagemaker:CreateTrainingJob with no condition that holds it to a network or an encryption',
    },
    'jobs of one name': permissions(
      allow('sagemaker:CreateTrainingJob', 'arn:aws:sagemaker:eu-central-1:111122223333:training-job/churn-*'),
    ),
    'all of SageMaker': { ...permissions(allow('sagemaker:*')), expect: ' more with no condition' },
    'two statements': {
      ...permissions(train(), allow('sagemaker:CreateModel')),
      expect: 'and 1 more calls are allowed likewise',
    },
    'AutoML, whose ARNs are spelled otherwise': permissions(
      allow('sagemaker:CreateAutoMLJobV2', 'arn:aws:sagemaker:*:111122223333:automl-job/*'),
    ),
    'a condition that an absent key meets': permissions(
      train({ StringEqualsIfExists: { 'sagemaker:VpcSubnets': 'subnet-1' } }),
    ),
    'a condition on a list that an empty one meets': permissions(
      train({ 'ForAllValues:StringEquals': { 'sagemaker:VpcSubnets': ['subnet-1'] } }),
    ),
    'a condition on the instances alone': permissions(
      train({ 'ForAnyValue:StringLike': { 'sagemaker:InstanceTypes': 'ml.m5.*' } }),
    ),
    'a notebook without root, which is another matter': permissions(
      allow('sagemaker:CreateNotebookInstance', '*', { StringEquals: { 'sagemaker:RootAccess': 'Disabled' } }),
    ),
    'a Deny that lets an absent key through': permissions(
      train(),
      deny('sagemaker:Create*', '*', { Bool: { 'sagemaker:NetworkIsolation': 'false' } }),
    ),
    'a Deny of another call': permissions(
      train(),
      deny('sagemaker:CreateModel', '*', { Null: { 'sagemaker:VpcSubnets': 'true' } }),
    ),
  },
  notApplicable: { 'an administrator': permissions(allow('*')) },
  unknown: { 'a policy that cannot be read': { document: '{"Statement":' } },
  record: putRolePolicy(permissions(train())),
});
