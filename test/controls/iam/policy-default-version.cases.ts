import control from '../../../shared/controls/iam/policy-default-version.ts';
import { activityCases } from '../cases.ts';
import { allow, deny, permissions } from './written.ts';

const version = (defaultVersionId: string, ...statements: object[]) => ({
  defaultVersionId,
  versions: {
    complete: false,
    entries: statements.length > 0 ? { [defaultVersionId]: permissions(...statements).document } : {},
  },
});
const read = allow('s3:GetObject', 'arn:aws:s3:::data/*');
const write = allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::data/*');
const policyArn = 'arn:aws:iam::111122223333:policy/data';
const iam = { eventSource: 'iam.amazonaws.com', awsRegion: 'us-east-1' };

export default activityCases(control, {
  pass: {
    'a version that grants the same': { before: version('v1', read), after: version('v2', { Sid: 'Read', ...read }) },
    'a version that grants less': { before: version('v2', write), after: version('v1', read) },
    'a version that denies more': { before: version('v1', write), after: version('v2', write, deny('s3:Put*')) },
  },
  fail: {
    'a version that grants more': {
      before: version('v1', read),
      after: version('v2', write),
      expect: 'went from v1 to v2, which grants more: Write: s3:PutObject on arn:aws:s3:::data/*',
    },
    'back to a version that grants more': { before: version('v2', read), after: version('v1', write) },
    'a version that denies less': {
      before: version('v1', allow('s3:*'), deny('s3:DeleteBucket')),
      after: version('v2', allow('s3:*')),
      expect: 'Write: s3:DeleteBucket on *',
    },
    'a version that asks for less': {
      before: version('v1', { ...read, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
      after: version('v2', read),
      expect: 'Read: s3:GetObject on arn:aws:s3:::data/*',
    },
    'everything: what weighs most is told first': {
      before: version('v1', read),
      after: version('v2', allow('*')),
      expect: 'grants more: Permissions management: ',
    },
  },
  notApplicable: {
    'another version was written, and the default stays': {
      before: version('v1', read),
      after: version('v1', read),
    },
    'another version was written, of a policy that nothing was known of': {
      after: { versions: version('v1').versions },
    },
  },
  unknown: {
    'the former version was never seen': { before: version('v1'), after: version('v2', write) },
    'nothing was known of the policy': { after: version('v2', write) },
    'the version that it went to was never seen': { before: version('v2', read), after: version('v1') },
    'a version that cannot be read': {
      before: version('v1', read),
      after: { defaultVersionId: 'v2', versions: { complete: false, entries: { v2: '{"Statement":' } } },
    },
  },
  record: [
    {
      ...iam,
      eventName: 'CreatePolicy',
      requestParameters: { policyName: 'data', policyDocument: permissions(read).document },
      responseElements: { policy: { arn: policyArn, defaultVersionId: 'v1' } },
    },
    {
      ...iam,
      eventName: 'CreatePolicyVersion',
      requestParameters: { policyArn, policyDocument: permissions(write).document },
      responseElements: { policyVersion: { versionId: 'v2', isDefaultVersion: false } },
    },
    { ...iam, eventName: 'SetDefaultPolicyVersion', requestParameters: { policyArn, versionId: 'v2' } },
  ],
});
