import { expect, test } from 'vitest';
import { somebodyElse } from '../../shared/control-families/somebody-else.ts';
import type { Actor } from '../../shared/core/change.ts';

const role = 'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_DataScientist_0a1b2c';
const actor = (session: string | undefined, more: Partial<Actor> = {}): Actor => ({
  type: 'AssumedRole',
  arn: undefined,
  account: '111122223333',
  principal: `${role}/${session ?? ''}`,
  session,
  accessKeyId: 'ASIAEXAMPLE',
  sourceIdentity: undefined,
  invokedBy: undefined,
  mfa: true,
  ...more,
});

test.each<[profile: string, caller: Actor]>([
  ['bob', actor('alice')],
  ['bob-example-com', actor('alice@example.com')],
  ['bob-jones', actor('alice.smith')],
  ['bob', actor('botocore-session-1793610933', { sourceIdentity: 'alice' })],
  ['bob', actor(undefined, { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/team/alice' })],
])('%s is somebody else', (profile, caller) => expect(somebodyElse(profile, caller)).toMatch(/^alice/));

test.each<[profile: string, caller: Actor, why: string]>([
  ['alice', actor('alice'), 'it is oneself'],
  ['Alice-Smith-example-com', actor('alice.smith@example.com'), 'it is oneself, in another spelling'],
  ['smith-alice', actor('asmith'), 'initials'],
  ['a-smith-1a2b3', actor('alice.smith'), 'initials'],
  ['alice', actor('bob', { sourceIdentity: 'alice' }), 'the source identity says so'],
  ['default-20261102T091500', actor('alice'), 'nobody in particular'],
  ['data-science-team', actor('alice'), 'several people share it'],
  ['u-4711', actor('alice'), 'not a name'],
  ['bob', actor('u4711'), 'not a name'],
  ['bob', actor('botocore-session-1793610933'), 'a session of nobody'],
  ['bob', actor('i-0a1b2c3d4e5f60718'), 'an instance'],
  ['bob', actor('SageMaker'), 'the service'],
  ['bob', actor('studio-portal'), 'a portal'],
  ['bob', actor('GitHubActions'), 'a pipeline'],
  [
    'bob',
    actor('alice', { principal: 'arn:aws:iam::111122223333:role/studio-launcher/alice' }),
    'the role of a portal',
  ],
  ['bob', actor('alice', { invokedBy: 'cloudformation.amazonaws.com' }), 'on behalf of somebody'],
  ['bob', actor(undefined), 'no session'],
])('%s may be oneself (%#)', (profile, caller) => expect(somebodyElse(profile, caller)).toBeUndefined());
