import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sqliteStore } from '../../shared/adapters/local/sqlite/store.ts';
import { heardOf } from '../../shared/core/known.ts';
import { refOf } from '../../shared/core/resource-ref.ts';
import { commit } from '../adapters/store-fixtures.ts';
import { commandLine } from './command-line.ts';

const { folder, run, json, write, remove } = commandLine();
afterAll(remove);

const account = '111122223333';
const place = { account, region: 'eu-central-1' };
const key = (name: string) => refOf('kms/key', `arn:aws:kms:eu-central-1:${account}:key/${name}`, place);
const models = refOf('sagemaker/model', `arn:aws:sagemaker:eu-central-1:${account}:model/*`, place);
const unread = (permission: string) => ({ reason: 'denied', permission, since: Date.parse('2026-11-02T09:00:00Z') });
const undecided = { 'kms/key-rotation': ['rotationEnabled'] };

beforeAll(async () => {
  const store = sqliteStore(join(folder, 'kept.db'));
  await commit(store, ['a'], {
    known: [
      ...['a', 'b', 'c', 'd'].map((name) => ({ ...heardOf(key(name)), undecided })),
      { ...heardOf(key('e\u001b[31m')), undecided, unread: unread('kms:DescribeKey') },
      { ...heardOf(models), unread: unread('sagemaker:ListModels') },
    ],
  });
  await store.close();
});

const unknown = (...words: string[]) => ['findings', '--unknown', '--store', 'kept.db', ...words];

test('findings --unknown: what could not be decided, with the missing field or permission', () => {
  const groups = json(...unknown());
  expect(groups.map(({ control, missing, permission, count }) => [control, missing, permission, count])).toEqual([
    [undefined, [], 'sagemaker:ListModels', 1],
    ['kms/key-rotation', ['rotationEnabled'], 'kms:DescribeKey', 1],
    ['kms/key-rotation', ['rotationEnabled'], undefined, 4],
  ]);
  expect(groups[1]).toMatchObject({ type: 'unknown', account, unreadSince: '2026-11-02T09:00:00Z' });
  const { stdout, status } = run(unknown());
  expect(status).toBe(0);
  expect(stdout).toMatch(/any +sagemaker:ListModels +1 +all sagemaker\/model of eu-central-1/);
  expect(stdout).toMatch(/kms\/key-rotation +rotationEnabled +4 +a, b, c and 1 more/);
  expect(stdout).not.toContain('\u001b');
});

test('findings --unknown: by control, resource and account; controls that are off are left out', () => {
  const counts = (...words: string[]) => json(...unknown(...words)).map(({ count }) => count as number);
  expect(counts('--control', 'KMS/*')).toEqual([1, 4]);
  expect(counts('--resource', 'a')).toEqual([1]);
  expect(counts('--account', '444455556666')).toEqual([]);
  write('off.yml', 'controls: { kms/key-rotation: { enabled: false } }\n');
  expect(counts('--config', 'off.yml')).toEqual([1]);
  expect(run(unknown('--open')).status).toBe(2);
  expect(run(unknown('--account', '444455556666')).stdout).toContain('Everything could be decided');
});
