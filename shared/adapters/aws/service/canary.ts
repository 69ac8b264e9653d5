import { IAMClient, TagRoleCommand } from '@aws-sdk/client-iam';
import { KMSClient, TagResourceCommand } from '@aws-sdk/client-kms';
import { isoOf } from '../../../core/instant.ts';
import type { Clock } from '../../../ports.ts';

/** What is changed, and only to be seen changing. */
export interface Canaries {
  keyArn: string;
  roleName: string;
}

const tag = 'sagewatch:canary';

/**
 * Changes a tag of our key and of a role of ours: the one's record comes by the Region's own way, the other's by the way of
 * what has no Region. If both come back, the whole path works.
 */
export const changeCanaries = async (
  { keyArn, roleName }: Canaries,
  clock: Clock,
  { kms, iam }: { kms: Pick<KMSClient, 'send'>; iam: Pick<IAMClient, 'send'> } = {
    kms: new KMSClient({}),
    iam: new IAMClient({}),
  },
): Promise<void> => {
  const now = isoOf(clock.now());
  await kms.send(new TagResourceCommand({ KeyId: keyArn, Tags: [{ TagKey: tag, TagValue: now }] }));
  await iam.send(new TagRoleCommand({ RoleName: roleName, Tags: [{ Key: tag, Value: now }] }));
};
