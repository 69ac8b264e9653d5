import { describe, expect, test } from 'vitest';
import { recordedCalls } from './recorded.ts';
import type { Resolved } from './resolved.ts';
import { said } from './said.ts';
import { account, forwarder, home, homeStack, member, store } from './stacks.ts';

describe('Sagewatch finds nothing above low in', () => {
  test.each([
    ['the store', store(), { account, region: home }],
    ['the home stack', homeStack(), { account, region: home }],
    ['the home stack of a single account', homeStack({ parameters: { Organization: '' } }), { account, region: home }],
    ['a forwarder', forwarder('eu-west-1'), { account: member, region: 'eu-west-1' }],
    ['a forwarder with a reader', forwarder('us-east-1'), { account: member, region: 'us-east-1' }],
  ])('%s', async (_, stack, place) => {
    const { findings, known } = await said(recordedCalls(stack, place));
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
    expect(
      (await said(recordedCalls(opened('WorkRole', 'AssumeRolePolicyDocument', trusting), place))).findings,
    ).not.toEqual([]);
    const key = { ...everybody, Statement: [{ ...everybody.Statement[0], Action: 'kms:*' }] };
    expect((await said(recordedCalls(opened('StoreKey', 'KeyPolicy', key), place))).findings).not.toEqual([]);
    const bus = {
      ...opened('OrganizationMayForward', 'Statement', {
        Effect: 'Allow',
        Principal: '*',
        Action: 'events:PutEvents',
        Resource: stack['Bus']?.arn,
      }),
      Bus: stack['Bus']!,
    };
    expect((await said(recordedCalls(bus, place))).findings).not.toEqual([]);
  });
});
