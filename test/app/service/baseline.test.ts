import { describe, expect, test } from 'vitest';
import { sqliteStore } from '../../../shared/adapters/local/sqlite/store.ts';
import { baselinesToTell } from '../../../shared/app/service/baseline.ts';
import { sweptBy } from '../../../shared/app/service/sweep.ts';
import { baselineSummaryOf } from '../../../shared/core/baseline.ts';
import { findingId } from '../../../shared/core/finding.ts';
import { hours } from '../../../shared/core/instant.ts';
import { refOf } from '../../../shared/core/resource-ref.ts';
import { all, commit, finding } from '../../adapters/store-fixtures.ts';

const accounts = ['111122223333', '444455556666'];
const lists = accounts.flatMap((account) =>
  ['sagemaker/model', 'kms/key'].map((type) => ({ type, account, region: 'eu-central-1' })),
);

/** An hourly job, whose hours are looks. */
const hourly = () => {
  const store = sqliteStore(':memory:');
  let hour = 0;
  return {
    store,
    look: async (version = '1') => {
      const told = await baselinesToTell({ store, clock: { now: () => hours(hour++) }, version, lists });
      await commit(store, [], { checkpoints: told.kept });
      return told.accounts;
    },
    swept: async (account: string, version = '1') => {
      const own = lists.filter((list) => list.account === account);
      await commit(store, [], { checkpoints: Object.fromEntries(own.map((list) => [sweptBy(list), version])) });
    },
    found: async (account: string, count: number, controlId = 'kms/key-rotation') =>
      commit(store, [], {
        findings: Array.from({ length: count }, (_, n) => {
          const resource = refOf('kms/key', `arn:aws:kms:eu-central-1:${account}:key/${n}`, { account, region: '' });
          return finding({ id: findingId(controlId, resource, 0), resource, controlId, origin: 'baseline' });
        }),
      }),
  };
};

describe('a baseline is told', () => {
  test('once an account, an hour after all its lists came to their end', async () => {
    const { look, swept, found, store } = hourly();
    await found(accounts[0]!, 20_000);
    await found(accounts[0]!, 1, 's3/bucket-policy-public-access');
    expect(await look()).toEqual([]);
    await swept(accounts[0]!);
    expect(await look()).toEqual([]);
    expect(await look()).toEqual([accounts[0]]);
    const [summary, ...others] = baselineSummaryOf(await all(store.findings({ status: 'open', account: accounts[0] })));
    expect([summary?.open, summary?.singly.length, others]).toEqual([20_001, 1, []]);
    expect([await look(), await look()]).toEqual([[], []]);
    await store.close();
  });
  test('after a day, where a list never ends', async () => {
    const { look, found } = hourly();
    await found(accounts[1]!, 1);
    for (let hour = 0; hour < 26; hour++) expect(await look()).toEqual([]);
    expect(await look()).toEqual([accounts[1]]);
    expect(await look()).toEqual([]);
  });
  test('not where it found nothing', async () => {
    const { look, swept } = hourly();
    for (const account of accounts) await swept(account);
    expect([await look(), await look(), await look()]).toEqual([[], [], []]);
  });
  test('again when other controls moved something, and not when they moved nothing', async () => {
    const { look, swept, found } = hourly();
    const told = async (version: string) => {
      await swept(accounts[0]!, version);
      await look(version);
      return look(version);
    };
    await found(accounts[0]!, 2);
    expect(await told('1')).toEqual([accounts[0]]);
    expect(await told('2')).toEqual([]);
    await found(accounts[0]!, 1, 'kms/key-availability');
    expect(await told('3')).toEqual([accounts[0]]);
  });
});
