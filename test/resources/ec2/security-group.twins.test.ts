import { expect, test } from 'vitest';
import type { KnownMap } from '../../../shared/core/known-map.ts';
import { absentRules, presentRules } from '../../../shared/resources/ec2/ingress.ts';
import { securityGroup } from '../../../shared/resources/ec2/security-group.ts';
import { expectTwins, statedBy } from '../twins.ts';

const groupId = 'sg-0123456789abcdef0';
const call = (eventName: string, requestParameters: object, responseElements: object | null = null) => ({
  eventSource: 'ec2.amazonaws.com',
  eventName,
  requestParameters,
  responseElements,
});
const created = call(
  'CreateSecurityGroup',
  {
    groupName: 'training',
    groupDescription: 'jobs',
    vpcId: 'vpc-1',
    tagSpecificationSet: { items: [{ resourceType: 'security-group', tags: [{ key: 'team', value: 'ml' }] }] },
  },
  { _return: true, groupId },
);
const set = (...items: object[]) => ({ securityGroupRuleSet: { items } });
const ssh = { groupId, isEgress: false, ipProtocol: 'tcp', fromPort: 22, toPort: 22, cidrIpv4: '0.0.0.0/0' };
const opened = call(
  'AuthorizeSecurityGroupIngress',
  { groupId, ipPermissions: {}, ipProtocol: 'tcp', fromPort: 22, toPort: 22, cidrIp: '0.0.0.0/0' },
  set({ ...ssh, securityGroupRuleId: 'sgr-1' }),
);
const mixed = call('AuthorizeSecurityGroupIngress', {
  groupId,
  ipPermissions: {
    items: [
      {
        ipProtocol: '6',
        fromPort: 443,
        toPort: 443,
        groups: { items: [{ groupId: 'sg-other', userId: '111122223333' }] },
        ipRanges: { items: [{ cidrIp: '10.0.0.0/8' }, { cidrIp: '192.168.0.0/16' }] },
        ipv6Ranges: {},
        prefixListIds: { items: [{ prefixListId: 'pl-1' }] },
      },
      { ipProtocol: '-1', groups: {}, ipRanges: {}, ipv6Ranges: { items: [{ cidrIpv6: '::/0' }] }, prefixListIds: {} },
    ],
  },
});

const ingressAfter = (...records: ReturnType<typeof call>[]) =>
  statedBy(securityGroup, records).state['ingress'] as KnownMap;
const rulesAfter = (...records: ReturnType<typeof call>[]) =>
  presentRules(ingressAfter(...records)).map(
    ({ protocol, ports, source }) => `${protocol} ${ports ? `${ports.from}-${ports.to}` : '-'} ${source}`,
  );

test('a group and its rules, as records and as AWS tell them', () => {
  expectTwins(securityGroup, {
    records: [created, opened],
    output: {
      SecurityGroups: [
        {
          GroupId: groupId,
          GroupName: 'training',
          IpPermissions: [
            {
              IpProtocol: 'tcp',
              FromPort: 22,
              ToPort: 22,
              UserIdGroupPairs: [],
              IpRanges: [{ CidrIp: '0.0.0.0/0' }],
              Ipv6Ranges: [],
              PrefixListIds: [],
            },
          ],
          Tags: [{ Key: 'team', Value: 'ml' }],
        },
      ],
      SecurityGroupRules: [
        {
          SecurityGroupRuleId: 'sgr-1',
          GroupId: groupId,
          IsEgress: false,
          IpProtocol: 'tcp',
          FromPort: 22,
          ToPort: 22,
          CidrIpv4: '0.0.0.0/0',
        },
        { SecurityGroupRuleId: 'sgr-2', GroupId: groupId, IsEgress: true, IpProtocol: '-1', CidrIpv4: '0.0.0.0/0' },
      ],
    },
  });
});

test('lists of sources are a rule each', () => {
  expect(rulesAfter(created, mixed)).toEqual([
    'tcp 443-443 10.0.0.0/8',
    'tcp 443-443 192.168.0.0/16',
    'tcp 443-443 pl-1',
    'tcp 443-443 sg-other',
    'all - ::/0',
  ]);
});

test('rules are taken away by what they say', () => {
  const { requestParameters } = opened;
  expect(rulesAfter(created, opened, call('RevokeSecurityGroupIngress', requestParameters))).toEqual([]);
});

test('rules are taken away by their ids', () => {
  const revoked = call('RevokeSecurityGroupIngress', {
    groupId,
    securityGroupRuleIds: { items: [{ securityGroupRuleId: 'sgr-1' }] },
  });
  expect(rulesAfter(created, opened, revoked)).toEqual([]);
  expect(absentRules(ingressAfter(opened, revoked))).toHaveLength(1);
});

test('a rule that is modified says something else from then on', () => {
  const modify = (CidrIpv4: string) =>
    call('ModifySecurityGroupRules', {
      ModifySecurityGroupRulesRequest: {
        GroupId: groupId,
        SecurityGroupRule: {
          tag: 1,
          SecurityGroupRuleId: 'sgr-1',
          SecurityGroupRule: { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIpv4 },
        },
      },
    });
  expect(rulesAfter(created, opened, modify('203.0.113.7/32'))).toEqual(['tcp 22-22 203.0.113.7/32']);
  expect(rulesAfter(created, opened, modify('203.0.113.7/32'), modify('0.0.0.0/0'))).toEqual(['tcp 22-22 0.0.0.0/0']);
  expect(rulesAfter(modify('0.0.0.0/0'))).toEqual(['tcp 22-22 0.0.0.0/0']);
});

test('a group that a call names by its name alone is the one that the response names', () => {
  const { requestParameters, ...rest } = opened;
  const byName = { ...rest, requestParameters: { ...requestParameters, groupId: undefined, groupName: 'training' } };
  expect(statedBy(securityGroup, [byName]).resource.name).toBe(groupId);
});

test('tags of other resources are not read', () => {
  expect(() =>
    statedBy(securityGroup, [call('CreateTags', { resourcesSet: { items: [{ resourceId: 'ami-1' }] } })]),
  ).toThrow('no change');
  expect(
    statedBy(securityGroup, [
      call('CreateTags', {
        resourcesSet: { items: [{ resourceId: 'ami-1' }, { resourceId: groupId }] },
        tagSet: { items: [{ key: 'environment', value: 'prod' }] },
      }),
    ]).state['tags'],
  ).toEqual({ complete: false, entries: { environment: 'prod' } });
});
