import { describe, expect, test } from 'vitest';
import { eventBus } from '../../../shared/resources/events/event-bus.ts';
import { record } from '../../fixtures/record.ts';
import { run } from '../../fixtures/run.ts';
import { expectTwins, statedBy } from '../twins.ts';

const arn = 'arn:aws:events:eu-central-1:111122223333:event-bus/ml';
const call = (eventName: string, requestParameters: object) => ({
  eventSource: 'events.amazonaws.com',
  eventName,
  requestParameters,
});
const created = call('CreateEventBus', { name: 'ml', tags: [{ key: 'team', value: 'ml' }] });
const permit = (statementId: string, principal: string, more: object = {}) =>
  call('PutPermission', { eventBusName: 'ml', action: 'events:PutEvents', principal, statementId, ...more });
const statement = (Sid: string, Principal: unknown, more: object = {}) => ({
  Sid,
  Effect: 'Allow',
  Principal,
  Action: 'events:PutEvents',
  Resource: arn,
  ...more,
});
const account = { AWS: 'arn:aws:iam::444455556666:root' };
const policyOf = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const told = (...records: ReturnType<typeof call>[]) => {
  const { state, resource } = statedBy(eventBus, records);
  return { ...eventBus.derived?.(state), arn: resource.arn };
};

test('a bus with permissions, and as AWS tells it', () => {
  const condition = { type: 'StringEquals', key: 'aws:PrincipalOrgID', value: 'o-exampleorgid' };
  expectTwins(eventBus, {
    records: [
      created,
      permit('Account', '444455556666'),
      permit('Organization', '*', { condition }),
      call('UpdateEventBus', { name: 'ml', description: 'of the models' }),
    ],
    output: {
      Name: 'ml',
      Arn: arn,
      Policy: policyOf(
        statement('Account', account),
        statement('Organization', '*', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } } }),
      ),
      Tags: [{ Key: 'team', Value: 'ml' }],
    },
  });
});

test('a bus with a policy of its own', () => {
  const Policy = policyOf(statement('Put', '*'), { ...statement('', account), Sid: undefined });
  expectTwins(eventBus, {
    records: [created, permit('Before', '*'), call('PutPermission', { eventBusName: 'ml', policy: Policy })],
    output: { Name: 'ml', Arn: arn, Policy, Tags: [{ Key: 'team', Value: 'ml' }] },
  });
  expect(told(created, call('PutPermission', { eventBusName: 'ml', policy: JSON.parse(Policy) as object }))).toEqual({
    arn,
    policy: Policy,
    policyIsWhole: true,
    formerPolicy: null,
  });
});

test('a bus without permissions', () => {
  expectTwins(eventBus, {
    records: [
      created,
      permit('Put', '*'),
      call('RemovePermission', { eventBusName: 'ml', removeAllPermissions: true }),
    ],
    output: { Name: 'ml', Arn: arn, Tags: [{ Key: 'team', Value: 'ml' }] },
  });
  expect(told(created)).toMatchObject({ policy: null, policyIsWhole: true, formerPolicy: null });
});

test('the default bus, which nobody made, is known in part', () => {
  const onDefault = {
    ...permit('Put', '*'),
    requestParameters: { action: 'events:PutEvents', principal: '*', statementId: 'Put' },
  };
  expect(told(onDefault)).toMatchObject({
    arn: 'arn:aws:events:eu-central-1:111122223333:event-bus/default',
    policyIsWhole: false,
    policy: expect.stringContaining('"Principal":"*"'),
  });
  expect(eventBus.derived?.({})).toEqual({});
});

test('a statement takes the place of the one with its Sid', () => {
  const taken = told(created, permit('Put', '*'), permit('Put', '444455556666'));
  expect(taken).toMatchObject({
    policy: policyOf(statement('Put', account)),
    formerPolicy: policyOf(statement('Put', '*')),
  });
  expect(told(created, permit('Put', '*'), permit('Put', '444455556666'), permit('Put', '*'))).toMatchObject({
    policy: policyOf(statement('Put', '*')),
  });
});

test('a policy that cannot be read is not taken for none', () => {
  for (const policy of ['{"Statement":', '{}', 'HIDDEN_DUE_TO_SECURITY_REASONS']) {
    const { policy: kept } = told(created, call('PutPermission', { eventBusName: 'ml', policy })) as { policy: string };
    expect(kept).toContain(JSON.stringify(policy));
  }
});

test('rules, and tags of rules, are not buses', () => {
  expect(eventBus.described?.nameOf({ Arn: 'arn:aws:events:eu-central-1:111122223333:rule/feed' })).toBeUndefined();
  const tags = [{ key: 'team', value: 'ml' }];
  expect(() =>
    statedBy(eventBus, [call('TagResource', { resourceARN: 'arn:aws:events:eu-central-1:111122223333:rule/x', tags })]),
  ).toThrow('no change');
  expect(statedBy(eventBus, [call('TagResource', { resourceARN: arn, tags })]).resource.arn).toBe(arn);
});

describe('a finding of a bus that nobody saw being made', () => {
  const transitions = (...fixtures: ReturnType<typeof call>[]) =>
    run(fixtures.map((each, second) => record({ ...each, eventTime: `2026-11-02T09:00:0${second}Z` })))
      .transitions.filter(({ finding }) => finding.controlId === 'events/event-bus-policy-public-access')
      .map(({ change }) => change);
  test('is mended by taking its statement away, by another in its place, and by a policy', () => {
    const remove = call('RemovePermission', { eventBusName: 'ml', statementId: 'Put' });
    expect(transitions(permit('Put', '*'), remove)).toEqual(['opened', 'resolved']);
    expect(transitions(permit('Put', '*'), permit('Put', '444455556666'))).toEqual(['opened', 'resolved']);
    const policy = policyOf(statement('Other', account));
    expect(transitions(permit('Put', '*'), call('PutPermission', { eventBusName: 'ml', policy }))).toEqual([
      'opened',
      'resolved',
    ]);
  });
  test('is not mended by what happens to another statement', () => {
    expect(
      transitions(permit('Put', '*'), permit('Other', '444455556666'), {
        ...call('RemovePermission', { eventBusName: 'ml', statementId: 'Other' }),
      }),
    ).toEqual(['opened']);
  });
});
