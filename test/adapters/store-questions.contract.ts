import { expect, test } from 'vitest';
import { heardOf, type Known } from '../../shared/core/known.ts';
import { refOf, resourceKey, type ResourceRef } from '../../shared/core/resource-ref.ts';
import type { Locality, Store } from '../../shared/ports.ts';
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
  test('what is there of a type in a place is known, also what was only heard of, and not what is gone', async () => {
    const store = await make();
    const bucket = refOf('s3/bucket', 'arn:aws:s3:::b', place);
    const named = (name: string, region = place.region) =>
      refOf(resource.type, `arn:aws:sagemaker:${region}:${place.account}:notebook-instance/${name}`, place);
    const there = (ref: ResourceRef): Known => ({ ...heardOf(ref), exists: true });
    await commit(store, ['a'], {
      known: [there(resource), there(named('Two')), heardOf(named('heard')), there(named('far', 'us-east-1'))],
    });
    await commit(store, ['b'], { known: [there(bucket), there(other), { ...heardOf(named('gone')), exists: false }] });
    const keys = async (type: string, at: Locality) => (await all(store.present(type, at))).toSorted();
    expect(await keys(resource.type, place)).toEqual(['heard', 'one', 'Two'].map((name) => resourceKey(named(name))));
    expect(await keys(resource.type, { ...place, region: 'us-east-1' })).toEqual([
      resourceKey(named('far', 'us-east-1')),
    ]);
    expect(await keys('s3/bucket', { ...place, region: '' })).toEqual([bucket.arn]);
    expect(await keys('s3/bucket', place)).toEqual([]);
    expect(await keys(resource.type, { ...place, account: '444455556666' })).toEqual([]);
    await commit(store, ['c'], { known: [{ ...there(resource), exists: false }, there(named('gone'))] });
    expect(await keys(resource.type, place)).toEqual(['gone', 'heard', 'Two'].map((name) => resourceKey(named(name))));
    await store.close();
  });
  test('what is undecided, or could not be read, is known as long as it is', async () => {
    const store = await make();
    const unread = { reason: 'the permission kms:DescribeKey is missing', permission: 'kms:DescribeKey', since: 5 };
    const undecided: Known = { ...heardOf(resource), exists: true, undecided: { 'sagemaker/example': ['rootAccess'] } };
    await commit(store, ['a'], { known: [undecided, { ...heardOf(other), unread }] });
    const found = async () =>
      (await all(store.undecided())).toSorted((a, b) => (a.resource.arn < b.resource.arn ? -1 : 1));
    expect(await found()).toMatchObject([{ unread }, { undecided: undecided.undecided }]);
    await commit(store, ['b'], { known: [{ ...undecided, undecided: undefined }] });
    expect(await found()).toMatchObject([{ resource: other }]);
    await commit(store, ['c'], { known: [heardOf(other)] });
    expect(await found()).toEqual([]);
    await store.close();
  });
};
