import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { actorOf } from '../../shared/cloudtrail/actor.ts';
import { isDeployment, isOwnActor, isOwnName, stageIn } from '../../shared/core/own-stack.ts';
import { record } from '../fixtures/record.ts';

const actor = (userIdentity: object) =>
  actorOf(record({ eventSource: 'iam.amazonaws.com', eventName: 'TagRole', userIdentity }));
const session = (role: string) =>
  actor({
    type: 'AssumedRole',
    arn: `arn:aws:sts::111122223333:assumed-role/${role}/${role}`,
    accountId: '111122223333',
  });

describe('names of Sagewatch’s own', () => {
  test.each(['sagewatch-prod', 'sagewatch-dev-evaluate', 'sagewatch-prod-us-east-1-canary', 'sagewatch-p2-events-dlq'])(
    '%s is one',
    (name) => expect(isOwnName(name)).toBe(true),
  );
  test.each([
    'sagewatch',
    'sagewatch-',
    'sagewatch--x',
    'sagewatch-2',
    'my-sagewatch-prod',
    'sagewatchers-prod',
    'Sagewatch-prod',
    'sagewatch-prod\nx',
  ])('%j is none', (name) => expect(isOwnName(name)).toBe(false));
  test('begin as the service is called that is deployed', () => {
    const template = readFileSync(new URL('../../serverless.yml', import.meta.url), 'utf8');
    expect(`${/^service: (\S+)$/m.exec(template)?.[1]}-prod`).toBe('sagewatch-prod');
    expect(stageIn('sagewatch-prod')).toBe('prod');
    expect(stageIn('sagewatch-prod-us-east-1-canary')).toBe('prod');
    expect(stageIn('orders')).toBeUndefined();
  });
});

describe('roles of Sagewatch’s own', () => {
  test.each([
    'sagewatch-prod-us-east-1-canary',
    'sagewatch-dev-us-gov-west-1-evaluate',
    'sagewatch-p-ap-southeast-2-schedules',
  ])('%s is one', (role) => expect(isOwnActor(session(role))).toBe(true));
  test.each([
    'sagewatch-prod',
    'sagewatch-prod-deployer',
    'sagewatch-prod-us-east-1',
    'x-sagewatch-prod-us-east-1-canary',
  ])('%s is none', (role) => expect(isOwnActor(session(role))).toBe(false));
  test('a session of that name, and a user, are none', () => {
    const name = 'sagewatch-prod-us-east-1-canary';
    expect(isOwnActor(actor({ type: 'AssumedRole', arn: `arn:aws:sts::111122223333:assumed-role/ml/${name}` }))).toBe(
      false,
    );
    expect(isOwnActor(actor({ type: 'IAMUser', arn: `arn:aws:iam::111122223333:user/${name}` }))).toBe(false);
    expect(isOwnActor(actor({ type: 'AWSService', invokedBy: 'events.amazonaws.com' }))).toBe(false);
  });
});

test('a deployment is what CloudFormation calls, whoever deploys; a role of its name is not', () => {
  const user = actor({ type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/alice' });
  expect(isDeployment({ actor: { ...user, invokedBy: 'cloudformation.amazonaws.com' }, address: undefined })).toBe(
    true,
  );
  expect(isDeployment({ actor: user, address: 'cloudformation.amazonaws.com' })).toBe(true);
  expect(isDeployment({ actor: user, address: '203.0.113.10' })).toBe(false);
  expect(isDeployment({ actor: session('AWSCloudFormation'), address: undefined })).toBe(false);
});
