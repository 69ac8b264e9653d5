import { expect, test } from 'vitest';
import { fromApi } from '../../../shared/resources/from-api.ts';
import { kmsAlias } from '../../../shared/resources/kms/alias.ts';
import { kmsKey } from '../../../shared/resources/kms/key.ts';
import { expectTwins, statedBy } from '../twins.ts';

const id = '1234abcd-12ab-34cd-56ef-1234567890ab';
const arn = `arn:aws:kms:eu-central-1:111122223333:key/${id}`;
const policy = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'kms:*', Resource: '*' },
  ],
};
const call = (eventName: string, requestParameters: object | null, more: object = {}) => ({
  eventSource: 'kms.amazonaws.com',
  eventName,
  requestParameters,
  ...more,
});
const created = (responseElements: object) =>
  call(
    'CreateKey',
    {
      policy: JSON.stringify(policy, null, 2),
      keySpec: 'SYMMETRIC_DEFAULT',
      customerMasterKeySpec: 'SYMMETRIC_DEFAULT',
      keyUsage: 'ENCRYPT_DECRYPT',
      origin: 'AWS_KMS',
      bypassPolicyLockoutSafetyCheck: false,
      tags: [{ tagKey: 'team', tagValue: 'ml' }],
    },
    {
      responseElements: { keyMetadata: { aWSAccountId: '111122223333', keyId: id, arn, keyState: 'Enabled' } },
      ...responseElements,
    },
  );

const output = {
  KeyMetadata: {
    KeyId: id,
    Arn: arn,
    KeyManager: 'CUSTOMER',
    KeyState: 'Enabled',
    KeySpec: 'SYMMETRIC_DEFAULT',
    Origin: 'AWS_KMS',
    CreationDate: '2026-11-02T09:00:00.000Z',
  },
  Policy: JSON.stringify(policy),
  KeyRotationEnabled: false,
  Tags: [{ TagKey: 'team', TagValue: 'ml' }],
};

test('a new key, made and read', () => {
  expectTwins(kmsKey, { records: [created({})], output });
});

test('an alias', () => {
  expectTwins(kmsAlias, {
    records: [call('CreateAlias', { aliasName: 'alias/ml', targetKeyId: id })],
    output: { AliasName: 'alias/ml', AliasArn: 'arn:aws:kms:eu-central-1:111122223333:alias/ml', TargetKeyId: id },
  });
});

test('what was not read stays unknown', () => {
  const { KeyMetadata } = output;
  expect(Object.keys(fromApi(kmsKey, { KeyMetadata }))).toEqual([
    'keyManager',
    'keyState',
    'keySpec',
    'origin',
    'rotationGraceUntil',
  ]);
});

test('a key named by its alias is the key that the record names', () => {
  const { resource, state } = statedBy(kmsKey, [
    call(
      'DisableKey',
      { keyId: 'alias/ml' },
      { resources: [{ ARN: arn, accountId: '111122223333', type: 'AWS::KMS::Key' }] },
    ),
  ]);
  expect(resource.arn).toBe(arn);
  expect(state).toEqual({ keyManager: 'CUSTOMER', keyState: 'Disabled' });
});

test('whoever switches rotation off has a key that could rotate', () => {
  expect(statedBy(kmsKey, [call('DisableKeyRotation', { keyId: id })]).state).toMatchObject({
    keySpec: 'SYMMETRIC_DEFAULT',
    origin: 'AWS_KMS',
    rotationEnabled: false,
    rotationGraceUntil: null,
  });
});
