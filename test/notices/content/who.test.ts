import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callOf } from '../../../shared/cloudtrail/actor.ts';
import { defaultConfiguration } from '../../../shared/core/configuration.ts';
import { handOf } from '../../../shared/core/hand.ts';
import { clientOf } from '../../../shared/notices/content/client.ts';
import { whoOf } from '../../../shared/notices/content/who.ts';
import { record } from '../../fixtures/record.ts';

const told = { networks: ['203.0.113.0/24', '2001:db8:10::/48'], vpcEndpoints: ['vpce-0a1b'] };

const whoIn = (members: object, configuration: { networks: string[]; vpcEndpoints: string[] } = told) => {
  const call = callOf(record({ eventSource: 'sagemaker.amazonaws.com', eventName: 'CreateModel', ...members }));
  return whoOf(handOf({ eventId: '1', call }), { ...defaultConfiguration, ...configuration }, call);
};

const session = (role: string, name: string, more: object = {}, context: object = {}) => ({
  userIdentity: {
    type: 'AssumedRole',
    principalId: `AROAEXAMPLE:${name}`,
    arn: `arn:aws:sts::111122223333:assumed-role/${role}/${name}`,
    accountId: '111122223333',
    sessionContext: {
      sessionIssuer: { type: 'Role', arn: `arn:aws:iam::111122223333:role/${role}`, userName: role },
      ...context,
    },
    ...more,
  },
});

describe('who did it', () => {
  test('a service that calls with a role of SageMaker is named once', () => {
    const service = 'sagemaker.amazonaws.com';
    const members = session('pipeline-execution', 'SageMaker', { invokedBy: service });
    const { name, through, address, client } = whoIn({ ...members, sourceIPAddress: service, userAgent: service });
    expect([name, through, address, client]).toEqual([
      'the role pipeline-execution',
      'SageMaker',
      undefined,
      undefined,
    ]);
  });
  test.each<[string, object, string, string | undefined]>([
    ['a session', session('ml-engineer', 'alice'), 'alice', 'the role ml-engineer'],
    [
      'a session that a source identity was set for',
      session('ml-engineer', 'session-1', {}, { sourceIdentity: 'alice' }),
      'alice',
      'the role ml-engineer',
    ],
    [
      'somebody of Identity Center',
      session('AWSReservedSSO_DataScientist_0123456789abcdef', 'alice@example.com'),
      'alice@example.com',
      'the permission set DataScientist',
    ],
    [
      'a role that only looks like one of Identity Center',
      session('AWSReservedSSO_DataScientist', 'alice'),
      'alice',
      'the role AWSReservedSSO_DataScientist',
    ],
    [
      'a user profile of Studio',
      session('studio-execution', 'SageMaker', {}, { sourceIdentity: 'bela' }),
      'bela',
      'SageMaker Studio, the role studio-execution',
    ],
    ['an execution role', session('studio-execution', 'SageMaker'), 'the role studio-execution', 'SageMaker'],
    ['a session that a SDK named', session('build', 'botocore-session-1709630105'), 'the role build', undefined],
    ['a session of an instance', session('build', 'i-0123456789abcdef0'), 'the role build', undefined],
    ['a session with digits in a name', session('build', 'alice-20261102'), 'alice-20261102', 'the role build'],
    [
      'a deployment by CloudFormation',
      session('deploy', 'alice', { invokedBy: 'cloudformation.amazonaws.com' }),
      'alice',
      'the role deploy, cloudformation.amazonaws.com',
    ],
    [
      'a user',
      { userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/team/elif', accountId: '111122223333' } },
      'elif',
      undefined,
    ],
    [
      'the root user',
      { userIdentity: { type: 'Root', arn: 'arn:aws:iam::111122223333:root', accountId: '111122223333' } },
      'the root user of 111122223333',
      undefined,
    ],
    [
      'a service',
      { userIdentity: { type: 'AWSService', invokedBy: 'sagemaker.amazonaws.com' } },
      'sagemaker.amazonaws.com',
      undefined,
    ],
    [
      'somebody of another account',
      { userIdentity: { type: 'AWSAccount', principalId: 'AROAEXAMPLE:carol', accountId: '444455556666' } },
      'carol',
      'the account 444455556666',
    ],
  ])('%s', (_, members, name, through) => expect(whoIn(members)).toMatchObject({ name, ...(through && { through }) }));

  test('nobody, where AWS was asked and no record tells', () =>
    expect(whoOf({ actor: undefined, address: undefined }, defaultConfiguration)).toEqual({
      name: 'nobody we were told of',
    }));
});

describe('from where', () => {
  const alice = session('ml-engineer', 'alice');
  test.each<[string, object, boolean | undefined]>([
    ['from the office', { sourceIPAddress: '203.0.113.9' }, true],
    ['from elsewhere', { sourceIPAddress: '198.51.100.7' }, false],
    ['from the office by IPv6', { sourceIPAddress: '2001:db8:10:1::7' }, true],
    ['from elsewhere by IPv6', { sourceIPAddress: '2001:db8:11::7' }, false],
    ['through an endpoint of ours', { sourceIPAddress: '10.0.0.9', vpcEndpointId: 'vpce-0a1b' }, true],
    ['through an endpoint of somebody', { sourceIPAddress: '10.0.0.9', vpcEndpointId: 'vpce-ffff' }, false],
    ['by a service', { sourceIPAddress: 'cloudformation.amazonaws.com' }, undefined],
    ['by AWS itself', { sourceIPAddress: 'AWS Internal' }, undefined],
  ])('%s', (_, members, isKnown) => {
    const who = whoIn({ ...alice, ...members });
    expect(who).toMatchObject({ address: (members as { sourceIPAddress: string }).sourceIPAddress });
    expect(who.isKnownNetwork).toBe(isKnown);
  });
  test('nobody knows where nobody told', () =>
    expect(whoIn(alice, { networks: [], vpcEndpoints: [] })).not.toHaveProperty('isKnownNetwork'));
});

describe('with which client', () => {
  const terraform =
    'APN/1.0 HashiCorp/1.0 Terraform/1.1.2 (+https://www.terraform.io) terraform-provider-aws/3.76.1 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go/1.44.157 (go1.19.3; linux; amd64) HashiCorp-terraform-exec/0.17.3';
  test.each<[string | undefined, string | undefined]>([
    [undefined, undefined],
    ['', undefined],
    ['Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:102.0) Gecko/20100101 Firefox/102.0', 'console'],
    ['console.amazonaws.com', 'console'],
    ['signin.amazonaws.com', 'console'],
    [
      '[S3Console/0.4, aws-internal/3 aws-sdk-java/1.12.488 Linux/5.10.184-153.731.amzn2int.x86_64 OpenJDK_64-Bit_Server_VM/25.372-b08 java/1.8.0_372 vendor/Oracle_Corporation cfg/retry-mode/standard]',
      'console',
    ],
    [
      'RDS Console, aws-internal/3 aws-sdk-java/1.11.975 Linux/5.10.184-153.731.amzn2int.x86_64 OpenJDK_64-Bit_Server_VM/25.242-b08 java/1.8.0_242 vendor/Oracle_Corporation cfg/retry-mode/legacy',
      'console',
    ],
    [
      '[AWSCloudTrail, aws-internal/3 aws-sdk-java/1.12.433 Linux/5.4.247-169.350.amzn2int.x86_64 OpenJDK_64-Bit_Server_VM/25.362-b10 java/1.8.0_362 vendor/Oracle_Corporation cfg/retry-mode/standard]',
      'AWS itself',
    ],
    ['AWS Internal', 'AWS itself'],
    ['cloudformation.amazonaws.com', 'CloudFormation'],
    ['sagemaker.amazonaws.com', 'sagemaker'],
    [terraform, 'Terraform'],
    [`[${terraform}]`, 'Terraform'],
    ['APN/1.0 HashiCorp/1.0 OpenTofu/1.6.0', 'OpenTofu'],
    ['aws-sdk-nodejs/2.1586.0 linux/v20.15.1 aws-cdk/2.135.0 promise', 'CDK'],
    [
      'aws-cli/2.13.5 Python/3.11.4 Linux/4.14.255-314-253.539.amzn2.x86_64 exec-env/CloudShell exe/x86_64.amzn.2 prompt/off command/cloudtrail.start-logging',
      'CLI in CloudShell',
    ],
    ['aws-cli/1.44.9 Python/3.11.2 Linux/6.1.0', 'CLI'],
    ['[Boto3/1.26.165 Python/3.10.6 Linux/5.19.0-46-generic Botocore/1.29.165]', 'Python SDK (boto3)'],
    [
      'AWS-SageMaker-Notebook-Instance/2.1 AWS-SageMaker-Python-SDK/2.200.0 Python/3.10.8 Linux/5.10 Boto3/1.28.57 Botocore/1.31.57',
      'SageMaker notebook instance',
    ],
    [
      'AWS-SageMaker-Python-SDK/2.200.0 Python/3.10.8 AWS-SageMaker-Studio/KernelGateway Boto3/1.28.57',
      'SageMaker Studio',
    ],
    ['aws-sdk-go-v2/1.17.0 os/linux lang/go/1.18.10 md/GOOS/linux md/GOARCH/amd64 api/sts/1.16.19', 'Go SDK'],
    ['aws-sdk-go/1.41.4 (go1.18.3; linux; amd64) amazon-ssm-agent/', 'Go SDK'],
    ['stratus-red-team_00000000-0000-4000-8000-000000000000', 'stratus-red-team_00000000-0000-4000-8000-000000000000'],
    ['Coral/Netty4', 'Coral'],
  ])('%s', (userAgent, family) => expect(clientOf(userAgent)).toBe(family));

  test('any text is a client of a bounded name', () =>
    fc.assert(
      fc.property(fc.string({ maxLength: 1_500, unit: 'binary' }), (userAgent) => {
        expect((clientOf(userAgent) ?? '').length).toBeLessThan(120);
      }),
    ));
});
