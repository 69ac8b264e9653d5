import { describe, expect, test } from 'vitest';
import { refOf } from '../../../shared/core/resource-ref.ts';
import { resourcePage } from '../../../shared/notices/content/console-page.ts';
import { controlPage, eventPage } from '../../../shared/notices/content/links.ts';

const frankfurt = 'eu-central-1.console.aws.amazon.com';
const page = (type: string, arn: string) => resourcePage(refOf(type, arn, { account: '111122223333', region: '' }));
const local = (service: string, rest: string) => `arn:aws:${service}:eu-central-1:111122223333:${rest}`;

describe('the page of a resource', () => {
  test.each<[string, string, string | undefined]>([
    [
      'sagemaker/notebook-instance',
      local('sagemaker', 'notebook-instance/a'),
      `${frankfurt}/sagemaker/home?region=eu-central-1#/notebook-instances/a`,
    ],
    [
      'sagemaker/endpoint',
      local('sagemaker', 'endpoint/a'),
      `${frankfurt}/sagemaker/home?region=eu-central-1#/endpoints/a`,
    ],
    [
      'sagemaker/endpoint-config',
      local('sagemaker', 'endpoint-config/a'),
      `${frankfurt}/sagemaker/home?region=eu-central-1#/endpointConfig/a`,
    ],
    [
      'sagemaker/domain',
      local('sagemaker', 'domain/d-1'),
      `${frankfurt}/sagemaker/home?region=eu-central-1#/studio/d-1`,
    ],
    [
      'sagemaker/user-profile',
      local('sagemaker', 'user-profile/d-1/bela'),
      `${frankfurt}/sagemaker/home?region=eu-central-1#/studio/d-1`,
    ],
    [
      'sagemaker/cluster',
      local('sagemaker', 'cluster/abc'),
      `${frankfurt}/sagemaker/home?region=eu-central-1#/cluster-management/abc`,
    ],
    [
      'sagemaker/notebook-instance',
      'arn:aws-cn:sagemaker:cn-north-1:111122223333:notebook-instance/a',
      'cn-north-1.console.amazonaws.cn/sagemaker/home?region=cn-north-1#/notebook-instances/a',
    ],
    [
      'sagemaker/notebook-instance',
      'arn:aws-us-gov:sagemaker:us-gov-west-1:111122223333:notebook-instance/a',
      'us-gov-west-1.console.amazonaws-us-gov.com/sagemaker/home?region=us-gov-west-1#/notebook-instances/a',
    ],
    ['iam/role', 'arn:aws:iam::111122223333:role/Trainer', 'console.aws.amazon.com/iam/home#/roles/details/Trainer'],
    [
      'iam/role',
      'arn:aws-us-gov:iam::111122223333:role/Trainer',
      'console.amazonaws-us-gov.com/iam/home#/roles/details/Trainer',
    ],
    [
      'iam/inline-policy',
      'arn:aws:iam::111122223333:user/alice/inline/Read',
      'console.aws.amazon.com/iam/home#/users/details/alice',
    ],
    [
      'iam/policy-attachment',
      'arn:aws:iam::111122223333:role/T/attached/arn:aws:iam::aws:policy/X',
      'console.aws.amazon.com/iam/home#/roles/details/T',
    ],
    ['kms/key', local('kms', 'key/1234abcd'), `${frankfurt}/kms/home?region=eu-central-1#/kms/keys/1234abcd`],
    [
      'ec2/security-group',
      local('ec2', 'security-group/sg-1'),
      `${frankfurt}/ec2/home?region=eu-central-1#SecurityGroup:groupId=sg-1`,
    ],
    [
      'ec2/vpc-endpoint',
      local('ec2', 'vpc-endpoint/vpce-1'),
      `${frankfurt}/vpcconsole/home?region=eu-central-1#EndpointDetails:vpcEndpointId=vpce-1`,
    ],
    [
      'ecr/repository',
      local('ecr', 'repository/ml/train'),
      `${frankfurt}/ecr/repositories/private/111122223333/ml/train?region=eu-central-1`,
    ],
    [
      'events/rule',
      local('events', 'rule/bus/r'),
      `${frankfurt}/events/home?region=eu-central-1#/eventbus/bus/rules/r`,
    ],
    [
      'events/rule',
      local('events', 'rule/r'),
      `${frankfurt}/events/home?region=eu-central-1#/eventbus/default/rules/r`,
    ],
    ['lambda/function', local('lambda', 'function:f'), `${frankfurt}/lambda/home?region=eu-central-1#/functions/f`],
    [
      'secretsmanager/secret',
      local('secretsmanager', 'secret:ml/db'),
      `${frankfurt}/secretsmanager/secret?name=ml%2Fdb&region=eu-central-1`,
    ],
    [
      'sns/topic',
      local('sns', 't'),
      `${frankfurt}/sns/v3/home?region=eu-central-1#/topic/arn%3Aaws%3Asns%3Aeu-central-1%3A111122223333%3At`,
    ],
    [
      'sqs/queue',
      local('sqs', 'q'),
      `${frankfurt}/sqs/v3/home?region=eu-central-1#/queues/https%3A%2F%2Fsqs.eu-central-1.amazonaws.com%2F111122223333%2Fq`,
    ],
    [
      'organizations/account',
      'arn:aws:organizations::111122223333:account/111122223333',
      'console.aws.amazon.com/organizations/v2/home/accounts/111122223333',
    ],
    [
      'sagemaker/notebook-instance',
      local('sagemaker', "notebook-instance/a)'<b> c"),
      `${frankfurt}/sagemaker/home?region=eu-central-1#/notebook-instances/a%29%27%3Cb%3E%20c`,
    ],
    // Whose page has a form that we do not know.
    ['sagemaker/pipeline', local('sagemaker', 'pipeline/p'), undefined],
    ['sso/permission-set', 'arn:aws:sso:::permissionSet/ssoins-1/ps-1', undefined],
    ['constructor', local('sagemaker', 'x/y'), undefined],
    // Nowhere.
    ['sagemaker/notebook-instance', 'arn:aws:sagemaker:evil.example/:111122223333:notebook-instance/a', undefined],
    ['sagemaker/notebook-instance', 'arn:aws-iso:sagemaker:us-iso-east-1:111122223333:notebook-instance/a', undefined],
    ['sagemaker/notebook-instance', 'arn:aws:sagemaker::111122223333:notebook-instance/a', undefined],
    ['sagemaker/notebook-instance', local('sagemaker', `notebook-instance/${'a'.repeat(2_000)}`), undefined],
  ])('%s %s', (type, arn, url) => expect(page(type, arn)).toBe(url && `https://${url}`));
});

describe('the page of an event', () => {
  const eventId = '597f6521-ce2c-4a04-a627-e07102cebad5';
  const call = 'sagemaker.amazonaws.com:CreateModel';
  test.each<[string, string | undefined, string, string | undefined]>([
    [eventId, call, 'eu-central-1', `https://${frankfurt}/cloudtrailv2/home?region=eu-central-1#/events/${eventId}`],
    [
      eventId,
      call,
      'cn-north-1',
      `https://cn-north-1.console.amazonaws.cn/cloudtrailv2/home?region=cn-north-1#/events/${eventId}`,
    ],
    ['read arn:aws:x 1', undefined, 'eu-central-1', undefined],
    [`${eventId}/..`, call, 'eu-central-1', undefined],
    [eventId, undefined, 'eu-central-1', undefined],
    [eventId, call, '', undefined],
    [eventId, call, 'x@evil.example/', undefined],
  ])('%s %s %s', (id, name, region, url) => expect(eventPage({ eventId: id, call: name }, region)).toBe(url));
});

test('the page of a control, where they are published', () => {
  const controls = 'https://git.example.org/docs/controls';
  const url = `${controls}/iam.md#iamrole-boundary`;
  expect(controlPage('iam/role-boundary', { controls })).toBe(url);
  expect(controlPage('iam/role-boundary', { controls: `${controls}/` })).toBe(url);
  expect(controlPage('iam/role-boundary', {})).toBeUndefined();
  expect(controlPage('../x', { controls })).toBeUndefined();
});
