import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { describeFolder } from '../../shared/adapters/local/describe-folder.ts';
import { resourceTypes } from '../../shared/catalogue.ts';
import { refOf } from '../../shared/core/resource-ref.ts';

const folder = mkdtempSync(join(tmpdir(), 'sagewatch-describe-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const place = { account: '111122223333', region: 'eu-central-1' };
const key = {
  KeyMetadata: {
    Arn: 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd',
    KeyId: '1234abcd',
    KeyManager: 'AWS',
    KeyState: 'Enabled',
    KeySpec: 'SYMMETRIC_DEFAULT',
    Origin: 'AWS_KMS',
  },
};
const rolePolicy = {
  RoleName: 'trainer',
  PolicyName: 'all',
  PolicyDocument: '%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%5D%7D',
};

test('outputs are found by what they are about, whatever the file is called; others are noted', () => {
  mkdirSync(join(folder, 'deep'));
  writeFileSync(join(folder, 'deep', 'a.json'), JSON.stringify([key, rolePolicy]));
  writeFileSync(join(folder, 'other.json'), '{"Buckets":[]}');
  writeFileSync(join(folder, 'broken.json'), '{');
  writeFileSync(join(folder, 'notes.txt'), 'no JSON, not looked at');
  const notes: string[] = [];
  const { state } = describeFolder(folder, resourceTypes, (file, note) =>
    notes.push(`${file.slice(folder.length + 1)}: ${note}`),
  );
  expect(state(refOf('kms/key', key.KeyMetadata.Arn, place))).toMatchObject({ keyManager: 'AWS' });
  expect(state(refOf('kms/key', `${key.KeyMetadata.Arn}x`, place))).toBeUndefined();
  const inline = 'arn:aws:iam::111122223333:role/trainer/inline/all';
  expect(state(refOf('iam/inline-policy', inline, place))).toMatchObject({
    document: expect.stringContaining('2012-10-17') as string,
  });
  expect(state(refOf('iam/inline-policy', `${inline}-other`, place))).toBeUndefined();
  expect(notes).toHaveLength(2);
  expect(notes[0]).toMatch(/^broken\.json: skipped/);
  expect(notes[1]).toMatch(/^other\.json: skipped: not an output/);
});
