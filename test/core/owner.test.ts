import { describe, expect, test } from 'vitest';
import { arnsOf, namesActor } from '../../shared/core/actor-arns.ts';
import { defaultConfiguration, type Configuration } from '../../shared/core/configuration.ts';
import { completeMap } from '../../shared/core/known-map.ts';
import { ownerOf } from '../../shared/core/owner.ts';

const resource = { type: 's3/bucket', arn: 'arn:aws:s3:::b', account: '111122223333', region: '', name: 'b' };
const session = {
  arn: 'arn:aws:sts::111122223333:assumed-role/Deploy/run-17',
  principal: 'arn:aws:iam::111122223333:role/ci/Deploy/run-*',
  session: 'run-17',
};
const user = {
  arn: 'arn:aws:iam::111122223333:user/alice',
  principal: 'arn:aws:iam::111122223333:user/alice',
  session: undefined,
};
const service = { arn: undefined, principal: 'config.amazonaws.com', session: undefined };

const configuration = (ofAccount: string | null, more: Partial<Configuration['notices']> = {}): Configuration => ({
  ...defaultConfiguration,
  accounts: { '111122223333': { environment: null, dataClass: null, owner: ofAccount } },
  notices: {
    ...defaultConfiguration.notices,
    ownersOfActors: [
      { actor: 'arn:aws:iam::*:role/ci/deploy', owner: 'release' },
      { actor: 'arn:aws:iam::*:user/*', owner: 'people' },
      { actor: '*', owner: 'late' },
    ],
    defaultOwner: 'security',
    ...more,
  },
});
const nobody = { ownersOfActors: [] };

describe('who answers for a finding', () => {
  test.each([
    ['its tag', 'ml', 'platform', user, {}, { owner: 'ml', by: 'tag' }],
    ['its account, which says the same', 'platform', 'platform', user, {}, { owner: 'platform', by: 'account' }],
    ['its account, which was told since', null, 'platform', user, {}, { owner: 'platform', by: 'account' }],
    ['its account, where the tag has no value', '', 'platform', user, {}, { owner: 'platform', by: 'account' }],
    ['the role behind a session, in any case', null, null, session, {}, { owner: 'release', by: 'actor' }],
    ['the user; the first that fits', null, null, user, {}, { owner: 'people', by: 'actor' }],
    ['a service has no ARN', null, null, service, {}, { owner: 'security', by: 'default' }],
    ['nobody did it', null, null, undefined, {}, { owner: 'security', by: 'default' }],
    ['nobody of the list did it', null, null, user, nobody, { owner: 'security', by: 'default' }],
    ['nobody is named', null, null, undefined, { ...nobody, defaultOwner: null }, { owner: null, by: 'default' }],
  ] as const)('%s', (_, owner, ofAccount, actor, more, expected) => {
    const placement = { environment: null, dataClass: null, owner };
    expect(ownerOf({ placement, resource }, actor, configuration(ofAccount, more))).toEqual(expected);
  });
  test.each([
    ['the tag says the same as the account', 'platform', { OWNER: 'platform' }, 'tag'],
    ['the tag says something else', 'ml', { owner: 'ml' }, 'tag'],
    ['another account said it, and no tag', 'ml', { team: 'ml' }, 'account'],
  ] as const)('with its tags at hand: %s', (_, owner, tags, by) => {
    const placement = { environment: null, dataClass: null, owner };
    expect(ownerOf({ placement, resource }, user, configuration('platform'), completeMap(tags))).toEqual({ owner, by });
  });
  test('an account named like a member of every object has no owner by that', () => {
    const placement = { environment: null, dataClass: null, owner: null };
    const strange = { ...resource, account: 'constructor' };
    expect(ownerOf({ placement, resource: strange }, undefined, configuration('platform'))).toEqual({
      owner: 'security',
      by: 'default',
    });
  });
});

describe('the ARNs of who made a call', () => {
  test('of a session: its role, with the path, and itself', () => {
    expect(arnsOf(session)).toEqual([
      'arn:aws:iam::111122223333:role/ci/Deploy',
      'arn:aws:sts::111122223333:assumed-role/Deploy/run-17',
      'arn:aws:iam::111122223333:role/ci/Deploy/run-*',
    ]);
    expect(arnsOf(user)).toEqual(['arn:aws:iam::111122223333:user/alice']);
    expect(arnsOf(service)).toEqual([]);
  });
  test.each([
    ['arn:aws:iam::111122223333:role/ci/deploy', session, true],
    ['arn:aws:iam::111122223333:role/deploy', session, false],
    ['arn:aws:sts::111122223333:assumed-role/deploy/*', session, true],
    ['arn:aws:iam::111122223333:user/Alice', user, true],
    ['alice', user, false],
    ['*', service, false],
  ])('%s', (pattern, actor, expected) => expect(namesActor(pattern, actor)).toBe(expected));
});
