import { describe, expect, test } from 'vitest';
import { refOf } from '../../shared/core/resource-ref.ts';
import { refNamed } from '../../shared/core/resource-type.ts';

const place = { partition: 'aws', account: '111122223333', region: 'eu-central-1' };

test.each([
  ['arn:aws:kms:eu-central-1:111122223333:key/1234', '1234'],
  ['arn:aws:s3:::ml-data', 'ml-data'],
  ['arn:aws:iam::111122223333:role/ml/trainer', 'ml/trainer'],
  ['arn:aws:secretsmanager:eu-central-1:111122223333:secret:ml/db', 'ml/db'],
  ['arn:aws:logs:eu-central-1:111122223333:log-group:/aws/sagemaker/Endpoints', '/aws/sagemaker/Endpoints'],
  ['arn:aws:iam::111122223333:root', 'root'],
])('people call %s %s', (arn, name) => expect(refOf('x/y', arn, place).name).toBe(name));

describe('the spelling that the store knows', () => {
  const type = {
    name: 'x/y',
    arnOf: (name: string) => `arn:aws:x:eu-central-1:111122223333:y:${name}`,
    canonical: (arn: string) => arn.replace(/-[a-z]{3}$/, ''),
  };
  test('is made of ARNs that AWS writes', () =>
    expect(refNamed(type, 'arn:aws:x:eu-central-1:111122223333:y:name-abc', place).name).toBe('name'));
  test('and not of names, which are what they are', () =>
    expect(refNamed(type, 'name-abc', place).name).toBe('name-abc'));
});
