import { from, type Call, type Entry } from '../call.ts';
import { production, type Actor, type Members } from '../cast.ts';
import { keyArn, keyIds } from '../places.ts';
import { spelled } from '../time.ts';

type Key = keyof typeof keyIds;

/** A call about a key, which KMS names among the resources whatever the caller called it. */
export const keyCall = (key: Key, region: string, by: Actor) => {
  const made = from({ region, source: 'kms', by });
  const resources = [{ accountId: production, type: 'AWS::KMS::Key', ARN: keyArn(key, region) }];
  return (time: string, name: string, request: Members = {}, more: Partial<Call> = {}): Entry =>
    made(time, name, {
      request: { keyId: keyIds[key], ...request },
      response: { keyId: keyArn(key, region) },
      resources,
      ...more,
    });
};

/** A customer's key policy as the console writes it, with its white space. */
export const keyPolicy = (...statements: readonly Members[]): string =>
  JSON.stringify(
    {
      Version: '2012-10-17',
      Id: 'key-consolepolicy-3',
      Statement: [
        {
          Sid: 'Enable IAM User Permissions',
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${production}:root` },
          Action: 'kms:*',
          Resource: '*',
        },
        ...statements,
      ],
    },
    null,
    4,
  );

/** A symmetric key and its alias. KMS makes keys without rotation. */
export const newKey = (
  key: Key,
  { region, by, time, aliasTime }: { region: string; by: Actor; time: string; aliasTime: string },
): Entry[] => {
  const description = `Machine learning: ${key}`;
  const spec = {
    description,
    keyUsage: 'ENCRYPT_DECRYPT',
    customerMasterKeySpec: 'SYMMETRIC_DEFAULT',
    keySpec: 'SYMMETRIC_DEFAULT',
    origin: 'AWS_KMS',
    multiRegion: false,
  };
  const arn = keyArn(key, region);
  const made = from({ region, source: 'kms', by });
  return [
    made(time, 'CreateKey', {
      request: {
        ...spec,
        policy: keyPolicy(),
        bypassPolicyLockoutSafetyCheck: false,
        tags: [{ tagKey: 'owner', tagValue: 'ml-platform' }],
      },
      response: {
        keyMetadata: {
          aWSAccountId: production,
          ...spec,
          keyId: keyIds[key],
          arn,
          creationDate: spelled(time),
          enabled: true,
          keyState: 'Enabled',
          keyManager: 'CUSTOMER',
          encryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
        },
      },
      resources: [{ accountId: production, type: 'AWS::KMS::Key', ARN: arn }],
    }),
    made(aliasTime, 'CreateAlias', {
      request: { aliasName: `alias/ml-${key}`, targetKeyId: keyIds[key] },
      resources: [
        { accountId: production, ARN: `arn:aws:kms:${region}:${production}:alias/ml-${key}` },
        { accountId: production, type: 'AWS::KMS::Key', ARN: arn },
      ],
    }),
  ];
};
