import { describe, expect, test } from 'vitest';
import { defaultConfiguration, type Configuration } from '../../shared/core/configuration.ts';
import { watchdog } from '../fixtures/watchdog.ts';
import { recordedCalls } from './recorded.ts';
import type { Resolved } from './resolved.ts';
import { account, forwarder, home, homeStack, member, organization, store } from './stacks.ts';

const production = { environment: 'prod', dataClass: 'phi', owner: null } as const;

/** As severe as it gets: production with regulated data. */
const configuration: Configuration = {
  ...defaultConfiguration,
  organization,
  accounts: { [account]: production, [member]: production },
};

/** What Sagewatch says of a deployed stack: findings above low, and how many resources it looked at. */
const said = async (stack: Resolved, place: { account: string; region: string }) => {
  const dog = watchdog({ configuration });
  for (const call of recordedCalls(stack, place)) await dog.feed(call);
  const known = await dog.store.resources('*');
  const findings = await dog.findings();
  return {
    known: known.map(({ resource }) => resource.arn),
    findings: findings
      .filter(({ status, severity }) => status === 'open' && severity !== 'low')
      .map(({ controlId, severity, resource }) => `${severity} ${controlId} ${resource.arn}`),
  };
};

describe('Sagewatch finds nothing above low in', () => {
  test.each([
    ['the store', store(), { account, region: home }],
    ['the home stack', homeStack(), { account, region: home }],
    ['the home stack of a single account', homeStack({ parameters: { Organization: '' } }), { account, region: home }],
    ['a forwarder', forwarder('eu-west-1'), { account: member, region: 'eu-west-1' }],
    ['a forwarder with a reader', forwarder('us-east-1'), { account: member, region: 'us-east-1' }],
  ])('%s', async (_, stack, place) => {
    const { findings, known } = await said(stack, place);
    expect(findings).toEqual([]);
    const types = new Set([
      'AWS::KMS::Key',
      'AWS::Events::EventBus',
      'AWS::Events::Rule',
      'AWS::IAM::Role',
      'AWS::IAM::ManagedPolicy',
    ]);
    for (const { type, name, arn } of Object.values(stack).filter(({ type: each }) => types.has(each))) {
      expect(
        known.some((each) => each === arn || each.endsWith(`/${name}`)),
        `${type} ${name}`,
      ).toBe(true);
    }
  });

  test('but it does where a role, the key or the bus is opened', async () => {
    const stack = { ...store(), ...homeStack() };
    const everybody = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole', Resource: '*' }],
    };
    const opened = (id: string, property: string, value: unknown): Resolved => {
      const resource = stack[id];
      if (!resource) throw new Error(`no ${id}`);
      return { [id]: { ...resource, properties: { ...resource.properties, [property]: value } } };
    };
    const place = { account, region: home };
    const trusting = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' }],
    };
    expect((await said(opened('WorkRole', 'AssumeRolePolicyDocument', trusting), place)).findings).not.toEqual([]);
    const key = { ...everybody, Statement: [{ ...everybody.Statement[0], Action: 'kms:*' }] };
    expect((await said(opened('StoreKey', 'KeyPolicy', key), place)).findings).not.toEqual([]);
    const bus = {
      ...opened('OrganizationMayForward', 'Statement', {
        Effect: 'Allow',
        Principal: '*',
        Action: 'events:PutEvents',
        Resource: stack['Bus']?.arn,
      }),
      Bus: stack['Bus']!,
    };
    expect((await said(bus, place)).findings).not.toEqual([]);
  });
});
