import { expect, test } from 'vitest';
import { controls } from '../../shared/catalogue.ts';
import type { ResourceRef } from '../../shared/core/resource-ref.ts';

const account = '111122223333';
const region = 'eu-west-1';

const commandOf = (id: string, resource: Partial<ResourceRef>, evidence: object = {}): string => {
  const control = controls.find((each) => each.id === id);
  if (!control) throw new Error(`no control ${id}`);
  return control.remediation.command({ type: 'x', arn: '', account, region, name: '', ...resource }, evidence);
};

const role = { type: 'iam/role', arn: `arn:aws:iam::${account}:role/train`, name: 'train' };
const open = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' },
});

test('a policy that everybody is in is put with the account in their place', () =>
  expect(commandOf('iam/role-trust-principal', role, { trust: open })).toBe(
    `aws iam update-assume-role-policy --role-name train --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":"arn:aws:iam::111122223333:root"}}]}'`,
  ));

test.each([
  ['of which nothing is known', {}],
  [
    'that is too long to be read in a command',
    { trust: open.replace('sts:AssumeRole', `sts:AssumeRole${'e'.repeat(3_000)}`) },
  ],
  ['that cannot be read', { trust: '{' }],
])('a policy %s is opened in an editor', (_, evidence) =>
  expect(commandOf('iam/role-trust-principal', role, evidence)).toBe(
    'aws iam get-role --role-name train --query Role.AssumeRolePolicyDocument > trust.json && ${EDITOR:-vi} trust.json && aws iam update-assume-role-policy --role-name train --policy-document file://trust.json',
  ),
);

test('no text of a policy gets out of its quotes', () => {
  const trust = open.replace('"Effect"', `"Sid":"'; rm -rf ~; '","Effect"`);
  expect(commandOf('iam/role-trust-principal', role, { trust })).not.toMatch(/[^\\]'; rm/);
});

const inline = { arn: `arn:aws:iam::${account}:group/ml/inline/Wide`, name: 'ml/inline/Wide' };
const of = (name: string) => ({ arn: `arn:aws:x:${region}:${account}:${name}`, name });

test.each<[id: string, resource: Partial<ResourceRef>, read: string]>([
  [
    'iam/policy-pass-role',
    inline,
    'aws iam get-group-policy --group-name ml --policy-name Wide --query PolicyDocument > ',
  ],
  ['kms/key-policy-access', of('k-1'), `aws kms get-key-policy --region ${region} --key-id k-1 `],
  [
    'ecr/repository-policy-public-access',
    of('images'),
    `aws ecr get-repository-policy --region ${region} --registry-id ${account} `,
  ],
  ['events/event-bus-policy-public-access', of('bus'), `aws events describe-event-bus --region ${region} --name bus `],
  [
    'secretsmanager/secret-policy-public-access',
    of('s'),
    `aws secretsmanager get-resource-policy --region ${region} --secret-id s `,
  ],
  ['s3/bucket-policy-external-accounts', of('ml'), 'aws s3api get-bucket-policy --bucket ml '],
  [
    'ec2/vpc-endpoint-policy',
    of('vpce-1'),
    `aws ec2 describe-vpc-endpoints --region ${region} --vpc-endpoint-ids vpce-1 `,
  ],
  [
    'sagemaker/model-package-group-external-accounts',
    of('g'),
    `aws sagemaker get-model-package-group-policy --region ${region} --model-package-group-name g `,
  ],
])('%s: the policy is got, opened and put', (id, resource, read) => {
  const command = commandOf(id, resource);
  expect(command.startsWith(read)).toBe(true);
  expect(command).toMatch(/ > policy\.json && \$\{EDITOR:-vi\} policy\.json && aws .* file:\/\/policy\.json$/);
});

const rules = (...texts: readonly string[]) => ({
  ingress: { entries: Object.fromEntries(texts.map((text) => [text, ''])), complete: true },
});
const group = { arn: `arn:aws:ec2:${region}:${account}:security-group/sg-1`, name: 'sg-1' };

test.each<[what: string, evidence: object, permissions: object[] | undefined]>([
  [
    'those open, not those beside them',
    rules('tcp 22-22 0.0.0.0/0', 'tcp 22-22 10.0.0.0/8', 'tcp 3000-4000 ::/0', 'tcp 443-443 0.0.0.0/0'),
    [
      { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
      { IpProtocol: 'tcp', FromPort: 3_000, ToPort: 4_000, Ipv6Ranges: [{ CidrIpv6: '::/0' }] },
    ],
  ],
  ['all traffic', rules('all - 0.0.0.0/0'), [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }]],
  ['none that is known', {}, undefined],
])('rules of a security group are taken away by name: %s', (_, evidence, permissions) => {
  const command = commandOf('ec2/security-group-admin-ports', group, evidence);
  expect(command).toBe(
    permissions
      ? `aws ec2 revoke-security-group-ingress --region ${region} --group-id sg-1 --ip-permissions '${JSON.stringify(permissions)}'`
      : `aws ec2 describe-security-group-rules --region ${region} --filters Name=group-id,Values=sg-1`,
  );
});
