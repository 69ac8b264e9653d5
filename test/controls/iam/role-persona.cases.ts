import control from '../../../shared/controls/iam/role-persona.ts';
import type { RolePersona } from '../../../shared/core/configuration.ts';
import { completeMap } from '../../../shared/core/known-map.ts';
import { activitiesOf } from '../../../shared/iam/personas/index.ts';
import { cases } from '../cases.ts';
import { relatedResource } from '../related.ts';

const account = '111122223333';
const arnOf = (policy: string) => `arn:aws:iam::${account}:policy/${policy}`;
const text = (...statements: object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements.map((each) => ({ Effect: 'Allow', ...each })) });
const allow = (Action: string | string[], Resource: string | string[] = '*') => text({ Action, Resource });
const working = allow(['sagemaker:CreateTrainingJob', 'sagemaker:List*', 'logs:DescribeLogGroups']);
const wide = allow(['s3:DeleteBucket', 'iam:PutRolePolicy']);

const inline = (documents: Record<string, string | null>) =>
  completeMap(
    Object.fromEntries(Object.entries(documents).map(([name, document]) => [name.toLowerCase(), { name, document }])),
  );
const attached = (...names: string[]) =>
  completeMap(Object.fromEntries(names.map((name) => [arnOf(name).toLowerCase(), arnOf(name)])));
const role = (members: object = {}) => ({
  serviceLinked: false,
  path: '/',
  tags: completeMap<string>({}),
  inlinePolicies: inline({}),
  attachedPolicies: attached(),
  boundary: null,
  ...members,
});
const policy = (name: string, document?: string) =>
  relatedResource('iam/managed-policy', arnOf(name), document === undefined ? {} : { document });

const persona = (members: Partial<RolePersona>): RolePersona => ({
  roles: ['exam*'],
  tags: {},
  persona: 'data-scientist',
  actions: [],
  ...members,
  activities: activitiesOf(members.persona ?? 'data-scientist', members.activities ?? []),
});
const mapped = (...personas: Partial<RolePersona>[]) => ({
  configuration: { personas: personas.map(persona) },
});
const scientist = mapped({});

export default cases(control, {
  pass: {
    'a role without policies': { ...role(), ...scientist },
    'the work of a data scientist': { ...role({ inlinePolicies: inline({ Work: working }) }), ...scientist },
    'more, which a boundary takes back': {
      ...role({ inlinePolicies: inline({ Wide: allow('*') }), boundary: arnOf('Limit') }),
      related: { boundary: [policy('Limit', working)] },
      ...scientist,
    },
    'more, which another policy denies': {
      ...role({
        inlinePolicies: inline({ Wide: wide, No: text({ Effect: 'Deny', NotAction: 'sagemaker:*', Resource: '*' }) }),
      }),
      ...scientist,
    },
    'a further activity': {
      ...role({ inlinePolicies: inline({ Work: allow('athena:ListDatabases') }) }),
      ...mapped({ activities: ['queryWorkgroups'] }),
    },
    'a further action': {
      ...role({ inlinePolicies: inline({ Work: allow(['sagemaker:UpdatePipeline', 'sqs:SendMessage']) }) }),
      ...mapped({ actions: ['sagemaker:Update*', 'sqs:*'] }),
    },
    'of several that fit, the first counts': {
      ...role({ inlinePolicies: inline({ Work: allow('sagemaker:CreateEndpoint') }) }),
      ...mapped({ roles: ['other'] }, { persona: 'mlops' }, { roles: ['*'] }),
    },
    'a custom persona': {
      ...role({ inlinePolicies: inline({ Work: allow('sagemaker:CreateEndpoint') }) }),
      ...mapped({ persona: 'custom', activities: ['manageEndpoints'] }),
    },
    'what only another role with the policy may do': {
      ...role({
        inlinePolicies: inline({
          Shared: text({
            Action: 'iam:*',
            Resource: '*',
            Condition: { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${account}:role/admin` } },
          }),
        }),
      }),
      ...scientist,
    },
  },
  fail: {
    'of a permission set, whose role Identity Center keeps': {
      ...role({ serviceLinked: true, inlinePolicies: inline({ AwsSSOInlinePolicy: wide }) }),
      named: 'AWSReservedSSO_Science_0123456789abcdef',
      ...mapped({ roles: ['AWSReservedSSO_Science_*'] }),
      expect: 'AWSReservedSSO_Science_0123456789abcdef may do more than a data scientist',
    },
    'an inline policy': {
      ...role({ inlinePolicies: inline({ Wide: wide }) }),
      ...scientist,
      expect:
        'The role example may do more than a data scientist: 1 Permissions management action (iam:PutRolePolicy), 1 Write action (s3:DeleteBucket)',
    },
    'an attached policy': {
      ...role({ attachedPolicies: attached('ml/Wide') }),
      related: { attached: [policy('ml/Wide', wide)] },
      ...scientist,
    },
    'any bucket': {
      ...role({ inlinePolicies: inline({ Data: allow('s3:GetObject', 'arn:aws:s3:::*') }) }),
      ...scientist,
      expect: '1 Read action (s3:GetObject on any bucket)',
    },
    'a known policy, whatever others may be': {
      ...role({ inlinePolicies: inline({ Wide: wide, Other: null }), attachedPolicies: undefined }),
      ...scientist,
    },
    'what a boundary leaves': {
      ...role({ inlinePolicies: inline({ Wide: allow('*') }), boundary: arnOf('Limit') }),
      related: { boundary: [policy('Limit', allow('s3:*', ['arn:aws:s3:::ml-data', 'arn:aws:s3:::ml-data/*']))] },
      ...scientist,
      expect: 's3:PutBucketPolicy',
    },
    'an execution role': {
      ...role({ inlinePolicies: inline({ Work: working }) }),
      ...mapped({ persona: 'compute' }),
      expect: 'The role example may do more than an execution role: 1 Write action (sagemaker:CreateTrainingJob)',
    },
    'a persona by its tag, in any letter case': {
      ...role({ inlinePolicies: inline({ Wide: wide }), tags: completeMap({ Persona: 'DS-Vision' }) }),
      ...mapped({ roles: [], tags: { persona: 'ds-*' } }),
    },
    'a persona by ARN': {
      ...role({ inlinePolicies: inline({ Wide: wide }), path: '/team/' }),
      ...mapped({ roles: [`arn:aws:iam::${account}:role/team/*`] }),
    },
    'by name and tag, before a wider one': {
      ...role({
        inlinePolicies: inline({ Work: allow('sagemaker:CreateEndpoint') }),
        tags: completeMap({ team: 'a' }),
      }),
      ...mapped({ tags: { team: 'a' } }, { persona: 'mlops' }),
    },
    'a custom persona': {
      ...role({ inlinePolicies: inline({ Work: working }) }),
      ...mapped({ persona: 'custom', activities: ['manageEndpoints'] }),
      expect: 'may do more than its persona',
    },
  },
  notApplicable: {
    'no personas at all': role({ inlinePolicies: undefined, tags: undefined }),
    'a role of another name': { ...role({ inlinePolicies: inline({ Wide: wide }) }), ...mapped({ roles: ['ds-*'] }) },
    'a role of another path': { ...role(), ...mapped({ roles: [`arn:aws:iam::${account}:role/team/*`] }) },
    'a role without the tag': { ...role(), ...mapped({ roles: [], tags: { persona: '*' } }) },
    'a role that lost the tag': {
      ...role({ tags: { complete: false, entries: { persona: null } } }),
      ...mapped({ roles: [], tags: { persona: '*' } }),
    },
    'another name, whatever its tags': {
      ...role({ tags: undefined }),
      ...mapped({ roles: ['ds-*'], tags: { persona: '*' } }),
    },
    'a service-linked role': { ...role({ serviceLinked: true }), ...mapped({ roles: ['*'] }) },
  },
  unknown: {
    'nothing is known of it': {
      ...role({ inlinePolicies: undefined, attachedPolicies: undefined, boundary: undefined }),
      ...scientist,
    },
    'its tags are not known': { ...role({ tags: undefined }), ...mapped({ roles: [], tags: { persona: '*' } }) },
    'its path is not known': {
      ...role({ path: undefined }),
      ...mapped({ roles: [`arn:aws:iam::${account}:role/team/ex*`] }),
    },
    'a boundary that was never seen': {
      ...role({ inlinePolicies: inline({ Wide: wide }), boundary: arnOf('Limit') }),
      related: { boundary: [policy('Limit')] },
      ...scientist,
    },
    'a policy that was never seen': {
      ...role({ inlinePolicies: inline({ Work: working }), attachedPolicies: attached('Other') }),
      related: { attached: [policy('Other')] },
      ...scientist,
    },
    'a policy that cannot be read': { ...role({ inlinePolicies: inline({ Work: '{' }) }), ...scientist },
  },
  record: [
    {
      eventSource: 'iam.amazonaws.com',
      eventName: 'CreateRole',
      awsRegion: 'us-east-1',
      requestParameters: { roleName: 'example', assumeRolePolicyDocument: '{}' },
    },
    {
      eventSource: 'iam.amazonaws.com',
      eventName: 'PutRolePolicy',
      awsRegion: 'us-east-1',
      requestParameters: { roleName: 'example', policyName: 'Wide', policyDocument: wide },
    },
  ],
  configuration: scientist.configuration,
});
