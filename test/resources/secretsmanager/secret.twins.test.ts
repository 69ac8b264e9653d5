import { describe, expect, test } from 'vitest';
import { refNamed } from '../../../shared/core/resource-type.ts';
import { fromApi } from '../../../shared/resources/from-api.ts';
import { secret } from '../../../shared/resources/secretsmanager/secret.ts';
import { record } from '../../fixtures/record.ts';
import { run } from '../../fixtures/run.ts';
import { expectTwins, statedBy } from '../twins.ts';

const arn = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:ml/db-a1B2c3';
const policy = {
  Version: '2012-10-17',
  Statement: [{ Sid: 'Read', Effect: 'Allow', Principal: '*', Action: 'secretsmanager:GetSecretValue', Resource: '*' }],
};
const call = (eventName: string, requestParameters: object, responseElements: object | null = null) => ({
  eventSource: 'secretsmanager.amazonaws.com',
  eventName,
  requestParameters,
  responseElements,
});
const created = call('CreateSecret', {
  name: 'ml/db',
  clientRequestToken: '00000000-0000-4000-8000-000000000000',
  secretString: 'HIDDEN_DUE_TO_SECURITY_REASONS',
  tags: [{ key: 'team', value: 'ml' }],
});
const put = (secretId: string, resourcePolicy: unknown = JSON.stringify(policy, null, 2)) =>
  call('PutResourcePolicy', { secretId, resourcePolicy, blockPublicPolicy: false });
const described = {
  ARN: arn,
  Name: 'ml/db',
  CreatedDate: '2026-11-02T09:00:00.000Z',
  Tags: [{ Key: 'team', Value: 'ml' }],
};

test('a secret with a policy, and as AWS tells it', () => {
  expectTwins(secret, {
    records: [created, put('ml/db')],
    output: { ...described, ResourcePolicy: JSON.stringify(policy) },
  });
  expectTwins(secret, { records: [created, put(arn, policy)], output: { ...described, ResourcePolicy: policy } });
});

test('a secret without a policy that is scheduled for deletion', () => {
  expectTwins(secret, {
    records: [
      created,
      put('ml/db'),
      call('DeleteResourcePolicy', { secretId: 'ml/db' }),
      call('DeleteSecret', { secretId: arn, recoveryWindowInDays: 30 }, { name: 'ml/db', aRN: arn }),
      call('TagResource', { secretId: 'ml/db', tags: [{ key: 'stage', value: 'prod' }] }),
    ],
    output: {
      ...described,
      DeletedDate: '2026-12-02T09:00:00.000Z',
      ResourcePolicy: null,
      Tags: [...described.Tags, { Key: 'stage', Value: 'prod' }],
    },
  });
});

test('what a secret says is never kept, wherever it stands', () => {
  const told = statedBy(secret, [
    call('CreateSecret', { name: 'ml/db', secretString: 'opensesame', secretBinary: 'b3BlbnNlc2FtZQ==' }),
  ]);
  expect(JSON.stringify(told)).not.toMatch(/opensesame|b3BlbnNlc2FtZQ/);
  expect(JSON.stringify(fromApi(secret, { ARN: arn, Name: 'ml/db', SecretString: 'opensesame' }))).toBe('{}');
});

test('what was not read stays unknown', () => {
  expect(fromApi(secret, { ARN: arn, Name: 'ml/db', ResourcePolicy: JSON.stringify(policy) })).toEqual({
    resourcePolicy: JSON.stringify(policy),
  });
  expect(fromApi(secret, described)).not.toHaveProperty('resourcePolicy');
  expect(secret.described?.nameOf({ ARN: 'arn:aws:sns:eu-central-1:111122223333:topic' })).toBeUndefined();
});

describe('one secret', () => {
  const place = { partition: 'aws', account: '111122223333', region: 'eu-central-1' };
  test.each([
    ['its name', 'ml/db'],
    ['its ARN', arn],
    ['its ARN without the characters that nobody chose', arn.replace(/-[^-]*$/, '')],
  ])('goes by %s', (_, id) => {
    expect(statedBy(secret, [put(id)]).resource).toMatchObject({
      arn: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:ml/db',
      name: 'ml/db',
      account: '111122223333',
    });
  });
  test('goes by what the response says, where its name looks as if it had such characters', () => {
    const own = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:my-secret';
    const named = (requestParameters: object, responseElements: object | null) =>
      statedBy(secret, [call('DeleteResourcePolicy', requestParameters, responseElements)]).resource.arn;
    expect(named({ secretId: 'my-secret' }, null)).toBe(own);
    expect(named({ secretId: 'my-secret' }, { aRN: `${own}-a1B2c3`, name: 'my-secret' })).toBe(own);
    expect(named({ secretId: own }, { arn: `${own}-a1B2c3`, name: 'my-secret' })).toBe(own);
    expect(refNamed(secret, `${own}-a1B2c3`, place).arn).toBe(own);
    expect(refNamed(secret, 'my-secret', place).arn).toBe(own);
  });
  test('of another account is that account’s', () =>
    expect(statedBy(secret, [put(arn.replace('111122223333', '444455556666'))]).resource.account).toBe('444455556666'));
});

describe('a deletion', () => {
  const told = (...fixtures: ReturnType<typeof call>[]) =>
    run(fixtures.map((each, second) => record({ ...each, eventTime: `2026-11-02T09:00:0${second}Z` })))
      .transitions.filter(({ finding }) => finding.controlId === 'secretsmanager/secret-policy-public-access')
      .map(({ change, finding }) => [change, finding.episodes.at(-1)?.reason].filter(Boolean).join(' '));
  const remove = (more: object) => call('DeleteSecret', { secretId: 'ml/db', ...more });
  test('that can be taken back closes the secret for a while', () => {
    expect(told(created, put(arn), remove({ recoveryWindowInDays: 7 }))).toEqual(['opened', 'resolved mended']);
    expect(told(created, put(arn), remove({}), call('RestoreSecret', { secretId: arn }))).toEqual([
      'opened',
      expect.stringContaining('resolved'),
      'reopened',
    ]);
  });
  test('that cannot ends it, and the next of its name is another', () =>
    expect(told(created, put(arn), remove({ forceDeleteWithoutRecovery: true }), created, put(arn))).toEqual([
      'opened',
      'resolved deleted',
      'opened',
    ]));
});
