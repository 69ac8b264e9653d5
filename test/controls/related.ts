import type { Related, RelatedResource } from '../../shared/core/control.ts';
import { refOf } from '../../shared/core/resource-ref.ts';
import type { Members } from '../../shared/core/trail-record.ts';

const place = { account: '111122223333', region: 'eu-central-1' };

/** A resource that another refers to, with what is known of it. */
export const relatedResource = (
  type: string,
  arn: string,
  state: Members = {},
  { related = {}, exists }: { related?: Related; exists?: boolean } = {},
): RelatedResource => ({ resource: refOf(type, arn, place), exists, state, related });

const keyArn = (key: string) =>
  key.startsWith('arn:')
    ? key
    : `arn:aws:kms:${place.region}:${place.account}:${key.includes('/') ? key : `key/${key}`}`;

/** References to one key, by the role `kmsKey` unless another is named. */
export const relatedKey = (key: string, state: Members = {}, role = 'kmsKey'): Related => ({
  [role]: [relatedResource('kms/key', keyArn(key), state)],
});

/** References to one alias of a key that this is known of. */
export const relatedAlias = (alias: string, state: Members = {}, role = 'kmsKey'): Related => ({
  [role]: [
    relatedResource(
      'kms/alias',
      keyArn(alias),
      {},
      { related: { key: [relatedResource('kms/key', keyArn('target'), state)] } },
    ),
  ],
});
