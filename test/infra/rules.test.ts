import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { controls, resourceTypes } from '../../shared/catalogue.ts';
import { catalogueOf } from '../../shared/core/catalogue.ts';
import { defaultConfiguration } from '../../shared/core/configuration.ts';
import { deliveryRules } from '../../shared/delivery/rules.ts';
import { parsePattern, patternQuota } from '../../shared/event-pattern/index.ts';
import { matched } from '../event-pattern/matched.ts';
import type { Resolved } from './resolved.ts';
import { forwarder, homeStack, ofType } from './stacks.ts';

const wanted = deliveryRules(catalogueOf(resourceTypes, controls, defaultConfiguration));

/** The rules of a stack on the default bus, as the catalogue would have them. */
const rulesOf = (stack: Resolved) =>
  ofType(stack, 'AWS::Events::Rule')
    .filter(({ properties }) => properties['EventBusName'] === undefined)
    .map(({ name, properties }) => ({
      name: name.replace('sagewatch-prod-', 'sagewatch-'),
      state: properties['State'] as string,
      pattern: properties['EventPattern'] as object,
    }));

const inRegion = (isGlobal: boolean) =>
  wanted
    .filter(({ regions }) => isGlobal || regions === 'every')
    .map(({ name, state, pattern }) => ({ name, state, pattern }));

describe('rules on the default bus', () => {
  test.each([
    ['the home stack', homeStack(), false],
    ['the home stack in the global Region', homeStack({ region: 'us-east-1' }), true],
    ['a forwarder', forwarder('eu-west-1'), false],
    ['a forwarder in the global Region', forwarder('us-east-1'), true],
  ])('%s has all that the catalogue asks for there, and no others', (_, stack, isGlobal) => {
    const byName = <Rule extends { name: string }>(rules: readonly Rule[]) =>
      rules.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    expect(byName(rulesOf(stack))).toEqual(byName(inRegion(isGlobal)));
    expect(rulesOf(stack).length).toBeGreaterThan(5);
  });
  test('have patterns that EventBridge takes, within its quota', () => {
    for (const { name, pattern } of rulesOf(forwarder('us-east-1'))) {
      const text = JSON.stringify(pattern);
      expect(parsePattern(text), name).toHaveProperty('pattern');
      expect(text.length, name).toBeLessThanOrEqual(patternQuota);
    }
  });
  test('have names that fit, for the longest stage too', () => {
    for (const { name } of ofType(forwarder('us-east-1'), 'AWS::Events::Rule')) {
      expect(name.replace('prod', 'a'.repeat(20)).length, name).toBeLessThanOrEqual(64);
    }
  });
});

describe('the rule of the hub bus', () => {
  const pattern = homeStack()['ForwardedRule']?.properties['EventPattern'] as object;
  const event = (source: string) => ({
    source,
    account: '444455556666',
    'detail-type': 'AWS API Call via CloudTrail',
    detail: {},
  });

  test('takes all that AWS sends, and nothing that somebody else may send', () => {
    expect(matched(pattern, event('aws.sagemaker'))).toBe(true);
    expect(matched(pattern, event('aws.signin'))).toBe(true);
    expect(matched(pattern, event('com.example'))).toBe(false);
    expect(matched(pattern, event('awsome.thing'))).toBe(false);
  });
});

test('a StackSet takes the forwarder as text: 51,200 bytes at most', () => {
  expect(readFileSync('infra/forwarder.yml').length).toBeLessThanOrEqual(51_200);
});
