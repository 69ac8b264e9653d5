import { expect, test } from 'vitest';
import { heardOf } from '../../shared/core/known.ts';
import type { Store } from '../../shared/ports.ts';
import { all, change, commit, finding, other, place, resource, type Make } from './store-fixtures.ts';

/** What people ask every store. */
export const questionsContract = (make: Make): void => {
  test('findings are asked for by status, severity, control, resource and account', async () => {
    const store = await make();
    const key = finding({
      controlId: 'kms/other',
      resource: other,
      severity: 'low',
      id: 'ffff000000000000',
      placement: { environment: null, dataClass: null, owner: 'platform' },
    });
    await commit(store, ['a'], {
      findings: [finding(), key, finding({ incarnation: 1, status: 'resolved', severity: 'critical' })],
    });
    const ids = async (query: Parameters<Store['findings']>[0]) =>
      (await all(store.findings(query))).map(({ id }) => id);
    expect(await ids({})).toHaveLength(3);
    expect(await ids({ status: 'open' })).toHaveLength(2);
    expect(await ids({ severity: 'high' })).toHaveLength(2);
    expect(await ids({ control: 'kms/*' })).toEqual([key.id]);
    expect(await ids({ resource: 'one' })).toHaveLength(2);
    expect(await ids({ resource: other.arn })).toEqual([key.id]);
    expect(await ids({ account: '444455556666' })).toEqual([]);
    expect(await ids({ control: '%' })).toEqual([]);
    expect(await ids({ owner: 'platform' })).toEqual([key.id]);
    expect(await ids({ owner: 'platform', status: 'open' })).toEqual([key.id]);
    expect(await ids({ owner: 'platform', status: 'resolved' })).toEqual([]);
    expect(await ids({ owner: 'plat' })).toEqual([]);
    expect(await ids({ account: place.account, status: 'open' })).toHaveLength(2);
    expect(await ids({ account: place.account, status: 'open', severity: 'high' })).toHaveLength(1);
    expect(await ids({ control: 'kms/other', status: 'open' })).toEqual([key.id]);
    expect(await ids({ control: 'KMS/*', status: 'open' })).toEqual([key.id]);
    expect(await ids({ control: 'kms/other', status: 'open', severity: 'high' })).toEqual([]);
    expect(await ids({ resource: '*k', status: 'open' })).toEqual([key.id]);
    expect(await store.open()).toEqual({ critical: 0, high: 1, medium: 0, low: 1 });
    await store.close();
  });
  test('a finding is found by its id, or by a beginning that only it has', async () => {
    const store = await make();
    await commit(store, ['a'], {
      findings: [finding({ id: 'aaaa000000000000' }), finding({ id: 'aaab000000000000', incarnation: 1 })],
    });
    expect(await store.finding('aaaa')).toMatchObject({ id: 'aaaa000000000000' });
    expect(await store.finding('aaab000000000000')).toMatchObject({ id: 'aaab000000000000' });
    expect(await store.finding('aaa')).toBe('ambiguous');
    expect(await store.finding('b')).toBeUndefined();
    await store.close();
  });
  test('resources are found by name and ARN, whatever the letter case, and with *', async () => {
    const store = await make();
    await commit(store, ['a'], { known: [heardOf(resource), heardOf(other)] });
    const names = async (named: string) => (await store.resources(named)).map(({ resource: { name: found } }) => found);
    expect(await names('one')).toEqual(['one']);
    expect(await names('ONE')).toEqual(['one']);
    expect(await names(resource.arn)).toEqual(['one']);
    expect(await names('*')).toHaveLength(2);
    expect(await names('o_e')).toEqual([]);
    await store.close();
  });
  test('a workload is found by the name of a job of its', async () => {
    const store = await make();
    const run = {
      ...change('r', 1_000),
      effect: 'run' as const,
      run: { arn: 'arn:aws:sagemaker:::training-job/job-7', name: 'job-7' },
    };
    await commit(store, ['a'], { known: [heardOf(resource)], changes: [run] });
    expect((await store.resources('JOB-*')).map(({ resource: { name: found } }) => found)).toEqual(['one']);
    await store.close();
  });
};
