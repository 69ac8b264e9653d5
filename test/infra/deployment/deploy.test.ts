import { describe, expect, test } from 'vitest';
import { deploy } from '../../../infra/deployment/deploy.ts';
import { purge, remove } from '../../../infra/deployment/remove.ts';
import type { Asked } from '../../../infra/deployment/settings.ts';
import type { Kept, KeptStore } from '../../../shared/adapters/aws/deployment/kept-store.ts';
import { fakeAccount } from './fake-account.ts';

const region = 'eu-central-1';
const templates = { store: 'the store', forwarder: 'the forwarder' };

type Account = ReturnType<typeof fakeAccount>;

const deployed = async (account: Account, asked: Partial<Asked> = {}) =>
  deploy({ stage: 'prod', ...asked }, region, { ...account, templates });

describe('a deployment', () => {
  test('makes the store first, then the service, then what forwards, says what is left to do and how it stands', async () => {
    const account = fakeAccount();
    await deployed(account, { regions: 'eu-west-1', organization: 'o-exampleorgid', 'ops-email': 'ops@example.org' });
    expect(account.done).toEqual([
      'deploy sagewatch-prod-store eu-central-1',
      'osls deploy --stage prod --region eu-central-1 --param=organization=o-exampleorgid --param=regions=eu-central-1,us-east-1,eu-west-1 --param=opsEmail=ops@example.org --param=logLevel=INFO --param=dashboard=yes --param=budget=on --param=monthlyBudget=15',
      'deploy sagewatch-prod-forwarder us-east-1',
      'deploy sagewatch-prod-forwarder eu-west-1',
      'start sagewatch-prod-canary eu-central-1',
      'start sagewatch-prod-sweep eu-central-1',
      'doctor --stack prod --region eu-central-1',
    ]);
    expect(account.stackOf('sagewatch-prod-store eu-central-1')).toMatchObject({
      template: 'the store',
      isProtected: true,
      parameters: { Stage: 'prod', LedgerDays: '396', FindingsDays: '2192' },
      tags: { sagewatch: 'prod' },
    });
    expect(account.stackOf('sagewatch-prod-forwarder eu-west-1')).toMatchObject({
      template: 'the forwarder',
      isProtected: false,
      tags: { sagewatch: 'prod' },
      parameters: {
        Stage: 'prod',
        HubBusArn: 'arn:aws:events:eu-central-1:111122223333:event-bus/sagewatch-prod',
        HubAccount: '111122223333',
        OrganizationId: 'o-exampleorgid',
        GlobalRegion: 'us-east-1',
      },
    });
    expect(account.said.join('\n')).toContain('ops@example.org');
    expect(account.said.join('\n')).toContain('HubAccount=111122223333');
  });
  test('once more, with nothing named, changes nothing', async () => {
    const account = fakeAccount();
    const first = await deployed(account, { regions: 'eu-west-1', organization: 'o-exampleorgid' });
    account.done.splice(0);
    expect(await deployed(account)).toEqual(first);
    expect(account.done.filter((each) => each.startsWith('start'))).toEqual([]);
    expect(account.said.filter((line) => line.endsWith(': unchanged'))).toHaveLength(3);
  });
  test('can be had where nothing of ours is new', async () => {
    const account = fakeAccount();
    await deployed(account, { force: true });
    expect(account.done[1]).toMatch(/^osls deploy --stage prod --region eu-central-1 --force --param=/);
  });
  test('that keeps things for another time tells the functions of it, also where nothing else is new', async () => {
    const account = fakeAccount();
    await deployed(account, { 'keep-ledger': '120' });
    expect(account.done[1]).not.toContain('--force');
    account.done.splice(0);
    await deployed(account, { 'keep-findings': '400' });
    expect(account.stackOf('sagewatch-prod-store eu-central-1')?.parameters).toEqual({
      Stage: 'prod',
      LedgerDays: '120',
      FindingsDays: '400',
    });
    expect(account.done[1]).toMatch(/^osls deploy --stage prod --region eu-central-1 --force --param=/);
  });
  test('whose table would get two indexes at once says what to do', async () => {
    const account = fakeAccount();
    const message =
      'stack sagewatch-prod-store in eu-central-1 ended as UPDATE_ROLLBACK_COMPLETE\n  Store: Cannot perform more than one GSI creation or deletion in a single update';
    const stacks = { ...account.stacks, deploy: () => Promise.reject(new Error(message)) };
    await expect(deployed({ ...account, stacks })).rejects.toThrow(/single update\n.*docs\/deploy\.md#another-version/);
    expect(account.done).toEqual([]);
  });
  test('takes the forwarder out of a Region that is no longer watched', async () => {
    const account = fakeAccount();
    await deployed(account, { regions: 'eu-west-1' });
    await deployed(account, { regions: 'us-west-2' });
    expect(account.names()).toEqual([
      'sagewatch-prod eu-central-1',
      'sagewatch-prod-forwarder us-east-1',
      'sagewatch-prod-forwarder us-west-2',
      'sagewatch-prod-store eu-central-1',
    ]);
  });
  test('in the global Region forwards from nowhere', async () => {
    const account = fakeAccount();
    await deploy({ stage: 'prod' }, 'us-east-1', { ...account, templates });
    expect(account.names()).toEqual(['sagewatch-prod us-east-1', 'sagewatch-prod-store us-east-1']);
  });
  test('that fails in one Region is brought to its end in the others, and then fails', async () => {
    const account = fakeAccount(['sagewatch-prod-forwarder us-east-1']);
    await expect(deployed(account, { regions: 'eu-west-1' })).rejects.toThrow(/not every Region forwards: .*us-east-1/);
    expect(account.names()).toContain('sagewatch-prod-forwarder eu-west-1');
  });
  test('whose jobs cannot be started at once is none the worse', async () => {
    const account = fakeAccount(['sagewatch-prod-canary eu-central-1']);
    await deployed(account);
    expect(account.done).toContain('start sagewatch-prod-sweep eu-central-1');
    expect(account.said.join('\n')).toContain('sagewatch-prod-canary: runs at its time');
  });
  test('whose store fails touches nothing else', async () => {
    const account = fakeAccount(['sagewatch-prod-store eu-central-1']);
    await expect(deployed(account)).rejects.toThrow('sagewatch-prod-store');
    expect(account.done).toEqual([]);
  });
  test('of another stage has stacks of its own', async () => {
    const account = fakeAccount();
    await deployed(account);
    const before = account.names();
    await deployed(account, { stage: 'dev' });
    expect(account.names().filter((name) => !before.includes(name))).toEqual([
      'sagewatch-dev eu-central-1',
      'sagewatch-dev-forwarder us-east-1',
      'sagewatch-dev-store eu-central-1',
    ]);
  });
});

describe('a removal', () => {
  const kept: Kept = {
    table: 'sagewatch-prod',
    key: 'arn:aws:kms:eu-central-1:111122223333:key/k',
    secrets: ['/sagewatch/prod/slack-token'],
  };
  const removing = (account: Account, typed = '') => {
    const destroyed: Kept[] = [];
    const store: KeptStore = {
      find: async () => (destroyed.length === 0 ? kept : undefined),
      destroy: async (each) => void destroyed.push(each),
    };
    return { ...account, store, destroyed, ask: async () => typed };
  };

  test('keeps the store, and names what is kept', async () => {
    const account = fakeAccount();
    await deployed(account, { regions: 'eu-west-1' });
    const works = removing(account);
    await remove({ stage: 'prod', region }, works);
    expect(account.names()).toEqual(['sagewatch-prod-store eu-central-1']);
    expect(works.destroyed).toEqual([]);
    expect(account.said.join('\n')).toContain(kept.table);
    expect(account.said.join('\n')).toContain(kept.key);
  });
  test('and another deployment goes on with it', async () => {
    const account = fakeAccount();
    await deployed(account);
    await remove({ stage: 'prod', region }, removing(account));
    account.said.splice(0);
    await deployed(account);
    expect(account.said).toContain('sagewatch-prod-store in eu-central-1: unchanged');
  });
  test('of everything takes what it is called, typed', async () => {
    const account = fakeAccount();
    await deployed(account);
    const wrong = removing(account, 'prod');
    await expect(purge({ stage: 'prod', region }, wrong)).rejects.toThrow('nothing was deleted');
    expect(account.names()).toHaveLength(3);
    expect(wrong.destroyed).toEqual([]);
    const works = removing(account, 'sagewatch-prod\n');
    await purge({ stage: 'prod', region }, works);
    expect(account.names()).toEqual([]);
    expect(account.said).toContain('the secrets /sagewatch/prod/slack-token;');
    expect(works.destroyed).toEqual([kept]);
  });
  test('of what is not there says so', async () => {
    const account = fakeAccount();
    await remove(
      { stage: 'prod', region },
      { ...removing(account), store: { find: async () => undefined, destroy: async () => {} } },
    );
    expect(account.said).toEqual(['sagewatch-prod in eu-central-1: there is none']);
  });
});
