import { call, type Entry } from '../call.ts';
import { production, type Actor, type Members } from '../cast.ts';
import { wordOf } from '../random.ts';

const xmlns = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** A call about a bucket: an XML body in PascalCase beside camel case names and an empty marker of what it is about. */
export const bucketCall =
  (bucketName: string, region: string, by: Actor) =>
  (time: string, name: string, request: Members = {}, reads?: true): Entry => {
    const host = `${bucketName}.s3.${region}.amazonaws.com`;
    return call({
      time,
      region,
      source: 's3',
      name,
      by,
      host,
      ...(reads && { reads }),
      request: { bucketName, Host: host, ...request },
      additional: {
        SignatureVersion: 'SigV4',
        CipherSuite: 'TLS_AES_128_GCM_SHA256',
        bytesTransferredIn: reads ? 0 : JSON.stringify(request).length,
        AuthenticationMethod: 'AuthHeader',
        'x-amz-id-2': `${wordOf(`${bucketName}${time}${name}`, 75)}=`,
        bytesTransferredOut: reads ? 412 : 0,
      },
      resources: [{ accountId: production, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${bucketName}` }],
    });
  };

export const located = (region: string): Members => ({
  CreateBucketConfiguration: { LocationConstraint: region, xmlns },
  'x-amz-object-ownership': 'BucketOwnerEnforced',
});

export const publicAccessBlock = (on: boolean): Members => ({
  publicAccessBlock: '',
  PublicAccessBlockConfiguration: {
    xmlns,
    RestrictPublicBuckets: on,
    BlockPublicPolicy: on,
    BlockPublicAcls: on,
    IgnorePublicAcls: on,
  },
});

export const encryptedWith = (keyArn: string): Members => ({
  encryption: '',
  ServerSideEncryptionConfiguration: {
    xmlns,
    Rule: {
      ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyArn },
      BucketKeyEnabled: true,
    },
  },
});

/** The policy is an object here, and the member that the API calls so is empty. */
export const bucketPolicy = (...statements: readonly Members[]): Members => ({
  policy: '',
  bucketPolicy: { Version: '2012-10-17', Statement: statements },
});

/** One tag is an object, several are a list. */
export const bucketTags = (tags: Record<string, string | boolean>): Members => {
  const list = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  return { tagging: '', Tagging: { xmlns, TagSet: { Tag: list.length === 1 ? list[0] : list } } };
};
