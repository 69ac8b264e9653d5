import { expect, test } from 'vitest';
import type { ListMessage } from '../../../shared/app/service/messages.ts';
import { listResources } from '../../../shared/app/service/sweep.ts';
import { completeMap } from '../../../shared/core/known-map.ts';
import type { Listed } from '../../../shared/ports.ts';
import { held, ofAws, provisioning, roleCreation } from '../../controls/identity-center.ts';
import { record } from '../../fixtures/record.ts';
import { service, type Answers } from './service.ts';

const [here, there] = ['111122223333', '444455556666'];
const now = Date.parse('2030-01-01T00:00:00Z');
const set = 'arn:aws:sso:::provisioned-permission-set/DataAdmin';
const roleIn = (account: string, hash = 'c194f596bcea55cc') =>
  `arn:aws:iam::${account}:role/AWSReservedSSO_DataAdmin_${hash}`;
const administrator = {
  serviceLinked: true,
  inlinePolicies: completeMap({}),
  attachedPolicies: held(ofAws('AdministratorAccess')),
  boundary: null,
};
const answers: Answers = Object.fromEntries(
  [here, there].map((account) => [
    roleIn(account),
    { kind: 'found' as const, at: now, final: true, state: administrator },
  ]),
);
const readOf = (account: string) => ({
  kind: 'read' as const,
  type: 'iam/role',
  arn: roleIn(account),
  account,
  region: 'us-east-1',
  attempt: 0,
  depth: 0,
  baseline: true as const,
});
const told = (eventTime: string, call: Parameters<typeof record>[0]) => ({
  version: '0',
  'detail-type': 'AWS API Call via CloudTrail',
  detail: record({ ...call, eventTime }),
});

/** What the accounts' lists of roles tell of the permission set, each role an entry. */
const listing = (watchdog: ReturnType<typeof service>, type: string, account: string, resources: Listed) =>
  listResources({ kind: 'list', type, account, region: 'us-east-1', sweep: '2030-01-01' } satisfies ListMessage, {
    ...watchdog.assessing,
    version: 'one',
    backlog: { age: async () => undefined },
    lister: { list: async () => resources },
  });
const rolesOf = (...roles: string[]): Listed => ({
  kind: 'listed',
  resources: roles.map((role) => ({ arn: set, state: { '+roles': { [role]: role } } })),
});
const provisioned = 'sso/provisioned-permission-set';

test('a permission set that made administrators before anybody watched is one finding, by lists and reads alone', async () => {
  const watchdog = service(() => answers);
  for (const account of [here, there]) {
    await listing(watchdog, provisioned, account, rolesOf(roleIn(account)));
    await watchdog.read(readOf(account));
    const policyArn = ofAws('AdministratorAccess');
    const owner = `role/${roleIn(account).split('/')[1]}`;
    await listing(watchdog, 'iam/policy-attachment', account, {
      kind: 'listed',
      resources: [{ arn: `${roleIn(account)}/attached/${policyArn}`, state: { owner, policyArn } }],
    });
  }
  expect((await watchdog.findings()).map(({ controlId, message, origin }) => [controlId, message, origin])).toEqual([
    [
      'sso/permission-set-administrator',
      `Permission set DataAdmin (in ${here}, ${there}) holds the AWS managed policy AdministratorAccess: every action on every resource`,
      'baseline',
    ],
  ]);
});

test('several entries and accounts tell parts of one permission set, beside what records just told', async () => {
  const watchdog = service();
  await watchdog.deliver(told('2029-12-31T23:50:00Z', roleCreation(there)));
  await watchdog.deliver(told('2029-12-31T23:55:00Z', provisioning(there, 'DeleteRole')));
  const [one, other] = [roleIn(here), roleIn(here, '0123456789abcdef')];
  await listing(watchdog, provisioned, here, rolesOf(one, other));
  // A list may still have what is gone.
  await listing(watchdog, provisioned, there, rolesOf(roleIn(there)));
  const [known] = await watchdog.store.resources(set);
  expect(known?.state).toEqual({
    roles: { complete: false, entries: { [roleIn(there)]: null, [one]: one, [other]: other } },
  });
});
