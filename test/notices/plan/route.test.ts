import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redactions, type Route } from '../../../shared/core/notice-settings.ts';
import type { Owner } from '../../../shared/core/owner.ts';
import { fitOf, routesOf, type Concerns, type Routable } from '../../../shared/notices/plan/route.ts';

const route = (more: Partial<Route> = {}): Route => ({
  severities: [],
  controls: [],
  frameworks: [],
  accounts: [],
  environments: [],
  dataClasses: [],
  owners: [],
  channels: ['team'],
  redact: [],
  ...more,
});
const finding: Routable = {
  controlId: 's3/bucket-public-access',
  severity: 'high',
  resource: { type: 's3/bucket', arn: 'arn:aws:s3:::b', account: '111122223333', region: '', name: 'b' },
  placement: { environment: 'prod', dataClass: 'phi', owner: 'ml' },
};
const concerns: Concerns = {
  aliases: ['s3-public'],
  requirements: { hipaa: ['164.312(a)(1)'], soc2: [] },
  owner: { owner: 'ml', by: 'tag' },
};
const nowhere: Routable = {
  ...finding,
  resource: { ...finding.resource, account: '' },
  placement: { environment: null, dataClass: null, owner: null },
};
const nobodys: Concerns = { aliases: [], requirements: {}, owner: { owner: null, by: 'default' } };

describe('whether a route fits', () => {
  test.each([
    ['nothing asked', {}, true, 'it is for everything'],
    ['a severity', { severities: ['critical', 'high'] }, true, 'severity high'],
    ['other severities', { severities: ['critical', 'low'] }, false, 'severity high, not critical or low'],
    ['a control', { controls: ['s3/bucket-public-access'] }, true, 'control s3/bucket-public-access'],
    ['a pattern', { controls: ['kms/*', 's3/*'] }, true, 'control s3/*'],
    ['an alias', { controls: ['s3-public'] }, true, 'control s3-public'],
    ['another control', { controls: ['kms/*'] }, false, 'control s3/bucket-public-access, not kms/*'],
    ['part of a control', { controls: ['s3/bucket'] }, false, 'control s3/bucket-public-access, not s3/bucket'],
    ['a framework', { frameworks: ['soc2', 'hipaa'] }, true, 'framework hipaa'],
    ['one that asks for nothing here', { frameworks: ['soc2'] }, false, 'no requirement of soc2'],
    ['an account', { accounts: ['444455556666', '111122223333'] }, true, 'account 111122223333'],
    ['another account', { accounts: ['444455556666'] }, false, 'account 111122223333, not 444455556666'],
    ['an environment', { environments: ['prod'] }, true, 'environment prod'],
    ['another environment', { environments: ['dev'] }, false, 'environment prod, not dev'],
    ['a data class, in any case', { dataClasses: ['PHI'] }, true, 'data class PHI'],
    ['another data class', { dataClasses: ['pii'] }, false, 'data class phi, not pii'],
    ['an owner, in any case', { owners: ['ML'] }, true, 'owner ML (its tag says so)'],
    ['another owner', { owners: ['web'] }, false, 'owner ml, not web'],
    [
      'all of it fits',
      { severities: ['high'], environments: ['prod'], owners: ['ml'] },
      true,
      'severity high, environment prod, owner ml (its tag says so)',
    ],
    [
      'one of it does not',
      { severities: ['high'], environments: ['dev'], owners: ['web'] },
      false,
      'environment prod, not dev',
    ],
  ] as const)('%s', (_, asked, fits, because) => {
    expect(fitOf(route(asked), finding, concerns)).toEqual({ fits, because });
  });
  test.each([
    [{ accounts: ['111122223333'] }, 'account not told, not 111122223333'],
    [{ environments: ['prod'] }, 'environment not told, not prod'],
    [{ dataClasses: ['phi'] }, 'data class not told, not phi'],
    [{ owners: ['ml'] }, 'owner not told, not ml'],
    [{ frameworks: ['hipaa'] }, 'no requirement of hipaa'],
  ] as const)('what is not known fits nothing: %j', (asked, because) => {
    expect(fitOf(route(asked), nowhere, nobodys)).toEqual({ fits: false, because });
  });
  test.each([
    ['tag', 'owner ml (its tag says so)'],
    ['account', 'owner ml (its account says so)'],
    ['actor', 'owner ml (who did it says so)'],
    ['default', 'owner ml (the default)'],
  ] as const)('it is told what says who the owner is: %s', (by: Owner['by'], because) => {
    const owned = { ...concerns, owner: { owner: 'ml', by } };
    expect(fitOf(route({ owners: ['ml'] }), finding, owned).because).toBe(because);
  });
});

describe('who is told', () => {
  const told = (routes: readonly Route[], otherwise = ['findings']) =>
    routesOf(finding, concerns, { routes, otherwise });
  const miss = route({ severities: ['low'], channels: ['missed'], redact: ['people'] });

  test.each([
    ['no routes', [], [{ channel: 'findings', redact: [], because: ['there are no routes'] }]],
    ['none fits', [miss], [{ channel: 'findings', redact: [], because: ['no route fits'] }]],
    [
      'all that fit, in their order; not otherwise',
      [miss, route({ channels: ['a', 'b'] }), route({ severities: ['high'], channels: ['c'] })],
      [
        { channel: 'a', redact: [], because: ['routes[1]: it is for everything'] },
        { channel: 'b', redact: [], because: ['routes[1]: it is for everything'] },
        { channel: 'c', redact: [], because: ['routes[2]: severity high'] },
      ],
    ],
    [
      'a channel once, the stricter holds',
      [
        route({ severities: ['high'], channels: ['a'], redact: ['people'] }),
        route({ channels: ['a', 'b'], redact: ['accounts', 'people'] }),
        route({ environments: ['prod'], channels: ['a'] }),
      ],
      [
        {
          channel: 'a',
          redact: ['accounts', 'people'],
          because: ['routes[0]: severity high', 'routes[1]: it is for everything', 'routes[2]: environment prod'],
        },
        { channel: 'b', redact: ['accounts', 'people'], because: ['routes[1]: it is for everything'] },
      ],
    ],
    [
      'what does not fit leaves nothing out',
      [{ ...miss, channels: ['a'] }, route({ channels: ['a'] })],
      [{ channel: 'a', redact: [], because: ['routes[1]: it is for everything'] }],
    ],
    [
      'a channel that a route names twice',
      [route({ channels: ['a', 'a'] })],
      [{ channel: 'a', redact: [], because: ['routes[0]: it is for everything'] }],
    ],
  ])('%s', (_, routes, expected) => expect(told(routes)).toEqual(expected));

  test('somebody is always told, each channel once, and what any fitting route leaves out is left out', () => {
    const some = <Item>(items: readonly Item[]) => fc.subarray([...items]);
    const any = fc.record({
      severities: some(['critical', 'high'] as const),
      controls: some(['s3/*', 'kms/*', 's3-public']),
      frameworks: some(['hipaa', 'soc2'] as const),
      accounts: some(['111122223333', '444455556666']),
      environments: some(['prod', 'dev'] as const),
      dataClasses: some(['phi', 'pii']),
      owners: some(['ml', 'web']),
      channels: fc.subarray(['a', 'b', 'c'], { minLength: 1 }),
      redact: some(redactions),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 6 }), (routes) => {
        const channels = told(routes);
        expect(channels.length).toBeGreaterThan(0);
        expect(new Set(channels.map(({ channel }) => channel)).size).toBe(channels.length);
        const fitting = routes.filter((each) => fitOf(each, finding, concerns).fits);
        for (const { channel, redact, because } of channels) {
          const naming = fitting.filter((each) => each.channels.includes(channel));
          expect(because.length).toBe(Math.max(naming.length, 1));
          expect(new Set(redact)).toEqual(new Set(naming.flatMap((each) => each.redact)));
        }
      }),
    );
  });
});
