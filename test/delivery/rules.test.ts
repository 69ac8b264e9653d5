import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { controls, resourceTypes } from '../../shared/catalogue.ts';
import { catalogueOf, type Catalogue } from '../../shared/core/catalogue.ts';
import { defaultConfiguration } from '../../shared/core/configuration.ts';
import type { Control } from '../../shared/core/control.ts';
import { defineResourceType, type ResourceType } from '../../shared/core/resource-type.ts';
import type { TrailRecord } from '../../shared/core/trail-record.ts';
import { deliveredBy } from '../../shared/delivery/delivered.ts';
import { deliveryRules, type DeliveryRule } from '../../shared/delivery/rules.ts';
import { matches, parsePattern, patternQuota } from '../../shared/event-pattern/index.ts';
import { actionNamed } from '../../shared/iam/actions.ts';
import { record } from '../fixtures/record.ts';
import { atHome, catalogue, isDelivered, rules, wantedBy } from './catalogued.ts';

const textOf = ({ pattern }: DeliveryRule): string => JSON.stringify(pattern);

/** The calls that a rule names. */
const callsOf = ({ pattern }: DeliveryRule): string[] => {
  const { eventSource = [], eventName = [] } = (pattern['detail'] ?? {}) as Partial<Record<string, string[]>>;
  return eventSource.flatMap((source) => eventName.map((name) => `${source}:${name}`));
};

describe('the rules of the catalogue', () => {
  test.each(rules)('$name is a pattern that EventBridge takes', (rule) => {
    expect(textOf(rule).length).toBeLessThanOrEqual(patternQuota);
    expect(parsePattern(textOf(rule))).toHaveProperty('pattern');
    expect(rule.name).toMatch(/^[\w.-]{1,64}$/);
  });
  test('have names of their own', () => {
    expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
  });
  test('name every call that a type knows, once', () => {
    expect(rules.flatMap(callsOf).toSorted()).toEqual([...catalogue.entries.keys()].toSorted());
  });
  test('come the same whatever the order of types and controls', () => {
    const turned = catalogueOf(resourceTypes.toReversed(), controls.toReversed(), defaultConfiguration);
    expect(deliveryRules(turned)).toEqual(rules);
  });
  test('wait for reading calls only where somebody wants them: no call that is named only reads', () => {
    const reading = rules.filter(({ state }) => state !== 'ENABLED');
    expect(reading.map(({ name }) => name)).toEqual(['sagewatch-account-root-user']);
    for (const call of rules.filter((rule) => !reading.includes(rule)).flatMap(callsOf)) {
      const [source = '', name = ''] = call.split('.amazonaws.com:');
      expect(['Read', 'List'], call).not.toContain(actionNamed(`${source}:${name}`)?.level);
      expect(name).not.toMatch(/^(Get|List|Describe|Search|Lookup|Test)[A-Z]/);
    }
  });
  test('stand in one Region where a service writes to one, and in every Region otherwise', () => {
    const global = rules.filter(({ regions }) => regions === 'global').map(({ name }) => name);
    expect(global).toEqual(['sagewatch-iam', 'sagewatch-organizations']);
  });
  test('let through more than is looked at only where what a call is about decides', () => {
    const about = [...catalogue.entries].filter(([, entries]) => entries.every(({ reading }) => reading.concerns));
    // Of these services only what Sagewatch deployed for itself counts, whatever the call is.
    const ownOnly = /^(cloudformation|dynamodb|lambda|scheduler|sns|sqs)\.amazonaws\.com:/;
    expect([...catalogue.entries.keys()].filter((key) => ownOnly.test(key))).toEqual(
      about.map(([key]) => key).filter((key) => ownOnly.test(key)),
    );
    expect(
      about
        .map(([key]) => key)
        .filter((key) => !ownOnly.test(key))
        .toSorted(),
    ).toEqual([
      'ec2.amazonaws.com:CreateTags',
      'ec2.amazonaws.com:DeleteTags',
      'ecr.amazonaws.com:TagResource',
      'ecr.amazonaws.com:UntagResource',
      'events.amazonaws.com:TagResource',
      'events.amazonaws.com:UntagResource',
      'organizations.amazonaws.com:AcceptHandshake',
      'organizations.amazonaws.com:CloseAccountResult',
      'organizations.amazonaws.com:CreateAccountResult',
      'organizations.amazonaws.com:EnablePolicyType',
      'sagemaker.amazonaws.com:AddTags',
      'sagemaker.amazonaws.com:DeleteTags',
      // Of its two readings one is always right: now, or after a time.
      'secretsmanager.amazonaws.com:DeleteSecret',
      'signin.amazonaws.com:ConsoleLogin',
      'sso.amazonaws.com:TagResource',
      'sso.amazonaws.com:UntagResource',
    ]);
    const each = record({ eventSource: 'sagemaker.amazonaws.com', eventName: 'AddTags', requestParameters: {} });
    expect([isDelivered(each), wantedBy(each)]).toEqual([true, 'about something else']);
  });
});

describe('what comes', () => {
  const createUser = { eventSource: 'iam.amazonaws.com', eventName: 'CreateUser' };
  const root = { userIdentity: { type: 'Root', arn: 'arn:aws:iam::111122223333:root', accountId: '111122223333' } };
  const bySignIn = (members: object) =>
    record({
      eventSource: 'signin.amazonaws.com',
      eventName: 'ConsoleLogin',
      eventType: 'AwsConsoleSignIn',
      awsRegion: 'ap-southeast-2',
      ...members,
    });
  const listed = { eventSource: 's3.amazonaws.com', eventName: 'ListBuckets', readOnly: true };
  const job = { eventSource: 'sagemaker.amazonaws.com', eventName: 'CreateTrainingJob' };
  test.each<[what: string, each: TrailRecord, comes: boolean]>([
    ['a call to IAM, in us-east-1', record({ ...createUser, awsRegion: 'us-east-1' }), true],
    ['which is the only Region it comes in', record({ ...createUser, awsRegion: 'eu-central-1' }), false],
    ['of its partition', record({ ...createUser, awsRegion: 'us-gov-west-1' }), true],
    ['a call that failed', atHome(record({ ...createUser, errorCode: 'AccessDenied' })), false],
    ['of the root user, too', atHome(record({ ...createUser, ...root, errorCode: 'AccessDenied' })), true],
    ['what the root user only reads', record({ ...listed, ...root }), true],
    ['what others read', record(listed), false],
    [
      'a service that works for the root user',
      record({ ...listed, userIdentity: { ...root.userIdentity, invokedBy: 'config.amazonaws.com' } }),
      false,
    ],
    ['a service event about the root user', record({ ...listed, ...root, eventType: 'AwsServiceEvent' }), false],
    ['a sign-in, in any Region', bySignIn({ userIdentity: { type: 'IAMUser', userName: 'a' } }), true],
    ['one of the root user', bySignIn({ ...root, responseElements: { ConsoleLogin: 'Success' } }), true],
    ['what comes for the root user before a sign-in', bySignIn({ ...root, eventName: 'CheckMfa' }), true],
    ['and for others', bySignIn({ eventName: 'CheckMfa', userIdentity: { type: 'IAMUser' } }), false],
    ['a job that SageMaker started itself', record({ ...job, eventType: 'AwsServiceEvent' }), true],
    ['the same call, told again for a network', record({ ...job, eventType: 'AwsVpceEvents' }), false],
    ['an insight', record({ ...job, eventType: 'AwsCloudTrailInsight' }), false],
    ['a kind of record that is called like a member of objects', record({ ...job, eventType: 'constructor' }), true],
  ])('%s', (_, each, comes) => expect(isDelivered(each)).toBe(comes));

  test('a sign-in is spelled in two ways, and only AWS can tell of one', () => {
    const rule = rules.find(({ name }) => name === 'sagewatch-sign-in');
    const read = parsePattern(JSON.stringify(rule?.pattern));
    const event = (source: string, kind: string) => ({ source, 'detail-type': kind, detail: bySignIn({}) });
    const comes = (source: string, kind: string) => 'pattern' in read && matches(read.pattern, event(source, kind));
    expect(comes('aws.signin', 'AWS Console Sign In via CloudTrail')).toBe(true);
    expect(comes('aws.signin', 'AWS Console Signin via CloudTrail')).toBe(true);
    expect(comes('aws.signin', 'AWS Console Action via CloudTrail')).toBe(false);
    expect(comes('my.aws.signin', 'AWS Console Sign In via CloudTrail')).toBe(false);
  });
});

describe('of other types and controls', () => {
  const typeWith = (more: Partial<ResourceType>): ResourceType => ({
    ...(defineResourceType({
      name: 'example/thing',
      cloudFormationType: null,
      state: z.object({}),
      nameOf: () => 'thing',
      arnOf: (name) => name,
      eventSource: 'example.amazonaws.com',
      events: {},
    }) as ResourceType),
    ...more,
  });
  const watching = (appliesTo: ResourceType, watches: readonly string[]): Control =>
    ({
      id: 'example/thing-failure',
      kind: 'activity',
      appliesTo,
      watches,
      watchesFailures: true,
    }) as unknown as Control;
  const catalogueWith = (type: ResourceType, ...watched: readonly Control[]): Catalogue =>
    catalogueOf([type], watched, defaultConfiguration);
  const call = (eventName: string, more = {}) => record({ eventSource: 'example.amazonaws.com', eventName, ...more });
  const comes = (made: readonly DeliveryRule[], each: TrailRecord): boolean =>
    deliveredBy(made)({ kind: 'record', record: each, at: 0 });

  test('more calls than one pattern holds are in several, none of them lost', () => {
    const names = Array.from({ length: 400 }, (_, at) => `CreateSomethingWithALongName${String(at).padStart(3, '0')}`);
    const made = deliveryRules(
      catalogueWith(typeWith({ events: Object.fromEntries(names.map((name) => [name, 'act'])) })),
    );
    expect(made.slice(0, 3).map(({ name }) => name)).toEqual([
      'sagewatch-example',
      'sagewatch-example-2',
      'sagewatch-example-3',
    ]);
    for (const rule of made) expect(textOf(rule).length).toBeLessThanOrEqual(patternQuota);
    for (const rule of made.slice(0, -1)) expect(textOf(rule).length).toBeGreaterThan(patternQuota - 50);
    expect(made.flatMap(callsOf)).toEqual(names.map((name) => `example.amazonaws.com:${name}`));
  });
  test('failures come where a control watches them, apart from what succeeded', () => {
    const type = typeWith({ events: { Watched: 'act', Other: 'act' } });
    const made = deliveryRules(catalogueWith(type, watching(type, ['Watched'])));
    expect(made.map(({ name }) => name)).toEqual(['sagewatch-example', 'sagewatch-example-failures']);
    const through = (each: TrailRecord) => made.filter((rule) => comes([rule], each)).map(({ name }) => name);
    expect(through(call('Watched'))).toEqual(['sagewatch-example']);
    expect(through(call('Watched', { errorCode: 'AccessDenied' }))).toEqual(['sagewatch-example-failures']);
    expect(through(call('Other', { errorCode: 'AccessDenied' }))).toEqual([]);
  });
  test('a type that any record may concern has to say which', () => {
    const any = { concernsAny: () => true };
    expect(() => deliveryRules(catalogueWith(typeWith(any)))).toThrow('example/thing: concernsAny has no');
    expect(deliveryRules(catalogueWith(typeWith({ ...any, concernsAnyPattern: 'watched' })))).toEqual([]);
    const made = deliveryRules(catalogueWith(typeWith({ ...any, concernsAnyPattern: { eventName: ['Read'] } })));
    expect(comes(made, call('Read', { readOnly: true }))).toBe(true);
    expect(comes(made, call('Write'))).toBe(false);
  });
  test('a rule that is none is refused before anything is filtered', () => {
    const rule: DeliveryRule = { name: 'broken', regions: 'every', state: 'ENABLED', pattern: { source: 'aws.s3' } };
    expect(() => deliveredBy([rule])).toThrow('broken: source is neither');
  });
});
